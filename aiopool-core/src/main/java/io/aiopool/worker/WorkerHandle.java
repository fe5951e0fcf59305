package io.aiopool.worker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.aiopool.WorkerState;
import io.aiopool.logging.RateLimit;
import io.aiopool.wire.Outbox;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ProtocolException;
import io.aiopool.wire.Questions;
import org.jspecify.annotations.Nullable;

/**
 * The parent's view of one worker: its body, the way to it and its state. Thread-safe.
 * <p>
 * The state only moves forward ({@link WorkerState#canBecome}); body and outbox are set
 * once by the worker's thread, see {@link WorkerLife}, which is the only one to end it.
 * Everybody else may say things to the worker, or kill it and wait for that thread to
 * notice.
 */
public final class WorkerHandle {

	/** In place of a slot: a spare. */
	public static final int NO_SLOT = -1;

	/** More than a worker that reads can have asked for. */
	private static final int MOST_UNREAD = 1 << 16;

	private static final int QUESTIONS_PER_LOOK = 1024;

	/** So many events may come at once: what a worker logged while it was not heard. */
	private static final int LOG_FLOOD = 1 << 16;

	/** A worker keeps to a rate by itself; beyond so many times that it is a flood. */
	private static final int FLOOD_FACTOR = 16;

	/** Messages cross: what was said in good faith may come too late. */
	private static final int MOST_IN_VAIN = 4096;

	/** By which its files are named, and which the child is told. Unique in the pool. */
	private final Place birth;

	private volatile Place place;

	private volatile boolean leaving;

	private volatile boolean usedUp;

	private volatile boolean retired;

	/**
	 * From 0 to 1; what is due for all workers at some time is due for each at its own.
	 */
	private final double luck;

	private volatile long readyNanos;

	private final AtomicReference<WorkerState> state = new AtomicReference<>(WorkerState.STARTING);

	private final AtomicReference<@Nullable KillReason> killed = new AtomicReference<>();

	/** Belongs to the thread that hears it, as does all that counts what it says. */
	private int asked;

	private long said;

	private long saidInVain;

	private final Questions questions = new Questions();

	private @Nullable RateLimit logFlood;

	private final AtomicLong completed = new AtomicLong();

	private final AtomicLong failed = new AtomicLong();

	private final PoolTimer timer;

	private final long startedNanos;

	private final Instant startedAt = Instant.now();

	private volatile @Nullable Duration readyAfter;

	private volatile @Nullable WorkerBody body;

	private volatile @Nullable Outbox outbox;

	/**
	 * Where a worker serves.
	 *
	 * @param slot a slot of the pool; {@link #NO_SLOT} for a spare
	 * @param generation which worker of the slot it is
	 */
	record Place(int slot, int generation) {
	}

	WorkerHandle(Place birth, boolean spare, double luck, PoolTimer timer) {
		this.birth = birth;
		this.luck = luck;
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

	/** It gets no more tasks, also if it has not had any yet. */
	public void markRetired() {
		this.retired = true;
	}

	public boolean isRetired() {
		return this.retired;
	}

	/** It can take no more tasks. */
	public void markUsedUp() {
		this.usedUp = true;
	}

	boolean isUsedUp() {
		return this.usedUp;
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
		WorkerBody body = this.body;
		return (body != null) ? body.pid() : 0;
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
		WorkerBody body = this.body;
		return (body != null) ? body.residentMemory() : -1;
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
		Outbox outbox = this.outbox;
		if (outbox != null) {
			outbox.enqueue(message);
		}
	}

	/** Sends what is queued, without ever blocking. */
	public void flush() {
		Outbox outbox = this.outbox;
		if (outbox != null) {
			outbox.flush();
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
	 * The worker has asked for something that it will be answered. One that goes on
	 * asking and does not read the answers must not fill the memory of this process.
	 * @throws ProtocolException if that is what it does
	 */
	public void asked() throws ProtocolException {
		Outbox outbox = this.outbox;
		if (++this.asked % QUESTIONS_PER_LOOK == 0 && outbox != null && outbox.holdsMoreThan(MOST_UNREAD)) {
			throw new ProtocolException("it goes on asking, but has not read more than " + MOST_UNREAD + " messages");
		}
	}

	/** It has said something. */
	void said() {
		this.said++;
	}

	/**
	 * What it has just said is about something that is over, or that it never had. An
	 * honest worker seldom says that; one that does little else is flooding this process.
	 * @throws ProtocolException if that is what it does
	 */
	public void saidInVain() throws ProtocolException {
		if (++this.saidInVain > MOST_IN_VAIN + this.said / 2) {
			throw new ProtocolException(
					"most of what it says is about nothing: " + this.saidInVain + " of " + this.said + " messages");
		}
	}

	/**
	 * It has sent a message with events that it has logged.
	 * @param events so many
	 * @param rate so many a second it was told to send at most
	 * @throws ProtocolException if they are a flood
	 */
	public void logged(int events, int rate) throws ProtocolException {
		RateLimit limit = this.logFlood;
		if (limit == null) {
			limit = new RateLimit(FLOOD_FACTOR * rate, LOG_FLOOD);
			this.logFlood = limit;
		}
		for (int left = events; left >= 0; left--) {
			if (!limit.tryAcquire()) {
				throw new ProtocolException(
						"a flood of log events, far more than the " + rate + " a second that it may" + " send");
			}
		}
	}

	/**
	 * Returns what the worker has been asked and has not answered.
	 * @return the questions
	 */
	public Questions questions() {
		return this.questions;
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
		WorkerBody body = this.body;
		if (body != null) {
			body.kill();
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

	/** Returns its last heartbeat, see {@link WorkerBody#heartbeat}. */
	long heartbeat() throws IOException {
		WorkerBody body = this.body;
		return (body != null) ? body.heartbeat() : 0;
	}

	void started(WorkerBody body) {
		this.body = body;
		if (this.killed.get() != null) {
			// Killed between the decision to start it and its start.
			body.kill();
		}
	}

	void connected(Outbox outbox) {
		this.outbox = outbox;
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
	 * @return the time since then, zero before
	 */
	public Duration served() {
		return (this.readyAfter == null) ? Duration.ZERO : Duration.ofNanos(this.timer.now() - this.readyNanos);
	}

	/** Not if it is being killed: it may have said so before it heard of that. */
	boolean becomeReady() {
		if (this.killed.get() != null) {
			return false;
		}
		this.readyNanos = this.timer.now();
		this.readyAfter = Duration.ofNanos(this.readyNanos - this.startedNanos);
		return advance(WorkerState.STARTING, WorkerState.READY);
	}

	/** Returns the state in which it was before. An end is final. */
	WorkerState end(boolean asTold) {
		return Objects.requireNonNull(this.state.getAndUpdate((before) -> {
			WorkerState end = (asTold && before == WorkerState.DRAINING) ? WorkerState.STOPPED : WorkerState.LOST;
			return before.canBecome(end) ? end : before;
		}));
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
