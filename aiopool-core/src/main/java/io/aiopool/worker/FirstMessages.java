package io.aiopool.worker;

import java.util.List;
import java.util.Objects;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessages;
import io.aiopool.wire.Connection;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ParentMessages;

/**
 * The classes that a worker and this process need as soon as they talk. In an application
 * that is an archive of archives each takes a while to load, and the first worker would
 * wait for it.
 */
final class FirstMessages {

	private static final List<Class<?>> NEXT = List.of(Connection.class, FrameWriter.class, ParentMessages.class,
			FrameReader.class, ChildMessages.class);

	private static final List<Class<?>> SEALED = List.of(ParentMessage.class, ChildMessage.class);

	private FirstMessages() {
	}

	/** Loads what is not loaded yet. */
	static void load() {
		try {
			for (Class<?> type : NEXT) {
				load(type);
			}
			for (Class<?> sealed : SEALED) {
				for (Class<?> message : Objects.requireNonNull(sealed.getPermittedSubclasses())) {
					load(message);
				}
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// Whoever needs it will meet it too, and report it
		}
	}

	private static void load(Class<?> type) throws ClassNotFoundException {
		Class.forName(type.getName(), true, type.getClassLoader());
	}

}
