package io.aiopool.pool;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerProcess;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * A process for one task: an engine with one slot that is filled once. The answer of the
 * task, whatever it is, ends the engine, and the outcome is told when the engine has
 * ended. Thread-safe: its own lock guards the step from new to started or closed.
 */
final class OneTaskProcess<R extends @Nullable Object> implements WorkerProcess<R> {

	private final PoolSettings settings;

	private final boolean plain;

	private final @Nullable Object[] bodyAndArguments;

	/** Set once, by {@link #start()}. */
	private volatile @Nullable Engine engine;

	private volatile @Nullable TaskFuture<R> answer;

	private final CompletableFuture<R> outcome = new CompletableFuture<>();

	private boolean closed;

	private volatile boolean killed;

	private volatile long pid;

	OneTaskProcess(PoolSettings settings, boolean plain, @Nullable Object... bodyAndArguments) {
		this.settings = settings;
		this.plain = plain;
		this.bodyAndArguments = bodyAndArguments;
	}

	@Override
	public String name() {
		return this.settings.name();
	}

	@Override
	public synchronized WorkerProcess<R> start() {
		if (this.engine != null || this.closed) {
			throw new IllegalStateException(
					this + " was " + ((this.engine != null) ? "started" : "closed") + " before; make another one");
		}
		Engine engine = new Engine(this.settings);
		try {
			TaskFuture<R> answer = engine.runOnce(this.plain, this.bodyAndArguments, this::startFailed);
			this.answer = answer;
			this.engine = engine;
			answer.whenComplete((value, failure) -> endSoon(engine, value, failure));
			return this;
		}
		catch (RuntimeException ex) {
			engine.life().close();
			throw ex;
		}
	}

	/** On a thread of its own, since it waits for threads of the engine. */
	private void endSoon(Engine engine, R value, @Nullable Throwable failure) {
		Thread thread = new Thread(() -> {
			engine.life().close();
			if (failure != null) {
				this.outcome.completeExceptionally(failure);
			}
			else {
				this.outcome.complete(value);
			}
		}, "aiopool-" + name() + "-end");
		thread.setDaemon(true);
		thread.start();
	}

	/** The process ended before it was ready. Called by a thread that serves it. */
	private void startFailed(Engine engine, String reason) {
		WorkerExit exit = engine.supervisor().lastExit(0);
		boolean foreign = exit != null && exit.signal().isPresent() && exit.cause() == null;
		Throwable failure = (exit != null && (this.killed || foreign))
				? new WorkerLostException(this + " was lost before its body had begun: " + reason, exit, false)
				: new PoolUnavailableException(this + " did not start: " + reason, null);
		engine.abandon(failure);
	}

	@Override
	public R join(Duration timeout) throws Exception {
		started();
		try {
			return this.outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			throw new TimeoutException(
					this + " has not ended within " + timeout + "; it runs on, unless it is terminated or killed");
		}
		catch (ExecutionException ex) {
			throw thrown((ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	private static Exception thrown(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		if (cause instanceof Error error) {
			throw error;
		}
		return (cause instanceof Exception exception) ? exception : new ExecutionException(cause);
	}

	@Override
	public CompletionStage<R> result() {
		started();
		return this.outcome.minimalCompletionStage();
	}

	private Engine started() {
		Engine engine = this.engine;
		if (engine == null) {
			throw new IllegalStateException(this + " was not started; call start() first");
		}
		return engine;
	}

	@Override
	public OptionalLong pid() {
		Engine engine = this.engine;
		if (this.pid == 0 && engine != null) {
			WorkerExit exit = engine.supervisor().lastExit(0);
			this.pid = (exit != null) ? exit.pid()
					: engine.supervisor().workers().stream().mapToLong(WorkerHandle::pid).findFirst().orElse(0);
		}
		return (this.pid != 0) ? OptionalLong.of(this.pid) : OptionalLong.empty();
	}

	@Override
	public OptionalInt exitCode() {
		WorkerExit exit = exit();
		return (exit != null && exit.status() != null) ? OptionalInt.of(exit.status()) : OptionalInt.empty();
	}

	@Override
	public @Nullable WorkerExit exit() {
		Engine engine = this.engine;
		return (engine != null) ? engine.supervisor().lastExit(0) : null;
	}

	@Override
	public boolean isAlive() {
		Engine engine = this.engine;
		return engine != null && !engine.life().whenEnded().isDone();
	}

	@Override
	public void terminate() {
		started();
		TaskFuture<R> answer = this.answer;
		if (answer != null) {
			answer.completeExceptionally(new CancellationException(this + " was terminated"));
		}
	}

	@Override
	public void kill() {
		Engine engine = started();
		this.killed = true;
		engine.supervisor().kill(KillReason.REQUESTED);
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		if (this.engine == null) {
			return;
		}
		if (!hasEnded()) {
			kill();
		}
		started().life().whenEnded().join();
	}

	private boolean hasEnded() {
		try {
			started().life().whenEnded().get(this.settings.timeouts().drain().toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (TimeoutException | ExecutionException ex) {
			return false;
		}
	}

	@Override
	public String toString() {
		return "process '" + name() + "'";
	}

}
