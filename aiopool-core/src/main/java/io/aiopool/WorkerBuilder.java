package io.aiopool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Says what each worker of a pool is: how its JVM is started, and what runs in it. Not
 * thread-safe.
 *
 * @param <B> type of the builder
 */
public abstract class WorkerBuilder<B extends WorkerBuilder<B>> {

	private WorkerSettings worker = WorkerSettings.DEFAULTS;

	private JvmSettings jvm = JvmSettings.DEFAULTS;

	private LaunchSettings launch = LaunchSettings.DEFAULTS;

	WorkerBuilder() {
	}

	abstract B self();

	final WorkerSettings worker() {
		return this.worker;
	}

	final JvmSettings jvm() {
		return this.jvm;
	}

	final LaunchSettings launch() {
		return this.launch;
	}

	/**
	 * Sets how many shared tasks run in one worker at the same time; 16 otherwise.
	 * @param tasks 1 to 512
	 * @return this builder
	 */
	public B childConcurrency(int tasks) {
		this.worker = this.worker.withChildConcurrency(tasks);
		return self();
	}

	/**
	 * Sets after how many tasks a worker is replaced; never otherwise.
	 * @param tasks 0 for no limit
	 * @return this builder
	 */
	public B maxTasksPerChild(int tasks) {
		this.worker = this.worker.withMaxTasks(tasks);
		return self();
	}

	/**
	 * Sets the handler that sees failures in the worker.
	 * @param type the class, with a no-arg constructor
	 * @return this builder
	 */
	public B exceptionHandler(Class<? extends WorkerExceptionHandler> type) {
		this.worker = this.worker.withExceptionHandler(type.getName());
		return self();
	}

	/**
	 * Sets what the bodies of tasks run on in a worker; {@value WorkerSettings#PLATFORM}
	 * threads otherwise.
	 * @param executor {@value WorkerSettings#PLATFORM}, {@value WorkerSettings#VIRTUAL}
	 * (JDK 24 or newer), or the name of a class with a no-arg constructor that is an
	 * {@link Executor} or a {@link WorkerExecutorFactory}
	 * @return this builder
	 */
	public B executor(String executor) {
		this.worker = this.worker.withExecutor(executor);
		return self();
	}

	/**
	 * Sets what the bodies of tasks run on in a worker.
	 * @param type an {@link Executor} or a {@link WorkerExecutorFactory}, with a no-arg
	 * constructor
	 * @return this builder
	 */
	public B executor(Class<?> type) {
		if (!Executor.class.isAssignableFrom(type) && !WorkerExecutorFactory.class.isAssignableFrom(type)) {
			throw new IllegalArgumentException("executor must be a class that implements " + Executor.class.getName()
					+ " or " + WorkerExecutorFactory.class.getName() + ", but was " + type.getName());
		}
		return executor(type.getName());
	}

	/**
	 * Sets the properties that workers see.
	 * @param properties by name
	 * @return this builder
	 */
	public B properties(Map<String, String> properties) {
		this.worker = this.worker.withProperties(properties);
		return self();
	}

	/**
	 * Sets how the JVM of a worker is started.
	 * @param jvm the settings
	 * @return this builder
	 */
	public B jvm(JvmSettings jvm) {
		this.jvm = Objects.requireNonNull(jvm, "jvm");
		return self();
	}

	/**
	 * Sets how workers get their classes.
	 * @param launch the strategy, or {@code null} for this JVM's class path
	 * @return this builder
	 */
	public B launch(@Nullable LaunchStrategy launch) {
		this.launch = this.launch.withStrategy(launch);
		return self();
	}

	/**
	 * Sets whether workers start from an archive of prepared classes;
	 * {@link StartupCache#AUTO} otherwise.
	 * @param cache whether they do
	 * @return this builder
	 */
	public B startupCache(StartupCache cache) {
		this.launch = this.launch.withStartupCache(cache);
		return self();
	}

	/**
	 * Sets where that archive is kept; in the cache directory of the user otherwise.
	 * @param directory where a private directory is made, or {@code null} for the default
	 * @return this builder
	 */
	public B cacheDirectory(@Nullable Path directory) {
		this.launch = this.launch.withCacheDirectory(directory);
		return self();
	}

	/**
	 * Sets the hook that runs in every worker before its first task.
	 * @param type the class, with a no-arg constructor
	 * @param args what {@link WorkerContext#args()} returns
	 * @return this builder
	 */
	public B initializer(Class<? extends WorkerInitializer> type, String... args) {
		return initializer(type.getName(), List.of(args));
	}

	/**
	 * Sets the hook that runs in every worker before its first task.
	 * @param className name of a class with a no-arg constructor, or {@code null}
	 * @param args what {@link WorkerContext#args()} returns
	 * @return this builder
	 */
	public B initializer(@Nullable String className, List<String> args) {
		this.worker = this.worker.withInitializer(className, args);
		return self();
	}

	/**
	 * Sets all that concerns a worker at once.
	 * @param worker the settings
	 * @return this builder
	 */
	public B worker(WorkerSettings worker) {
		this.worker = Objects.requireNonNull(worker, "worker");
		return self();
	}

}
