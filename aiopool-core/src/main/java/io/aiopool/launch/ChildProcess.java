package io.aiopool.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * One child process, seen from outside. Thread-safe.
 */
public final class ChildProcess {

	/**
	 * The largest bootstrap in bytes. The smallest pipe buffer there is holds it, so that
	 * a child that does not read cannot block the starting thread.
	 */
	static final int LARGEST_BOOTSTRAP = 4096;

	private static final Logger logger = System.getLogger(ChildProcess.class.getName());

	/** How long the last lines of a dead child are waited for. */
	private static final long OUTPUT_GRACE_MILLIS = 100;

	private final Process process;

	private final int slot;

	private final int generation;

	private final Instant startedAt = Instant.now();

	private final String marker;

	private final Evidence evidence;

	private volatile boolean outOfMemory;

	private final OutputTail tail = new OutputTail();

	private final OutputPump output;

	private final OutputPump errors;

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final CompletableFuture<Void> gone = new CompletableFuture<>();

	private final AtomicBoolean reaped = new AtomicBoolean();

	/**
	 * Where its JVM leaves evidence.
	 *
	 * @param crashReport its fatal error log
	 * @param log what else it has to say
	 */
	record Evidence(Path crashReport, VmLog log) {
	}

	ChildProcess(Process process, int slot, int generation, String marker, Evidence evidence, int outputRate,
			OutputListener listener) {
		this.process = process;
		this.slot = slot;
		this.generation = generation;
		this.marker = marker;
		this.evidence = evidence;
		this.output = new OutputPump(process.getInputStream(), this.tail, new OutputLines(false, outputRate, listener));
		this.errors = new OutputPump(process.getErrorStream(), this.tail, new OutputLines(true, outputRate, listener));
	}

	/**
	 * Starts to watch the process.
	 * @param threads what the names of the threads that read its output begin with
	 */
	void watch(String threads) {
		this.process.onExit().thenAccept((process) -> reaped(process.exitValue()));
		Threads.start(threads + "-output", this::pump);
		Threads.start(threads + "-errors", this.errors::pump);
	}

	/**
	 * Returns the process id.
	 * @return the id, which the system may give to another process after
	 * {@link #onExit()}
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Returns the slot of the worker.
	 * @return the slot
	 */
	public int slot() {
		return this.slot;
	}

	/**
	 * Returns which worker of the slot it is.
	 * @return the generation
	 */
	public int generation() {
		return this.generation;
	}

	/**
	 * Returns when it was started.
	 * @return the time by the clock of this process
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * Returns the exit status once the process has been reaped and its last output read.
	 * Output that a descendant keeps open is waited for only a moment.
	 * @return a future of {@link Process#exitValue()}; completing it oneself has no
	 * effect on others. It completes on a thread of this package or of the JDK, which
	 * must not be blocked
	 */
	public CompletableFuture<Integer> onExit() {
		return this.exit.copy();
	}

	/**
	 * Waits until the process has been reaped.
	 * @param timeout how long
	 * @return whether it has been
	 * @throws InterruptedException if interrupted
	 */
	public boolean awaitExit(Duration timeout) throws InterruptedException {
		return this.process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Kills the process and its descendants with a signal that cannot be ignored. May be
	 * called again, and has no effect on a process that was reaped.
	 */
	public void kill() {
		if (this.process.isAlive()) {
			Descendants.killWith(this.process);
		}
	}

	/**
	 * Tells the process what it waits for. To be called once.
	 * @param bootstrap what it reads from its standard input, which stays open
	 * afterwards; at most 4096 bytes
	 */
	public void tell(byte[] bootstrap) {
		if (bootstrap.length > LARGEST_BOOTSTRAP) {
			throw new IllegalArgumentException("The bootstrap has " + bootstrap.length + " bytes, more than the "
					+ LARGEST_BOOTSTRAP + " that can be written without waiting for the child");
		}
		try {
			OutputStream input = this.process.getOutputStream();
			input.write(bootstrap);
			input.flush();
		}
		catch (IOException ex) {
			// It died at once. Its output says why, and whoever watches it will see
			logger.log(Level.DEBUG, () -> "Process " + pid() + " did not take its bootstrap", ex);
		}
	}

	/** Ends the input of the process, which tells it that its parent is gone. */
	public void closeInput() {
		try {
			this.process.getOutputStream().close();
		}
		catch (IOException ex) {
			// It is dead already
		}
	}

	/**
	 * Returns the last lines that the process printed, standard output and error merged.
	 * @return lines of together at most 8 KiB, longer ones than 1 KiB in pieces
	 */
	public List<String> outputTail() {
		return this.tail.lines();
	}

	/**
	 * Returns how much the process printed that {@link #outputTail()} does not have any
	 * more.
	 * @return bytes
	 */
	public long droppedOutput() {
		return this.tail.dropped();
	}

	/**
	 * Returns the fatal error log of the JVM.
	 * @return its path, {@code null} if none was written
	 */
	public @Nullable Path crashReport() {
		return Files.exists(this.evidence.crashReport()) ? this.evidence.crashReport() : null;
	}

	/**
	 * Tells whether the JVM ended itself for lack of memory. Not to be asked before
	 * {@link #onExit()}.
	 * @return {@code true} if the JVM has said so, and no code of users that ran in it
	 */
	public boolean isOutOfMemory() {
		return this.outOfMemory;
	}

	/**
	 * Returns how much memory the process occupies.
	 * @return bytes, -1 if unknown
	 */
	public long residentMemory() {
		long memory = this.process.isAlive() ? Proc.residentMemory(pid()) : Proc.UNKNOWN;
		// Asked again, as its number may have been given to another process meanwhile
		return this.process.isAlive() ? memory : Proc.UNKNOWN;
	}

	/** Completes when the process, its descendants and the threads here are done. */
	CompletableFuture<Void> onGone() {
		return CompletableFuture.allOf(this.gone, outputEnded());
	}

	private CompletableFuture<Void> outputEnded() {
		return CompletableFuture.allOf(this.output.ended(), this.errors.ended());
	}

	@Override
	public String toString() {
		return "worker " + this.slot + "." + this.generation + ", pid " + pid();
	}

	/**
	 * Normally it is this thread that sees the end: the output ends with the process. It
	 * does not depend on the common pool, which users may have blocked.
	 */
	private void pump() {
		this.output.pump();
		while (true) {
			try {
				reaped(this.process.waitFor());
				return;
			}
			catch (InterruptedException ex) {
				// Not by us; the process still has to be waited for
			}
		}
	}

	private void reaped(int status) {
		if (!this.reaped.compareAndSet(false, true)) {
			return;
		}
		this.outOfMemory = this.evidence.log().endsOutOfMemory(status);
		outputEnded().completeOnTimeout(null, OUTPUT_GRACE_MILLIS, TimeUnit.MILLISECONDS)
			.thenRun(() -> this.exit.complete(status));
		try {
			Descendants.killLeftBehind(this.marker);
		}
		finally {
			this.gone.complete(null);
		}
	}

}
