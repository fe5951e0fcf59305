package io.aiopool.benchmarks.peer;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two threads of this JVM: what it costs to change threads, and no isolation.
 */
final class FixedPoolPeer extends JvmPeer {

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	FixedPoolPeer() {
		super("fixed pool");
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
