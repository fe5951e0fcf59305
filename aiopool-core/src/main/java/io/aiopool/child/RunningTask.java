package io.aiopool.child;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import io.aiopool.TaskContext;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * A task in the child, from its arrival to its one answer. Thread-safe by its own lock,
 * which is never held while code of users runs: completion, cancellation and failure race
 * for {@link #answer()}, and exactly one of them wins.
 */
final class RunningTask implements TaskContext {

	private final ParentMessage.Run run;

	/** Known if it has a deadline. */
	private final long arrivedAt;

	private final Runnable onAnswer;

	private volatile long begunAt;

	private volatile boolean cancelled;

	private boolean answered;

	/** The thread that runs the body, as long as it does. */
	private @Nullable Thread thread;

	/** How to stop what goes on after the body has returned. */
	private @Nullable Runnable stopper;

	private @Nullable Runnable successor;

	/**
	 * What the body has opened, if anything, to be closed when it is cancelled or
	 * answered.
	 */
	private @Nullable Set<Runnable> leases;

	private @Nullable StreamRun stream;

	private long earlyDemand;

	private final ProgressReport progress;

	RunningTask(ParentMessage.Run run, Consumer<ChildMessage> sender, Consumer<RunningTask> onAnswer) {
		this.run = run;
		this.arrivedAt = (run.remaining() >= 0) ? System.nanoTime() : 0;
		this.progress = new ProgressReport(run.task(), run.lane(), sender);
		this.onAnswer = () -> onAnswer.accept(this);
	}

	/** The task of the calling thread, or {@code null} if it runs none. */
	static @Nullable RunningTask current() {
		return (RunningTask) TaskContext.find();
	}

	ParentMessage.Run run() {
		return this.run;
	}

	int lane() {
		return this.run.lane();
	}

	@Override
	public long id() {
		return this.run.task();
	}

	@Override
	public int attempt() {
		return this.run.attempt();
	}

	@Override
	public Map<String, String> context() {
		return this.run.context();
	}

	@Override
	public @Nullable Duration remaining() {
		long left = this.run.remaining();
		return (left < 0) ? null : Duration.ofNanos(Math.max(0, left - (System.nanoTime() - this.arrivedAt)));
	}

	@Override
	public boolean isCancelled() {
		Duration remaining = remaining();
		return this.cancelled || remaining != null && remaining.isZero();
	}

	/** Whether the parent has said that nobody waits for it any more. */
	boolean isWithdrawn() {
		return this.cancelled;
	}

	@Override
	public void progress(double fraction, @Nullable String message) {
		this.progress.report(fraction, message);
	}

	/** How long it has been running. */
	long nanos() {
		long begun = this.begunAt;
		return (begun != 0) ? System.nanoTime() - begun : 0;
	}

	/** Whether its body has had its turn; once it is cancelled it will get none. */
	boolean hasBegun() {
		return this.begunAt != 0;
	}

	/** The thread that runs its body now, if one does. */
	synchronized @Nullable Thread thread() {
		return this.thread;
	}

	/** The body runs on this thread from now on; {@code false} if it must not begin. */
	synchronized boolean begin() {
		if (this.cancelled || this.answered) {
			return false;
		}
		this.begunAt = System.nanoTime();
		this.thread = Thread.currentThread();
		return true;
	}

	/**
	 * The body has returned; an interrupt that was meant for it must not hit the next.
	 */
	void leaveThread() {
		synchronized (this) {
			this.thread = null;
		}
		Thread.interrupted();
	}

	/** What goes on from here can be stopped like this. */
	void stoppable(Runnable stopper) {
		boolean late;
		synchronized (this) {
			this.stopper = stopper;
			late = this.cancelled;
		}
		if (late) {
			stopper.run();
		}
	}

	/**
	 * Sees to it that something is closed, once, when the task is cancelled or answered;
	 * at once if it is already.
	 */
	void lease(Runnable close) {
		synchronized (this) {
			if (!this.cancelled && !this.answered) {
				if (this.leases == null) {
					this.leases = new LinkedHashSet<>();
				}
				this.leases.add(close);
				return;
			}
		}
		close.run();
	}

	/** It has been closed. */
	synchronized void release(Runnable close) {
		if (this.leases != null) {
			this.leases.remove(close);
		}
	}

	private void closeLeases() {
		Set<Runnable> open;
		synchronized (this) {
			open = this.leases;
			this.leases = null;
		}
		if (open != null) {
			open.forEach(Runnable::run);
		}
	}

	/** Interrupts the body, or stops what it has left running. */
	void cancel() {
		Runnable stop;
		synchronized (this) {
			this.cancelled = true;
			if (this.thread != null) {
				this.thread.interrupt();
			}
			stop = this.stopper;
		}
		closeLeases();
		if (stop != null) {
			stop.run();
		}
	}

	/**
	 * Lets the first that calls this answer. The task is over only when its answer has
	 * been sent: a worker that was told to leave does so when no task is left.
	 * @param send sends the answer
	 * @return {@code false} if somebody was faster
	 */
	boolean answer(Runnable send) {
		Runnable next;
		synchronized (this) {
			if (this.answered) {
				return false;
			}
			this.answered = true;
			next = this.successor;
		}
		closeLeases();
		try {
			this.progress.end();
			send.run();
		}
		finally {
			this.onAnswer.run();
		}
		if (next != null) {
			next.run();
		}
		return true;
	}

	/**
	 * Says something of it, unless it has been answered: nothing comes behind the answer.
	 * @param say sends it, without blocking
	 */
	synchronized void beforeAnswer(Runnable say) {
		if (!this.answered) {
			say.run();
		}
	}

	/** Something to do when it has been answered; {@code false} if it already has. */
	synchronized boolean whenAnswered(Runnable successor) {
		if (this.answered) {
			return false;
		}
		this.successor = successor;
		return true;
	}

	void stream(StreamRun stream) {
		long demand;
		synchronized (this) {
			this.stream = stream;
			demand = this.earlyDemand;
		}
		if (demand > 0) {
			stream.request(demand);
		}
	}

	void demand(long items) {
		StreamRun stream;
		synchronized (this) {
			stream = this.stream;
			if (stream == null) {
				this.earlyDemand = (this.earlyDemand + items < 0) ? Long.MAX_VALUE : this.earlyDemand + items;
				return;
			}
		}
		stream.request(items);
	}

}
