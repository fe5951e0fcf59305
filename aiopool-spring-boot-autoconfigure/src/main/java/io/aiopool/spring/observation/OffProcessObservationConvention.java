package io.aiopool.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observations of {@code @OffProcess} tasks and their keys. A bean of this type
 * takes the place of {@link DefaultOffProcessObservationConvention}.
 */
public interface OffProcessObservationConvention extends ObservationConvention<OffProcessObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof OffProcessObservationContext;
	}

}
