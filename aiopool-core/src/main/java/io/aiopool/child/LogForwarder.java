package io.aiopool.child;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.aiopool.logging.RateLimit;
import io.aiopool.logging.WorkerLog;
import io.aiopool.logging.WorkerLogLevels;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.LogEntry;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is logged here to the parent. An event is on its way when the call returns,
 * so the last words of a process that dies arrive. Only while the parent does not read
 * they wait here, in bounded memory; what is more is counted and left out. Thread-safe by
 * its own lock, under which it also queues its messages, so that they keep their order.
 */
final class LogForwarder implements WorkerLog {

	private static final int MOST_PENDING_CHARS = 256 * 1024;

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final FrameWriter writer;

	private final RateLimit limit;

	private final Level lowest;

	private final Set<String> contextKeys;

	private final List<LogEntry> pending = new ArrayList<>();

	private int pendingChars;

	private long leftOut;

	/** Whether the timer is going to look again. */
	private boolean scheduled;

	private volatile Map<String, Level> levels;

	private volatile int version;

	LogForwarder(FrameWriter writer, ParentMessage.Logs logs) {
		this.writer = writer;
		this.limit = new RateLimit(logs.rate());
		this.lowest = logs.level();
		this.contextKeys = logs.contextKeys();
		this.levels = logs.levels();
	}

	@Override
	public Level level(String logger) {
		Level level = WorkerLogLevels.of(this.levels, logger);
		return (level.compareTo(this.lowest) < 0) ? this.lowest : level;
	}

	@Override
	public int version() {
		return this.version;
	}

	Map<String, Level> levels() {
		return this.levels;
	}

	/** Levels have changed. Called by one thread. */
	@SuppressWarnings("NonAtomicVolatileUpdate")
	void levels(Map<String, Level> levels) {
		this.levels = levels;
		this.version++;
	}

	@Override
	public Map<String, String> taskContext() {
		RunningTask task = RunningTask.current();
		if (task == null || task.context().isEmpty() || this.contextKeys.isEmpty()) {
			return Map.of();
		}
		Map<String, String> selected = new HashMap<>(task.context());
		selected.keySet().retainAll(this.contextKeys);
		return selected;
	}

	@Override
	public void log(Level level, String logger, @Nullable String message, @Nullable Throwable failure,
			Map<String, String> context) {
		if (!mayLog()) {
			return;
		}
		// Outside the lock, since what is logged may have code of users.
		RunningTask task = RunningTask.current();
		long time = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
		add(LogEntries.entry(time, level, logger, (task != null) ? task.id() : 0, message, failure, context));
		if (!this.writer.isCongested()) {
			send();
		}
	}

	private synchronized boolean mayLog() {
		if (this.limit.tryAcquire()) {
			return true;
		}
		this.leftOut++;
		look(REPORT_NANOS);
		return false;
	}

	private synchronized void add(LogEntry entry) {
		int size = entry.size();
		if (this.pendingChars + size > MOST_PENDING_CHARS) {
			this.leftOut++;
		}
		else {
			this.pending.add(entry);
			this.pendingChars += size;
		}
		if (this.writer.isCongested()) {
			look(LOOK_AGAIN_NANOS);
		}
	}

	private void look(long nanos) {
		if (!this.scheduled) {
			this.scheduled = true;
			Later.run(this::lookAgain, nanos);
		}
	}

	private void lookAgain() {
		synchronized (this) {
			this.scheduled = false;
			if (this.writer.isCongested()) {
				look(LOOK_AGAIN_NANOS);
				return;
			}
		}
		send();
	}

	/** Sends what there is. */
	void send() {
		synchronized (this) {
			if (this.pending.isEmpty() && this.leftOut == 0) {
				return;
			}
			this.writer.enqueue(new ChildMessage.Log(this.leftOut, List.copyOf(this.pending)));
			this.pending.clear();
			this.pendingChars = 0;
			this.leftOut = 0;
		}
		this.writer.flush();
	}

}
