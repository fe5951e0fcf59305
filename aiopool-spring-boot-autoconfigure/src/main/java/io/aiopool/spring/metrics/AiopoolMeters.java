package io.aiopool.spring.metrics;

import java.util.List;
import java.util.function.ToDoubleFunction;

import io.aiopool.PoolStatistics;
import io.micrometer.core.instrument.Meter;
import org.jspecify.annotations.Nullable;

/**
 * The meters of pools and tasks. Each pool has each of them once, told apart by the tag
 * {@code pool}; the timers have one for every method and outcome besides.
 */
public enum AiopoolMeters {

	/** Workers that the pool is to have. */
	WORKERS("aiopool.workers", Meter.Type.GAUGE, "Workers that the pool is to have", PoolStatistics::processes),

	/** Workers that take tasks at present. */
	WORKERS_READY("aiopool.workers.ready", Meter.Type.GAUGE, "Workers that take tasks at present",
			PoolStatistics::ready),

	/** Tasks that wait for a worker. */
	TASKS_PENDING("aiopool.tasks.pending", Meter.Type.GAUGE, "Tasks that wait for a worker", PoolStatistics::pending),

	/** Tasks that were sent to a worker and are not answered. */
	TASKS_IN_FLIGHT("aiopool.tasks.in.flight", Meter.Type.GAUGE,
			"Tasks that were sent to a worker and are not answered", PoolStatistics::inFlight),

	/** Tasks that the pool took. */
	TASKS_SUBMITTED("aiopool.tasks.submitted", Meter.Type.COUNTER, "Tasks that the pool took",
			PoolStatistics::submitted),

	/** Tasks that ended well. */
	TASKS_COMPLETED("aiopool.tasks.completed", Meter.Type.COUNTER, "Tasks that ended well", PoolStatistics::completed),

	/** Tasks that ended with an exception, whatever its cause. */
	TASKS_FAILED("aiopool.tasks.failed", Meter.Type.COUNTER, "Tasks that ended with an exception, whatever its cause",
			PoolStatistics::failed),

	/** Tasks that the pool did not take. */
	TASKS_REJECTED("aiopool.tasks.rejected", Meter.Type.COUNTER, "Tasks that the pool did not take",
			PoolStatistics::rejected),

	/** Tasks that ended at their deadline. */
	TASKS_TIMED_OUT("aiopool.tasks.timed.out", Meter.Type.COUNTER, "Tasks that ended at their deadline",
			PoolStatistics::timedOut),

	/** Tasks that their caller gave up. */
	TASKS_CANCELLED("aiopool.tasks.cancelled", Meter.Type.COUNTER, "Tasks that their caller gave up",
			PoolStatistics::cancelled),

	/** Results that came when their task was over already. */
	TASKS_LATE("aiopool.tasks.late", Meter.Type.COUNTER, "Results that came when their task was over already",
			PoolStatistics::lateResults),

	/** Further attempts after failures that a worker reported. */
	TASKS_RETRIED("aiopool.tasks.retried", Meter.Type.COUNTER, "Further attempts after failures that a worker reported",
			PoolStatistics::retried),

	/** Tasks that were sent again after the loss of their worker. */
	TASKS_REDELIVERED("aiopool.tasks.redelivered", Meter.Type.COUNTER,
			"Tasks that were sent again after the loss of their worker", PoolStatistics::redelivered),

	/** Workers that died or were killed. */
	WORKERS_LOST("aiopool.workers.lost", Meter.Type.COUNTER, "Workers that died or were killed",
			PoolStatistics::workersLost),

	/** Workers whose process was started. */
	WORKERS_STARTED("aiopool.workers.started", Meter.Type.COUNTER, "Workers whose process was started",
			PoolStatistics::workersStarted),

	/**
	 * Time from the call of an {@code @OffProcess} method to its end, by name of the
	 * task, {@link Outcome} and type of exception. Where there is an observation
	 * registry, this is the timer of the observation.
	 */
	TASK("aiopool.task", Meter.Type.TIMER, "Time from the call of an @OffProcess method to its end", null, "task",
			"outcome", "error", "exception"),

	/** That part of {@link #TASK} in which it waited for a worker. */
	TASK_WAIT("aiopool.task.wait", Meter.Type.TIMER,
			"That part of aiopool.task in which it waited for a worker, retries and their back-off included", null,
			"task", "outcome"),

	/** That part of {@link #TASK} which leaving the process took. */
	TASK_TRANSFER("aiopool.task.transfer", Meter.Type.TIMER,
			"That part of aiopool.task which leaving the process took: encoding, the way there and back, decoding",
			null, "task", "outcome"),

	/** That part of {@link #TASK} in which it ran. */
	TASK_RUN("aiopool.task.run", Meter.Type.TIMER, "That part of aiopool.task in which it ran, all attempts together",
			null, "task", "outcome");

	/** The tag that all meters have: the name of the pool. */
	public static final String POOL_TAG = "pool";

	/** The tag with the name of the task. */
	public static final String TASK_TAG = "task";

	/** The tag with the {@link Outcome}. */
	public static final String OUTCOME_TAG = "outcome";

	/**
	 * The tag with the simple name of the class of the exception that the caller got, or
	 * {@code none}.
	 */
	public static final String ERROR_TAG = "error";

	/**
	 * The tag with the simple name of the class of the exception that was thrown, also
	 * where it could not be carried and the caller got another one; or {@code none}.
	 */
	public static final String EXCEPTION_TAG = "exception";

	private final String meterName;

	private final Meter.Type type;

	private final String description;

	private final @Nullable ToDoubleFunction<PoolStatistics> value;

	private final List<String> furtherTags;

	AiopoolMeters(String meterName, Meter.Type type, String description,
			@Nullable ToDoubleFunction<PoolStatistics> value, String... furtherTags) {
		this.meterName = meterName;
		this.type = type;
		this.description = description;
		this.value = value;
		this.furtherTags = List.of(furtherTags);
	}

	/**
	 * Returns the name of the meter.
	 * @return the name, in Micrometer's notation
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * Returns the type of the meter.
	 * @return a gauge, a counter or a timer
	 */
	public Meter.Type type() {
		return this.type;
	}

	/**
	 * Returns what the meter means.
	 * @return a sentence without its end
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Returns the tags besides {@link #POOL_TAG}.
	 * @return the keys
	 */
	public List<String> furtherTags() {
		return this.furtherTags;
	}

	@Nullable ToDoubleFunction<PoolStatistics> value() {
		return this.value;
	}

}
