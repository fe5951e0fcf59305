package io.aiopool.child;

import java.util.List;
import java.util.Map;

import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.TaggedCodecFactory;

/**
 * Loads what the first task needs, once the worker is ready and while it waits for that
 * task. Before that it would only keep the start from the processor.
 */
final class WarmUp {

	private static final List<Class<?>> NEXT = List.of(RunningTask.class, ProgressReport.class, ChunkRun.class,
			ExclusiveQueue.class);

	private WarmUp() {
	}

	static void start() {
		Thread thread = new Thread(null, WarmUp::run, "aiopool-warm-up", 0, false);
		thread.setDaemon(true);
		thread.start();
	}

	private static void run() {
		try {
			ClassLoader loader = WarmUp.class.getClassLoader();
			for (Class<?> type : NEXT) {
				Class.forName(type.getName(), true, loader);
			}
			PayloadCodec codec = new TaggedCodecFactory().create(CodecSettings.of(loader, (type) -> true));
			codec.decode(codec.encode(new Object[] { "text", 1, List.of(1L), Map.of("key", 1.0) }));
		}
		catch (ClassNotFoundException | PayloadException | LinkageError ex) {
			// The task that needs it will meet it too, and report it
		}
	}

}
