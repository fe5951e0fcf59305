package io.aiopool.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

import io.aiopool.WorkerState;
import io.aiopool.launch.ChildProcess;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * The parent's view of one worker: its process, its connection and its state.
 * Thread-safe.
 * <p>
 * The state only moves forward ({@link WorkerState#canBecome}); process and writer are
 * set once by the worker's thread, see {@link WorkerLife}, which is the only one to end
 * it. Everybody else may say things to the worker, or kill it and wait for that thread to
 * notice.
 */
public final class WorkerHandle {

	/** In place of a slot: a spare. */
	public static final int NO_SLOT = -1;

	/** By which its files are named, and which the child is told. Unique in the pool. */
	private final Place birth;

	private volatile Place place;

	private volatile boolean leaving;

	/**
	 * From 0 to 1; what is due for all workers at some time is due for each at its own.
	 */
	private final double luck = ThreadLocalRandom.current().nextDouble();

	private volatile long readyNanos;

	private final AtomicReference<WorkerState> state = new AtomicReference<>(WorkerState.STARTING);

	private final AtomicReference<@Nullable KillReason> killed = new AtomicReference<>();

	private final AtomicInteger dumpRequests = new AtomicInteger();

	private final AtomicLong completed = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final PoolTimer timer;

	private final long startedNanos;

	private final Instant startedAt = Instant.now();

	private volatile @Nullable Duration readyAfter;

	private volatile @Nullable Path recorder;

	private volatile @Nullable ChildProcess process;

	private volatile @Nullable FrameWriter writer;

	/**
	 * Where a worker serves.
	 *
	 * @param slot a slot of the pool; {@link #NO_SLOT} for a spare
	 * @param generation which worker of the slot it is
	 */
	record Place(int slot, int generation) {
	}

	WorkerHandle(Place birth, boolean spare, PoolTimer timer) {
		this.birth = birth;
		this.timer = timer;
		this.startedNanos = timer.now();
		this.place = spare ? new Place(NO_SLOT, birth.generation()) : birth;
	}

	Place birth() {
		return this.birth;
	}

	/** A spare or a successor takes its place. */
	void moveTo(Place place) {
		this.place = place;
	}

	/**
	 * Returns the slot.
	 * @return the slot, {@link #NO_SLOT} for a spare that has not taken a place yet
	 */
	public int slot() {
		return this.place.slot();
	}

	public int generation() {
		return this.place.generation();
	}

	/** It is to leave as soon as it may. */
	void markLeaving() {
		this.leaving = true;
	}

	/**
	 * Tells whether it waits to be relieved.
	 * @return {@code true} from when it is to leave
	 */
	public boolean isLeaving() {
		return this.leaving;
	}

	/**
	 * Returns the process id.
	 * @return the id, 0 before there is a process
	 */
	public long pid() {
		ChildProcess process = this.process;
		return (process != null) ? process.pid() : 0;
	}

	public WorkerState state() {
		return Objects.requireNonNull(this.state.get());
	}

	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * Returns the time from start to ready.
	 * @return the time, or {@code null} before
	 */
	public @Nullable Duration readyAfter() {
		return this.readyAfter;
	}

	/**
	 * Returns the resident memory of the process.
	 * @return bytes, or -1 where the system does not say
	 */
	public long residentMemory() {
		ChildProcess process = this.process;
		return (process != null) ? process.residentMemory() : -1;
	}

	/**
	 * Counts the end of a task that ran here.
	 * @param well whether it ended well
	 */
	public void count(boolean well) {
		(well ? this.completed : this.failed).incrementAndGet();
	}

	public long completed() {
		return this.completed.get();
	}

	public long failed() {
		return this.failed.get();
	}

	boolean hasEndedTasks() {
		return completed() + failed() > 0;
	}

	/**
	 * Queues a message, in the order of these calls; {@link #flush()} sends it.
	 * @param message the message
	 */
	public void enqueue(ParentMessage message) {
		FrameWriter writer = this.writer;
		if (writer != null) {
			writer.enqueue(message);
		}
	}

	/** Sends what is queued, without ever blocking. */
	public void flush() {
		FrameWriter writer = this.writer;
		if (writer != null) {
			writer.flush();
		}
	}

	/**
	 * Sends a message.
	 * @param message the message
	 */
	public void send(ParentMessage message) {
		enqueue(message);
		flush();
	}

	/**
	 * Asks for the stacks of the worker's threads.
	 * @param beforeSending told the number by which the answer is known
	 * @return that number
	 */
	public int requestThreadDump(IntConsumer beforeSending) {
		int request = this.dumpRequests.incrementAndGet();
		beforeSending.accept(request);
		send(new ParentMessage.DumpThreads(request));
		return request;
	}

	/**
	 * Tells the worker to finish its tasks and leave.
	 * @return {@code false} if it was not ready
	 */
	public boolean stop() {
		if (!advance(WorkerState.READY, WorkerState.DRAINING)) {
			return false;
		}
		send(new ParentMessage.Stop());
		return true;
	}

	/**
	 * Kills the process and its descendants. What it has already said is still heard.
	 * @param reason why
	 */
	public void kill(KillReason reason) {
		this.killed.accumulateAndGet(reason,
				(known, given) -> (known != null && given != null) ? known.or(given) : given);
		ChildProcess process = this.process;
		if (process != null) {
			process.kill();
		}
	}

	/** It has had its time to become ready. */
	void startTimeOut() {
		if (state() == WorkerState.STARTING) {
			kill(KillReason.START_TIMEOUT);
		}
	}

	@Nullable KillReason killReason() {
		return this.killed.get();
	}

	/** Its flight recorder. */
	void recorder(Path recorder) {
		this.recorder = recorder;
	}

	/** Returns its last heartbeat, see {@link FlightRecord#heartbeat}. */
	long heartbeat() throws IOException {
		Path recorder = this.recorder;
		return (recorder != null) ? FlightRecord.heartbeat(recorder) : 0;
	}

	void started(ChildProcess process) {
		this.process = process;
		if (this.killed.get() != null) {
			// Killed between the decision to start it and its start.
			process.kill();
		}
	}

	void connected(FrameWriter writer) {
		this.writer = writer;
	}

	/**
	 * Returns how lucky it is.
	 * @return a random number from 0 to 1, always the same
	 */
	public double luck() {
		return this.luck;
	}

	/**
	 * Returns how long it has been ready.
	 * @return the time since then; only to be asked for when it is ready
	 */
	public Duration served() {
		return Duration.ofNanos(this.timer.now() - this.readyNanos);
	}

	boolean becomeReady() {
		this.readyNanos = this.timer.now();
		this.readyAfter = Duration.ofNanos(this.readyNanos - this.startedNanos);
		return advance(WorkerState.STARTING, WorkerState.READY);
	}

	/** Returns the state in which it was before. */
	WorkerState end(boolean asTold) {
		WorkerState before = state();
		this.state.set((asTold && before == WorkerState.DRAINING) ? WorkerState.STOPPED : WorkerState.LOST);
		return before;
	}

	void writeFailed(IOException cause) {
		// The reading side lives on and says what there is to say; see WorkerLife.
		System.getLogger(WorkerHandle.class.getName())
			.log(System.Logger.Level.DEBUG, () -> this + " takes no more messages: " + cause.getMessage());
	}

	private boolean advance(WorkerState from, WorkerState to) {
		return this.state.compareAndSet(from, to);
	}

	@Override
	public String toString() {
		Place place = this.place;
		String name = (place.slot() == NO_SLOT) ? "spare worker" : "worker " + place.slot() + "." + place.generation();
		return name + " (pid " + pid() + ")";
	}

}
