package io.aiopool.pool;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.aiopool.LossCause;
import io.aiopool.TaskSnapshot;
import io.aiopool.WorkerExit;
import io.aiopool.logging.PrintableText;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerLoss;
import org.jspecify.annotations.Nullable;

/**
 * What the log of the application says of workers that come and go: one line for each
 * that was lost or could not start, and one for each that is recycled, so many a second.
 * Thread-safe.
 */
final class WorkerNotices {

	private static final System.Logger LOGGER = System.getLogger(WorkerNotices.class.getName());

	private static final int MOST_TASKS = 10;

	private static final int LONGEST_NAME = 100;

	private static final int LONGEST_PATH = 500;

	private static final Pattern HEAP_DUMP = Pattern.compile("Dumping heap to (.+) \\.\\.\\.");

	/** Whoever stops an application may stop all of its processes at the same time. */
	private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final String pool;

	private final PoolTimer timer;

	private final BooleanSupplier closing;

	private final LogLimit losses;

	private final LogLimit recyclings;

	/**
	 * Creates the notices of a pool.
	 * @param pool name of the pool
	 * @param timer has things done later
	 * @param callbacks where appenders run
	 * @param closing whether the pool is being closed
	 */
	WorkerNotices(String pool, PoolTimer timer, Executor callbacks, BooleanSupplier closing) {
		this.pool = pool;
		this.timer = timer;
		this.closing = closing;
		this.losses = new LogLimit(LOGGER, "losses of workers of pool '" + pool + "'", timer, callbacks);
		this.recyclings = new LogLimit(LOGGER, "replacements of workers of pool '" + pool + "'", timer, callbacks);
	}

	/** A worker that had been ready has ended, and was not told to. */
	void lost(LossCause cause, WorkerLoss loss, List<TaskSnapshot> tasks, @Nullable Task culprit) {
		Level level = switch (cause) {
			case REQUESTED -> Level.INFO;
			// Said before, with what to do
			case STOP_TIMEOUT -> Level.DEBUG;
			default -> Level.WARNING;
		};
		this.losses.log(level, () -> describe(cause, loss.exit(), tasks, culprit));
	}

	private String describe(LossCause cause, WorkerExit exit, List<TaskSnapshot> tasks, @Nullable Task culprit) {
		String slot = (exit.slot() == WorkerHandle.NO_SLOT) ? "a spare worker"
				: "worker " + exit.slot() + "." + exit.generation();
		return "Pool '" + this.pool + "' lost " + slot + " (pid " + exit.pid() + "): "
				+ PrintableText.line(exit.describe(), 1000) + (cause.text().isEmpty() ? "" : ", " + cause.text())
				+ ((culprit != null) ? ", on account of task " + name(culprit.id, culprit.name) : "") + ". "
				+ (tasks.isEmpty() ? "It had no tasks." : "It had " + list(tasks))
				+ ((exit.crashReport() != null) ? " Crash report: " + exit.crashReport() + "." : "")
				+ heapDump(exit.output()) + " What it printed last (" + exit.output().size()
				+ " lines) is kept: ProcessPool.lostWorkers(), /actuator/aiopool/" + this.pool + "/lost";
	}

	/** The JVM says where it writes one, and when it is done. */
	private static String heapDump(List<String> output) {
		String begun = null;
		boolean done = false;
		for (String line : output) {
			Matcher matcher = HEAP_DUMP.matcher(line);
			if (matcher.matches()) {
				begun = PrintableText.line(matcher.group(1), LONGEST_PATH);
				done = false;
			}
			done |= line.startsWith("Heap dump file created");
		}
		if (begun == null) {
			return "";
		}
		return done ? " Heap dump: " + begun + "."
				: " Its heap dump, " + begun + ", was cut off: a dump takes longer than aiopool.kill-grace,"
						+ " aiopool.heartbeat.timeout or whoever killed it allowed.";
	}

	private static String list(List<TaskSnapshot> tasks) {
		String first = tasks.stream()
			.limit(MOST_TASKS)
			.map((task) -> name(task.id(), task.name()))
			.collect(Collectors.joining(", "));
		int more = tasks.size() - MOST_TASKS;
		return tasks.size() + ((tasks.size() == 1) ? " task: " : " tasks: ") + first
				+ ((more > 0) ? " and " + more + " more." : ".");
	}

	private static String name(long id, String name) {
		return id + " (" + PrintableText.line(name, LONGEST_NAME) + ")";
	}

	/**
	 * A worker has ended before it was ready. Only from when it is ready does it ignore
	 * the signals that end an application, which somebody may have sent to all processes.
	 */
	void neverReady(String reason, boolean fromOutside) {
		Runnable notice = () -> this.losses.log(Level.WARNING,
				() -> "Pool '" + this.pool + "': " + PrintableText.continued(reason));
		if (!fromOutside) {
			notice.run();
			return;
		}
		this.timer.later(STOP_NANOS, () -> {
			if (!this.closing.getAsBoolean() && !ShuttingDown.now()) {
				notice.run();
			}
		});
	}

	/** No worker lives. */
	void unavailable(String reason) {
		this.losses.log(Level.WARNING,
				() -> "Pool '" + this.pool + "' is unavailable until a worker starts, which is tried again and again: "
						+ PrintableText.continued(reason));
	}

	/** A worker will be replaced by another one. */
	void recycles(WorkerHandle worker, String why) {
		this.recyclings.log(Level.INFO, () -> "Pool '" + this.pool + "' replaces " + worker + ": " + why);
	}

	/**
	 * The pool is closed, and does not wait any longer for what its workers do. Logged at
	 * once, as this JVM may be going.
	 */
	void drainIsOver(Duration drain, List<TaskSnapshot> tasks) {
		Warnings.log(LOGGER,
				() -> "Pool '" + this.pool + "' is being closed, and kills its workers after the " + drain.toMillis()
						+ " ms of aiopool.drain-timeout. "
						+ (tasks.isEmpty() ? "They had no tasks." : "With them ended " + list(tasks)),
				null);
	}

}
