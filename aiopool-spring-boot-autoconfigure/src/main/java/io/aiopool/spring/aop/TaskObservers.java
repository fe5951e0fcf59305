package io.aiopool.spring.aop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Several observers as one. Immutable.
 */
final class TaskObservers implements TaskObserver {

	private final List<TaskObserver> observers;

	TaskObservers(List<TaskObserver> observers) {
		this.observers = List.copyOf(observers);
	}

	@Override
	public @Nullable TaskObservation begin(String pool, String task, @Nullable ContextView reactorContext) {
		List<TaskObservation> begun = new ArrayList<>(this.observers.size());
		for (TaskObserver observer : this.observers) {
			TaskObservation observation = observer.begin(pool, task, reactorContext);
			if (observation != null) {
				begun.add(observation);
			}
		}
		return (begun.size() > 1) ? new All(begun) : begun.isEmpty() ? null : begun.get(0);
	}

	private record All(List<TaskObservation> all) implements TaskObservation {

		@Override
		public Map<String, String> context() {
			Map<String, String> context = new HashMap<>();
			this.all.forEach((each) -> context.putAll(each.context()));
			return context;
		}

		@Override
		public Scope openScope() {
			List<Scope> open = new ArrayList<>(this.all.size());
			this.all.forEach((each) -> open.add(each.openScope()));
			return () -> {
				for (int i = open.size() - 1; i >= 0; i--) {
					open.get(i).close();
				}
			};
		}

		@Override
		public void ended(TaskEnd end) {
			this.all.forEach((each) -> each.ended(end));
		}

	}

}
