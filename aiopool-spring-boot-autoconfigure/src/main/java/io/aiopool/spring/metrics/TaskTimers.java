package io.aiopool.spring.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.aiopool.spring.aop.TaskEnd;
import io.aiopool.spring.aop.TaskObservation;
import io.aiopool.spring.aop.TaskObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Times the calls of {@code @OffProcess} methods, and where that time goes. The number of
 * timers is bounded by that of methods, outcomes and types of exceptions. Thread-safe.
 */
public final class TaskTimers implements TaskObserver {

	private static final String NO_ERROR = "none";

	/** The timers of one kind of end. */
	private record Timers(@Nullable Timer total, Timer waiting, Timer transfer, Timer running) {

		void record(TaskEnd end) {
			if (this.total != null) {
				this.total.record(end.total(), TimeUnit.NANOSECONDS);
			}
			this.waiting.record(end.waited(), TimeUnit.NANOSECONDS);
			this.transfer.record(end.transfer(), TimeUnit.NANOSECONDS);
			this.running.record(end.ran(), TimeUnit.NANOSECONDS);
		}

	}

	private record Key(String pool, String task, Outcome outcome, String error, String exception) {
	}

	private final MeterRegistry registry;

	private final boolean observed;

	private final TaskObservation recording = this::ended;

	private final Map<Key, Timers> timers = new ConcurrentHashMap<>();

	/**
	 * Creates the observer.
	 * @param registry where the timers go
	 * @param observed whether {@link AiopoolMeters#TASK} comes from observations already
	 */
	public TaskTimers(MeterRegistry registry, boolean observed) {
		this.registry = registry;
		this.observed = observed;
	}

	@Override
	public TaskObservation begin(String pool, String task, @Nullable ContextView reactorContext) {
		return this.recording;
	}

	private void ended(TaskEnd end) {
		Throwable failure = end.failure();
		String error = (failure != null) ? ThrownType.simple(failure.getClass().getName()) : NO_ERROR;
		Key key = new Key(end.pool(), end.task(), Outcome.of(failure), error, ThrownType.of(failure));
		this.timers.computeIfAbsent(key, this::timers).record(end);
	}

	private Timers timers(Key key) {
		Tags tags = Tags.of(Tag.of(AiopoolMeters.POOL_TAG, key.pool()), Tag.of(AiopoolMeters.TASK_TAG, key.task()),
				Tag.of(AiopoolMeters.OUTCOME_TAG, key.outcome().tag()));
		Tags thrown = tags.and(AiopoolMeters.ERROR_TAG, key.error(), AiopoolMeters.EXCEPTION_TAG, key.exception());
		return new Timers(this.observed ? null : timer(AiopoolMeters.TASK, thrown),
				timer(AiopoolMeters.TASK_WAIT, tags), timer(AiopoolMeters.TASK_TRANSFER, tags),
				timer(AiopoolMeters.TASK_RUN, tags));
	}

	private Timer timer(AiopoolMeters meter, Tags tags) {
		return Timer.builder(meter.meterName()).description(meter.description()).tags(tags).register(this.registry);
	}

}
