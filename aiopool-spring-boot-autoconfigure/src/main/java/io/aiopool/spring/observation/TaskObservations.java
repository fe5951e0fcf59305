package io.aiopool.spring.observation;

import java.util.Map;

import io.aiopool.spring.aop.TaskEnd;
import io.aiopool.spring.aop.TaskObservation;
import io.aiopool.spring.aop.TaskObserver;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Makes an observation of each task, as a child of the one that its caller is in.
 * Thread-safe.
 */
public final class TaskObservations implements TaskObserver {

	private static final OffProcessObservationConvention DEFAULT = new DefaultOffProcessObservationConvention();

	/** Where Micrometer keeps the current observation in a Reactor Context. */
	private static final String REACTOR_KEY = "micrometer.observation";

	private final ObservationRegistry registry;

	private final @Nullable OffProcessObservationConvention convention;

	/**
	 * Creates the observer.
	 * @param registry told of the observations
	 * @param convention names them; {@code null} for the documented names
	 */
	public TaskObservations(ObservationRegistry registry, @Nullable OffProcessObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public @Nullable TaskObservation begin(String pool, String task, @Nullable ContextView reactorContext) {
		if (this.registry.isNoop()) {
			return null;
		}
		OffProcessObservationContext context = new OffProcessObservationContext(pool, task);
		Observation observation = OffProcessObservationDocumentation.TASK.observation(this.convention, DEFAULT,
				() -> context, this.registry);
		if (reactorContext != null && reactorContext.getOrDefault(REACTOR_KEY, null) instanceof Observation parent) {
			observation.parentObservation(parent);
		}
		return new Started(observation.start(), context);
	}

	private record Started(Observation observation, OffProcessObservationContext sent) implements TaskObservation {

		@Override
		public Map<String, String> context() {
			Map<String, String> carrier = this.sent.getCarrier();
			return (carrier != null) ? carrier : Map.of();
		}

		@Override
		public Scope openScope() {
			return this.observation.openScope()::close;
		}

		@Override
		public void ended(TaskEnd end) {
			this.sent.setEnd(end);
			if (end.failure() != null) {
				this.observation.error(end.failure());
			}
			this.observation.stop();
		}

	}

}
