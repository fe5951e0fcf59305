package io.aiopool.benchmarks.peer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantineSettings;
import io.aiopool.WorkerLostException;
import io.aiopool.benchmarks.Timing;

/**
 * The pool that all this is about.
 */
public final class AiopoolPeer extends JvmPeer {

	private static final int LARGEST = 80 << 20;

	private final ProcessPool pool;

	public AiopoolPeer() {
		this("aiopool", builder(2));
	}

	/**
	 * Makes one.
	 * @param name its name in the report
	 * @param builder the pool
	 */
	public AiopoolPeer(String name, PoolBuilder builder) {
		super(name);
		this.pool = builder.build();
	}

	/**
	 * A pool with settings for measuring, in which the same task may kill again and
	 * again.
	 * @param processes number of workers
	 * @return a builder with the defaults but for limits
	 */
	public static PoolBuilder builder(int processes) {
		return ProcessPool.builder()
			.processes(processes)
			.queueCapacity(2_000_000)
			.maxPayload(LARGEST)
			.quarantine(new QuarantineSettings(0, QuarantineSettings.DEFAULTS.window()))
			.trustedPackages(Set.of("io.aiopool.benchmarks"));
	}

	public ProcessPool pool() {
		return this.pool;
	}

	@Override
	Object call(int value) {
		return this.pool.apply(AiopoolPeer::same, value).join();
	}

	@Override
	Future<?> submit(int value) {
		return this.pool.apply(AiopoolPeer::same, value);
	}

	@Override
	byte[] echo(byte[] bytes) {
		return this.pool.apply(AiopoolPeer::same, bytes).join();
	}

	@Override
	Object map(int elements) {
		return this.pool.map(AiopoolPeer::same, IntStream.range(0, elements).boxed()).toList();
	}

	@Override
	Map<String, Double> kill() throws InterruptedException {
		CompletableFuture<Integer> task = this.pool.apply(() -> {
			Thread.sleep(60_000);
			return 0;
		});
		long victim = busyWorker();
		// One that is killed before it has begun would be sent again, and hang again
		Thread.sleep(50);
		ProcessHandle worker = ProcessHandle.of(victim).orElseThrow();
		long begin = System.nanoTime();
		worker.destroyForcibly();
		double told;
		try {
			task.join();
			throw new IllegalStateException("a killed task has a result");
		}
		catch (CompletionException ex) {
			if (!(ex.getCause() instanceof WorkerLostException)) {
				throw ex;
			}
			told = Timing.millisSince(begin);
		}
		call(1);
		double next = Timing.millisSince(begin);
		awaitReady();
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("told ms", told);
		values.put("next success ms", next);
		// Before the news the kernel has taken back the memory, and then ended the
		// connection
		values.put("next success after told ms", next - told);
		values.put("replaced ms", Timing.millisSince(begin));
		return values;
	}

	/** Returns when all workers are ready. */
	public void awaitReady() throws InterruptedException {
		while (this.pool.statistics().ready() < this.pool.settings().processes()) {
			Thread.sleep(0, 200_000);
		}
	}

	private long busyWorker() throws InterruptedException {
		for (int i = 0; i < 5_000; i++) {
			var busy = this.pool.workers().stream().filter((worker) -> worker.inFlight() > 0).findFirst();
			if (busy.isPresent()) {
				return busy.get().pid();
			}
			Thread.sleep(1);
		}
		throw new IllegalStateException("no worker has taken the task");
	}

	static int same(int value) {
		return value;
	}

	static byte[] same(byte[] bytes) {
		return bytes;
	}

	@Override
	public void close() {
		this.pool.terminate();
	}

}
