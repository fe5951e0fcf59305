package io.aiopool.spring.observation;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.aiopool.spring.aop.TaskEnd;
import io.aiopool.spring.metrics.AiopoolMeters;
import io.aiopool.spring.metrics.Outcome;
import io.aiopool.spring.metrics.ThrownType;
import io.aiopool.spring.observation.OffProcessObservationDocumentation.HighCardinalityKeyNames;
import io.aiopool.spring.observation.OffProcessObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * The names that are documented: the timer of the observation is
 * {@link AiopoolMeters#TASK}, a span is called after the task. Stateless.
 */
public class DefaultOffProcessObservationConvention implements OffProcessObservationConvention {

	private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

	@Override
	public String getName() {
		return AiopoolMeters.TASK.meterName();
	}

	@Override
	public String getContextualName(OffProcessObservationContext context) {
		return "off-process " + context.getTask();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(OffProcessObservationContext context) {
		TaskEnd end = context.getEnd();
		String outcome = (end != null) ? Outcome.of(end.failure()).tag() : "unknown";
		return KeyValues.of(LowCardinalityKeyNames.POOL.withValue(context.getPool()),
				LowCardinalityKeyNames.TASK.withValue(context.getTask()),
				LowCardinalityKeyNames.OUTCOME.withValue(outcome),
				LowCardinalityKeyNames.EXCEPTION.withValue(ThrownType.of((end != null) ? end.failure() : null)));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(OffProcessObservationContext context) {
		TaskEnd end = context.getEnd();
		if (end == null) {
			return KeyValues.empty();
		}
		return KeyValues.of(millis(HighCardinalityKeyNames.WAIT, end.waited()),
				millis(HighCardinalityKeyNames.TRANSFER, end.transfer()),
				millis(HighCardinalityKeyNames.RUN, end.ran()));
	}

	private static KeyValue millis(HighCardinalityKeyNames key, long nanos) {
		return key.withValue(String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_MILLI));
	}

}
