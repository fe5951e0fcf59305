package io.aiopool.benchmarks.peer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A virtual thread of this JVM for each task. Found by reflection, as this is compiled
 * for JDK 17.
 */
final class VirtualThreadsPeer extends JvmPeer {

	private static final int FIRST = 21;

	private final ExecutorService threads;

	VirtualThreadsPeer() throws ReflectiveOperationException {
		super("virtual threads");
		if (Runtime.version().feature() < FIRST) {
			throw new UnsupportedOperationException("which this JDK does not have");
		}
		this.threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
	}

	@Override
	Object call(int value) throws Exception {
		return this.threads.submit(() -> value).get();
	}

	@Override
	Future<?> submit(int value) {
		return this.threads.submit(() -> value);
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

}
