package io.aiopool.pool;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.RateLimit;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerThrowable;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.LogEntry;
import io.aiopool.wire.ProtocolException;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Brings what workers log and print to the listener: on callback threads, in order and
 * one at a time. Neither a listener that blocks nor a worker that keeps to no limit costs
 * more than a bounded memory here, nor takes the place of what other workers log: each
 * slot has its share, and what is more is counted and left out. Thread-safe by its own
 * lock, which is not held while the listener runs.
 */
final class LogRelay {

	private static final System.Logger LOGGER = System.getLogger(LogRelay.class.getName());

	private static final String LOGGER_PREFIX = "io.aiopool.worker.";

	/** Of all slots together. */
	private static final int MOST_WAITING_CHARS = 4 * 1024 * 1024;

	private static final int MOST_WAITING_CHARS_OF_A_SLOT = 512 * 1024;

	/** The clock of a worker is that of this machine: beyond that, it lies. */
	private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

	/** An event may have waited in a worker that was stopped. */
	private static final Duration MOST_BEHIND = Duration.ofDays(1);

	/** What an event takes besides its text, roughly. */
	private static final int OVERHEAD = 128;

	/** Then others get the callback thread. */
	private static final int MOST_AT_ONCE = 100;

	private final LogForwardingSettings settings;

	private final String loggerOfPool;

	private final String pool;

	private final Executor callbacks;

	/** By slot, so that a worker gets no new share by its death. */
	private final Map<Integer, Share> shares = new HashMap<>();

	private final Queue<Waiting> waiting = new ArrayDeque<>();

	private int waitingChars;

	private long leftOut;

	private boolean running;

	private record Waiting(WorkerLogEvent event, int size) {
	}

	/** What the workers of a slot may still bring. Guarded by the lock of the relay. */
	private static final class Share {

		private final RateLimit limit;

		private int waitingChars;

		/** The workers themselves keep to less. */
		Share(int rate) {
			this.limit = new RateLimit(2 * rate);
		}

	}

	LogRelay(String pool, LogForwardingSettings settings, Executor callbacks) {
		this.pool = pool;
		this.settings = settings;
		this.loggerOfPool = LOGGER_PREFIX + pool;
		this.callbacks = callbacks;
	}

	/**
	 * A worker has logged something.
	 * @throws ProtocolException if it floods this process
	 */
	void received(WorkerHandle worker, ChildMessage.Log log) throws ProtocolException {
		if (!this.settings.enabled()) {
			throw new ProtocolException("it sends log events, which it was not told to");
		}
		worker.logged(log.entries().size(), this.settings.rate());
		WorkerLogEvent.Worker origin = origin(worker);
		for (LogEntry entry : log.entries()) {
			add(origin, entry.size(), () -> event(origin, entry));
		}
		if (log.leftOut() > 0) {
			leftOut(origin, log.leftOut());
		}
	}

	/** A worker has printed a line. */
	void printed(WorkerHandle worker, boolean error, String line) {
		if (this.settings.enabled()) {
			Level level = error ? Level.WARNING : Level.INFO;
			WorkerLogEvent.Worker origin = origin(worker);
			add(origin, line.length(), () -> new WorkerLogEvent(origin, 0, Instant.now(), level,
					this.loggerOfPool + (error ? ".stderr" : ".stdout"), "", line, null, Map.of()));
		}
	}

	/** A worker has said or printed more than it may. */
	void leftOut(WorkerHandle worker, long events) {
		if (this.settings.enabled()) {
			leftOut(origin(worker), events);
		}
	}

	private void leftOut(WorkerLogEvent.Worker origin, long events) {
		String message = "Worker " + origin + " left out " + events
				+ " log events or lines, as they were more than the " + this.settings.rate()
				+ " a second that aiopool.log-forwarding.rate allows, or more than could be sent";
		add(origin, message.length(), () -> event(origin, message));
	}

	private static WorkerLogEvent event(WorkerLogEvent.Worker origin, LogEntry entry) {
		WorkerThrowable failure = (entry.thrown() != null) ? likeness(entry.thrown()) : null;
		return new WorkerLogEvent(origin, entry.task(), time(entry.time()), entry.level(), entry.logger(),
				entry.thread(), entry.message(), failure, entry.context());
	}

	private static Instant time(long micros) {
		Instant now = Instant.now();
		Instant time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
		boolean possible = time.isAfter(now.minus(MOST_BEHIND)) && time.isBefore(now.plus(MOST_AHEAD));
		return possible ? time : now;
	}

	private WorkerLogEvent event(WorkerLogEvent.Worker origin, String message) {
		return new WorkerLogEvent(origin, 0, Instant.now(), Level.WARNING, this.loggerOfPool, "", message, null,
				Map.of());
	}

	private WorkerLogEvent.Worker origin(WorkerHandle worker) {
		return new WorkerLogEvent.Worker(this.pool, worker.slot(), worker.generation(), worker.pid());
	}

	private static WorkerThrowable likeness(LogEntry.Thrown thrown) {
		List<WorkerThrowable> suppressed = thrown.suppressed().stream().map(LogRelay::likeness).toList();
		WorkerThrowable cause = (thrown.cause() != null) ? likeness(thrown.cause()) : null;
		return new WorkerThrowable(thrown.type(), thrown.message(), thrown.stackTrace(), cause, suppressed);
	}

	private void add(WorkerLogEvent.Worker origin, int chars, Supplier<WorkerLogEvent> event) {
		int size = OVERHEAD + chars;
		if (admits(origin.slot(), size)) {
			add(new Waiting(event.get(), size));
		}
	}

	/** Before there is an event, as one that is left out is to cost nothing. */
	private synchronized boolean admits(int slot, int size) {
		Share share = share(slot);
		if (!share.limit.tryAcquire() || share.waitingChars + size > MOST_WAITING_CHARS_OF_A_SLOT
				|| this.waitingChars + size > MOST_WAITING_CHARS) {
			this.leftOut++;
			return false;
		}
		share.waitingChars += size;
		this.waitingChars += size;
		return true;
	}

	private Share share(int slot) {
		return this.shares.computeIfAbsent(slot, (first) -> new Share(this.settings.rate()));
	}

	private void add(Waiting event) {
		synchronized (this) {
			this.waiting.add(event);
			if (this.running) {
				return;
			}
			this.running = true;
		}
		start();
	}

	private void start() {
		this.callbacks.execute(this::deliver);
	}

	private void deliver() {
		for (int i = 0; i < MOST_AT_ONCE; i++) {
			WorkerLogEvent event = next();
			if (event == null) {
				return;
			}
			tell(event);
		}
		start();
	}

	private synchronized @Nullable WorkerLogEvent next() {
		Waiting first = this.waiting.poll();
		if (first != null) {
			this.waitingChars -= first.size();
			share(first.event().worker().slot()).waitingChars -= first.size();
			return first.event();
		}
		if (this.leftOut > 0) {
			WorkerLogEvent report = event(new WorkerLogEvent.Worker(this.pool, -1, 0, 0),
					"Left out " + this.leftOut + " log events of workers of pool '" + this.pool
							+ "', as they came faster than they were taken here");
			this.leftOut = 0;
			return report;
		}
		this.running = false;
		return null;
	}

	private void tell(WorkerLogEvent event) {
		try {
			this.settings.listener().logged(event);
		}
		catch (Throwable ex) {
			Warnings.log(LOGGER,
					() -> "The listener for logs of pool '" + this.pool + "' failed with an event of " + event.logger(),
					ex);
		}
	}

}
