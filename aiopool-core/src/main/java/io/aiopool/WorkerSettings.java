package io.aiopool;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What each worker does besides running tasks.
 *
 * @param childConcurrency so many shared tasks run in one worker at the same time
 * @param maxTasks so many tasks run in a worker before it is replaced; 0 for no limit
 * @param initializer class name of the {@link WorkerInitializer}, if any
 * @param initArgs what {@link WorkerContext#args()} returns
 * @param properties what {@link WorkerContext#property} finds; travels over the
 * connection, never on a command line or in an environment
 * @param exceptionHandler class name of the {@link WorkerExceptionHandler}, if any
 */
public record WorkerSettings(int childConcurrency, int maxTasks, @Nullable String initializer, List<String> initArgs,
		Map<String, String> properties, @Nullable String exceptionHandler) {

	/** 16 tasks at a time, no hooks. */
	public static final WorkerSettings DEFAULTS = new WorkerSettings(16, 0, null, List.of(), Map.of(), null);

	private static final int MOST_CONCURRENCY = 512;

	public WorkerSettings {
		Checks.between("child-concurrency", childConcurrency, 1, MOST_CONCURRENCY);
		Checks.atLeast("max-tasks-per-child", maxTasks, 0);
		initArgs = List.copyOf(initArgs);
		properties = Map.copyOf(properties);
	}

	/** Values of properties may be secrets, so they are left out. */
	@Override
	public String toString() {
		return "WorkerSettings[childConcurrency=" + this.childConcurrency + ", maxTasks=" + this.maxTasks
				+ ", initializer=" + this.initializer + ", properties=" + this.properties.keySet()
				+ ", exceptionHandler=" + this.exceptionHandler + "]";
	}

}
