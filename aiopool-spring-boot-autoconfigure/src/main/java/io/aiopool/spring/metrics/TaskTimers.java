package io.aiopool.spring.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.aiopool.spring.aop.TaskListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Times the calls of {@code @OffProcess} methods. The number of timers is bounded by that
 * of methods and outcomes. Thread-safe.
 */
public final class TaskTimers implements TaskListener {

	private record Key(String pool, String task, Outcome outcome) {
	}

	private final MeterRegistry registry;

	private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

	/**
	 * Creates the listener.
	 * @param registry where the timers go
	 */
	public TaskTimers(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void ended(String pool, String task, long nanos, @Nullable Throwable failure) {
		this.timers.computeIfAbsent(new Key(pool, task, Outcome.of(failure)), this::timer)
			.record(nanos, TimeUnit.NANOSECONDS);
	}

	private Timer timer(Key key) {
		return Timer.builder(AiopoolMeters.TASK.meterName())
			.description(AiopoolMeters.TASK.description())
			.tag(AiopoolMeters.POOL_TAG, key.pool())
			.tag("task", key.task())
			.tag("outcome", key.outcome().tag())
			.register(this.registry);
	}

}
