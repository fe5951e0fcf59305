package io.aiopool;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

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
 * @param executor what bodies run on: {@value #PLATFORM}, {@value #VIRTUAL}, or the name
 * of a class that is an {@link Executor} or a {@link WorkerExecutorFactory}
 */
public record WorkerSettings(int childConcurrency, int maxTasks, @Nullable String initializer, List<String> initArgs,
		Map<String, String> properties, @Nullable String exceptionHandler, String executor) {

	/** Bodies run on threads of the system, which share the processors fairly. */
	public static final String PLATFORM = "platform";

	/**
	 * Bodies run on virtual threads, of which one that computes without end keeps others
	 * from running. JDK 24 or newer.
	 */
	public static final String VIRTUAL = "virtual";

	/** 16 tasks at a time on platform threads, no hooks. */
	public static final WorkerSettings DEFAULTS = new WorkerSettings(16, 0, null, List.of(), Map.of(), null, PLATFORM);

	/** Of the JDK whose virtual threads let go of their carrier wherever they wait. */
	public static final int VIRTUAL_SINCE = 24;

	private static final int MOST_CONCURRENCY = 512;

	public WorkerSettings {
		Checks.between("child-concurrency", childConcurrency, 1, MOST_CONCURRENCY);
		Checks.atLeast("max-tasks-per-child", maxTasks, 0);
		Checks.notBlankIfGiven("initializer", initializer);
		Checks.notBlankIfGiven("exception-handler", exceptionHandler);
		Checks.notBlank("executor", executor);
		initArgs = List.copyOf(initArgs);
		properties = Map.copyOf(properties);
	}

	WorkerSettings withChildConcurrency(int childConcurrency) {
		return new WorkerSettings(childConcurrency, this.maxTasks, this.initializer, this.initArgs, this.properties,
				this.exceptionHandler, this.executor);
	}

	WorkerSettings withMaxTasks(int maxTasks) {
		return new WorkerSettings(this.childConcurrency, maxTasks, this.initializer, this.initArgs, this.properties,
				this.exceptionHandler, this.executor);
	}

	WorkerSettings withInitializer(@Nullable String initializer, List<String> initArgs) {
		return new WorkerSettings(this.childConcurrency, this.maxTasks, initializer, initArgs, this.properties,
				this.exceptionHandler, this.executor);
	}

	WorkerSettings withProperties(Map<String, String> properties) {
		return new WorkerSettings(this.childConcurrency, this.maxTasks, this.initializer, this.initArgs, properties,
				this.exceptionHandler, this.executor);
	}

	WorkerSettings withExceptionHandler(String exceptionHandler) {
		return new WorkerSettings(this.childConcurrency, this.maxTasks, this.initializer, this.initArgs,
				this.properties, exceptionHandler, this.executor);
	}

	WorkerSettings withExecutor(String executor) {
		return new WorkerSettings(this.childConcurrency, this.maxTasks, this.initializer, this.initArgs,
				this.properties, this.exceptionHandler, executor);
	}

	/** Values of properties may be secrets, so they are left out. */
	@Override
	public String toString() {
		return "WorkerSettings[childConcurrency=" + this.childConcurrency + ", maxTasks=" + this.maxTasks
				+ ", initializer=" + this.initializer + ", properties=" + this.properties.keySet()
				+ ", exceptionHandler=" + this.exceptionHandler + ", executor=" + this.executor + "]";
	}

}
