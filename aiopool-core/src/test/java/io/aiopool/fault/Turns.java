package io.aiopool.fault;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Lets test classes of several JVMs run beside each other, but those that measure time
 * alone. JUnit finds it by itself.
 * <p>
 * All hold a lock on one file, and those that run alone do not share it. It is taken
 * behind a gate, so that nobody passes one who waits for the others to end.
 */
public final class Turns implements BeforeAllCallback {

	private static final Path DIRECTORY = Path.of("target", "turns");

	@Override
	public void beforeAll(ExtensionContext context) throws IOException {
		if (!context.getEnclosingTestClasses().isEmpty()) {
			return;
		}
		Files.createDirectories(DIRECTORY);
		boolean alone = context.getRequiredTestClass().isAnnotationPresent(RunsAlone.class);
		FileChannel turn = open("turn");
		// The end of the class closes it, and with it goes the lock.
		context.getStore(Namespace.create(Turns.class)).put("turn", turn);
		try (FileChannel gate = open("gate")) {
			gate.lock();
			turn.lock(0, Long.MAX_VALUE, !alone);
		}
	}

	private static FileChannel open(String name) throws IOException {
		return FileChannel.open(DIRECTORY.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
	}

}
