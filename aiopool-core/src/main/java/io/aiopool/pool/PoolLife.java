package io.aiopool.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.aiopool.PoolClosedException;
import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;
import io.aiopool.StartMode;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.WorkerSupervisor;

/**
 * The life of a pool: its start, as the settings say, and its end, in order or not.
 * Thread-safe; of several that end it, one does and the others wait for that one.
 */
final class PoolLife {

	private static final Duration AFTER_KILL = Duration.ofSeconds(10);

	private final PoolSettings settings;

	private final WorkerSupervisor supervisor;

	/** Refuses what is new and what waits. */
	private final Runnable shut;

	/** Told that its workers are killed, as the time to end their tasks is over. */
	private final Consumer<Duration> drainIsOver;

	/** Ends the threads and removes the files of the pool. */
	private final Release release;

	private final AtomicBoolean started = new AtomicBoolean();

	private final AtomicBoolean othersStarted = new AtomicBoolean();

	private final AtomicBoolean closing = new AtomicBoolean();

	private final CompletableFuture<Void> firstReady = new CompletableFuture<>();

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private final Thread shutdownHook;

	/** What is left to do when no worker is left. */
	interface Release {

		void run() throws IOException;

	}

	PoolLife(PoolSettings settings, WorkerSupervisor supervisor, Runnable shut, Consumer<Duration> drainIsOver,
			Release release) {
		this.settings = settings;
		this.supervisor = supervisor;
		this.shut = shut;
		this.drainIsOver = drainIsOver;
		this.release = release;
		this.shutdownHook = new Thread(this::close, "aiopool-" + settings.name() + "-shutdown");
		if (settings.closeOnShutdown()) {
			Runtime.getRuntime().addShutdownHook(this.shutdownHook);
		}
	}

	/** Starts as the settings say; throws if the first worker must live and does not. */
	void start() {
		if (this.settings.start() == StartMode.LAZY) {
			return;
		}
		ensureStarted();
		if (this.settings.start() == StartMode.EAGER) {
			awaitFirst();
		}
	}

	/** Starts what has not been started, unless it is being closed. */
	void ensureStarted() {
		if (!this.started.get() && !this.closing.get() && this.started.compareAndSet(false, true)) {
			if (this.settings.start() == StartMode.EAGER) {
				this.supervisor.start(0);
			}
			else {
				this.supervisor.startAll();
			}
		}
	}

	/** Starts one worker and none after it. */
	void startLast() {
		this.started.set(true);
		this.supervisor.startLast(0);
	}

	/** A worker takes tasks; after the first, the others are started. */
	void ready() {
		this.firstReady.complete(null);
		// Also if it is not the first that was started: that one may have failed.
		if (this.othersStarted.compareAndSet(false, true)) {
			this.supervisor.startAll();
		}
	}

	void startFailed(String reason) {
		this.firstReady.completeExceptionally(new PoolUnavailableException(reason, null));
	}

	private void awaitFirst() {
		try {
			this.firstReady.get();
		}
		catch (InterruptedException ex) {
			terminate();
			Thread.currentThread().interrupt();
			if (ShuttingDown.now()) {
				throw new PoolClosedException(
						"Pool '" + this.settings.name() + "' was closed while its first worker was starting", ex);
			}
			throw new PoolUnavailableException(
					"Interrupted while the first worker of pool '" + this.settings.name() + "' was starting", ex);
		}
		catch (ExecutionException ex) {
			terminate();
			String reason = (ex.getCause() != null) ? ex.getCause().getMessage() : ex.getMessage();
			throw new PoolUnavailableException("Pool '" + this.settings.name() + "' cannot start: " + reason, null);
		}
	}

	/** Drains. */
	void close() {
		if (beginToClose()) {
			end(this.settings.timeouts().drain());
		}
		else {
			this.ended.join();
		}
	}

	/** Returns {@code false} if it is being ended already. */
	boolean beginToClose() {
		if (!this.closing.compareAndSet(false, true)) {
			return false;
		}
		this.shut.run();
		this.supervisor.stop();
		return true;
	}

	/** Does not wait for anything that runs. */
	void terminate() {
		if (beginToTerminate()) {
			end(Duration.ZERO);
		}
		else {
			this.ended.join();
		}
	}

	/**
	 * Returns {@code false} if it is being ended already, and has only been hurried now.
	 */
	boolean beginToTerminate() {
		boolean first = this.closing.compareAndSet(false, true);
		this.shut.run();
		this.supervisor.kill(KillReason.POOL_CLOSED);
		return first;
	}

	boolean isStarted() {
		return this.started.get();
	}

	boolean isClosing() {
		return this.closing.get();
	}

	CompletableFuture<Void> whenEnded() {
		return this.ended;
	}

	private void end(Duration drain) {
		boolean interrupted = false;
		boolean none = false;
		try {
			none = this.supervisor.awaitEnd(drain);
		}
		catch (InterruptedException ex) {
			// Whoever interrupts this does not want to wait for tasks
			interrupted = true;
		}
		if (!none) {
			if (!drain.isZero()) {
				this.drainIsOver.accept(drain);
			}
			this.supervisor.kill(KillReason.POOL_CLOSED);
			interrupted |= awaitKilled();
		}
		release();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Not to be interrupted: a kill takes milliseconds, and what the workers had must be
	 * told before the threads end that tell it.
	 * @return whether somebody has tried
	 */
	private boolean awaitKilled() {
		boolean interrupted = false;
		while (true) {
			try {
				this.supervisor.awaitEnd(AFTER_KILL);
				return interrupted;
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
	}

	private void release() {
		try {
			this.release.run();
			Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		}
		catch (IOException | IllegalStateException ex) {
			// The process is going down; the hook is what runs here.
		}
		this.firstReady.completeExceptionally(new PoolClosedException("closed", null));
		this.ended.complete(null);
	}

}
