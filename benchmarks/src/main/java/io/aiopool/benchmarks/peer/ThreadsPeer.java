package io.aiopool.benchmarks.peer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads of this JVM: what it costs to change threads, and no isolation.
 */
final class ThreadsPeer extends JvmPeer {

	/** The first JDK with virtual threads. */
	private static final int VIRTUAL_SINCE = 21;

	private final ExecutorService threads;

	private ThreadsPeer(String name, ExecutorService threads) {
		super(name);
		this.threads = threads;
	}

	/** Two of them. */
	static ThreadsPeer fixed() {
		return new ThreadsPeer("fixed pool", Executors.newFixedThreadPool(2));
	}

	/** A virtual one for each task; by reflection, as this is compiled for JDK 17. */
	static ThreadsPeer virtual() throws ReflectiveOperationException {
		if (Runtime.version().feature() < VIRTUAL_SINCE) {
			throw new UnsupportedOperationException("which this JDK does not have");
		}
		return new ThreadsPeer("virtual threads",
				(ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
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
