package io.aiopool.soak;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.aiopool.AsyncFunction;
import io.aiopool.PoolRejectedException;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.pool.CountedTasks;
import io.aiopool.soak.Ledger.Kind;
import io.aiopool.soak.Ledger.Outcome;

/**
 * Submits tasks to one pool and keeps the ledger about them. Thread-safe.
 */
final class Clerk {

	private final CountedTasks tasks;

	private final Ledger ledger;

	private final Sabotage sabotage;

	private final Latencies afterDeadline;

	private final AtomicInteger outstanding = new AtomicInteger();

	Clerk(CountedTasks tasks, Ledger ledger, Sabotage sabotage, Latencies afterDeadline) {
		this.tasks = tasks;
		this.ledger = ledger;
		this.sabotage = sabotage;
		this.afterDeadline = afterDeadline;
	}

	CountedTasks tasks() {
		return this.tasks;
	}

	Ledger ledger() {
		return this.ledger;
	}

	/** How many tasks have not been completed. */
	int outstanding() {
		return this.outstanding.get();
	}

	/** A new id for a task that is submitted under such options. */
	int nextId(TaskOptions options) {
		boolean repeated = options.idempotent() || options.retry().attempts() > 1;
		return this.ledger.submit(repeated ? Kind.REPEATED : Kind.ONCE);
	}

	/** Runs a plain body. What the pool refuses is a failed future. */
	CompletableFuture<Answer> apply(RemoteFunction<Order, Answer> body, Order order, TaskOptions options) {
		return submit(order, options,
				() -> this.tasks.apply(body, order, options, (outcome) -> settled(order.id(), outcome)));
	}

	/** Runs an asynchronous body. What the pool refuses is a failed future. */
	CompletableFuture<Answer> applyAsync(AsyncFunction<Order, Answer> body, Order order, TaskOptions options) {
		return submit(order, options,
				() -> this.tasks.applyAsync(body, order, options, (outcome) -> settled(order.id(), outcome)));
	}

	private void settled(int id, Runnable outcome) {
		this.sabotage.pass(id, () -> {
			this.ledger.settled(id);
			outcome.run();
		});
	}

	private CompletableFuture<Answer> submit(Order order, TaskOptions options,
			Supplier<CompletableFuture<Answer>> submission) {
		this.outstanding.incrementAndGet();
		long submitted = System.nanoTime();
		CompletableFuture<Answer> future;
		try {
			future = submission.get();
		}
		catch (PoolRejectedException ex) {
			this.outstanding.decrementAndGet();
			this.ledger.told(order.id(), Outcome.REFUSED);
			return CompletableFuture.failedFuture(ex);
		}
		future.whenComplete((answer, failure) -> {
			Outcome outcome = outcome(order, answer, failure);
			Duration timeout = options.timeout();
			if (outcome == Outcome.TIMED_OUT && timeout != null) {
				this.afterDeadline.add(System.nanoTime() - submitted - timeout.toNanos());
			}
			this.ledger.told(order.id(), outcome);
			this.outstanding.decrementAndGet();
		});
		return future;
	}

	static Outcome outcome(Order order, Answer answer, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause == null) {
			return (answer != null && answer.isTo(order)) ? Outcome.RIGHT : Outcome.WRONG;
		}
		if (cause instanceof WorkerLostException lost) {
			return lost.started() ? Outcome.LOST : Outcome.LOST_UNBEGUN;
		}
		if (cause instanceof TaskTimeoutException) {
			return Outcome.TIMED_OUT;
		}
		return (cause instanceof CancellationException) ? Outcome.CANCELLED : Outcome.OTHER;
	}

}
