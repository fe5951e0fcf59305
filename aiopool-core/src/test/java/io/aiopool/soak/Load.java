package io.aiopool.soak;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.aiopool.RetryPolicy;
import io.aiopool.TaskOptions;

/**
 * Gives a pool all kinds of tasks to do, at a steady pace.
 */
final class Load implements AutoCloseable {

	private static final int TICK_MILLIS = 10;

	/** So that tasks that cannot be done do not pile up in the queue. */
	private static final int MOST_OUTSTANDING = 150;

	private static final Duration SHORT = Duration.ofMillis(20);

	private static final int LONG_MILLIS = 100;

	private final Clerk clerk;

	private final int perTick;

	private final SplittableRandom random;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor((body) -> new Thread(body, "soak-load"));

	private volatile boolean paused;

	private volatile Throwable failure;

	/** Starts it. */
	Load(Clerk clerk, int perTick, long seed) {
		this.clerk = clerk;
		this.perTick = perTick;
		this.random = new SplittableRandom(seed);
		this.timer.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
	}

	private void tick() {
		try {
			// Mostly of one kind at a time: each change empties a worker.
			boolean plain = this.random.nextBoolean();
			for (int i = 0; i < this.perTick && !this.paused && this.clerk.outstanding() < MOST_OUTSTANDING; i++) {
				submit(plain, this.random.nextInt(1000));
			}
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
			throw ex;
		}
	}

	private void submit(boolean plain, int dice) {
		TaskOptions options = TaskOptions.DEFAULTS;
		if (dice < 850 && plain) {
			this.clerk.apply(SoakTasks::plain, order(options, 0, 256), options);
		}
		else if (dice < 850) {
			this.clerk.applyAsync(SoakTasks::shared, order(options, 0, 256), options);
		}
		else if (dice < 880) {
			this.clerk.applyAsync(SoakTasks::shared, order(options, this.random.nextInt(5), 256), options);
		}
		else if (dice < 900) {
			this.clerk.apply(SoakTasks::plain, order(options, 1, 256), options);
		}
		else if (dice < 930) {
			TaskOptions repeated = options.withIdempotent(true);
			this.clerk.applyAsync(SoakTasks::shared, order(repeated, this.random.nextInt(5), 256), repeated);
		}
		else if (dice < 940) {
			this.clerk.apply(SoakTasks::plain, order(options, 0, 300_000), options);
		}
		else if (dice < 970) {
			TaskOptions retried = options.withRetry(RetryPolicy.of(2, Duration.ofMillis(5)));
			this.clerk.applyAsync(SoakTasks::failing, order(retried, 0, 256), retried);
		}
		else if (dice < 972) {
			overdue(dice, options.withTimeout(SHORT));
		}
		else {
			cancelled(dice);
		}
	}

	private void overdue(int dice, TaskOptions options) {
		Order order = order(options, LONG_MILLIS, 0);
		if (dice % 2 == 0) {
			this.clerk.apply(SoakTasks::plain, order, options);
		}
		else {
			this.clerk.applyAsync(SoakTasks::shared, order, options);
		}
	}

	private void cancelled(int dice) {
		Order order = order(TaskOptions.DEFAULTS, this.random.nextInt(3), 0);
		CompletableFuture<Answer> future = (dice % 2 == 0)
				? this.clerk.apply(SoakTasks::plain, order, TaskOptions.DEFAULTS)
				: this.clerk.applyAsync(SoakTasks::shared, order, TaskOptions.DEFAULTS);
		this.timer.schedule(() -> future.cancel(true), this.random.nextInt(4), TimeUnit.MILLISECONDS);
	}

	private Order order(TaskOptions options, int millis, int bytes) {
		return Order.of(this.clerk.nextId(options), millis, this.random.nextInt(bytes + 1), this.random);
	}

	/** Submits nothing until it is resumed. */
	void pause() {
		this.paused = true;
	}

	void resume() {
		this.paused = false;
	}

	/** What has kept it from going on, if anything has. */
	Throwable failure() {
		return this.failure;
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
