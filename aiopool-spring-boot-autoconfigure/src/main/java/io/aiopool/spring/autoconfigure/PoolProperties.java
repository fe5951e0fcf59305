package io.aiopool.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.aiopool.OnFull;
import io.aiopool.StartMode;
import io.aiopool.StartupCache;
import io.aiopool.WorkerExceptionHandler;
import io.aiopool.WorkerInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What the properties say about one pool. {@code null} where they say nothing.
 *
 * @param processes number of child JVMs
 * @param minProcesses child JVMs that are kept
 * @param idleTimeout time without a task after which others are stopped
 * @param spares child JVMs that wait to take the place of another
 * @param childConcurrency shared tasks that run in one child JVM at the same time
 * @param start when child JVMs are started
 * @param maxTasksPerChild tasks after which a child JVM is replaced
 * @param queueCapacity tasks that may wait for a child JVM
 * @param maxQueuedBytes bytes of encoded arguments that may wait together
 * @param maxInFlightPerMethod tasks of one method that may be in the pool
 * @param onFull what happens to a task when the queue is full
 * @param scheduler how a task finds its child JVM
 * @param queueCount queues that child JVMs are dealt to
 * @param initializer class that runs in every child JVM before its first task
 * @param initArgs arguments for the initializer
 * @param exposeProperties names or {@code prefix.*} patterns of visible properties
 * @param exceptionHandler class that sees exceptions in the child JVM
 * @param executor what bodies of tasks run on in the child JVM
 * @param taskTimeout deadline of tasks that have none of their own
 * @param killGrace time between interrupting a task and killing its process
 * @param startTimeout time that a child JVM has to become ready
 * @param drainTimeout time that running tasks have when the pool stops
 * @param restart how lost child JVMs are replaced
 * @param redelivery how often tasks of a lost child JVM are sent again
 * @param recycle when child JVMs are replaced though nothing is wrong with them
 * @param heartbeat how child JVMs that are stopped are found out
 * @param quarantine when tasks that kill their child JVMs are no longer run
 * @param health what the pool must have to be healthy
 * @param trustedPackages further packages whose classes may cross
 * @param trustedPresets well-known libraries whose values may cross
 * @param maxPayload largest encoded argument list or result
 * @param startupCache whether child JVMs start from an archive of prepared classes
 * @param cacheDirectory where that archive, and copies of nested jars, are kept
 * @param context what goes with tasks besides their arguments
 * @param logForwarding how the logs of child JVMs become those of the application
 * @param jvm how child JVMs are started
 */
record PoolProperties(@Nullable Integer processes, @Nullable Integer minProcesses, @Nullable Duration idleTimeout,
		@Nullable Integer spares, @Nullable Integer childConcurrency, @Nullable StartMode start,
		@Nullable Integer maxTasksPerChild, @Nullable Integer queueCapacity, @Nullable DataSize maxQueuedBytes,
		@Nullable Integer maxInFlightPerMethod, @Nullable OnFull onFull, @Nullable String scheduler,
		@Nullable Integer queueCount, @Nullable Class<? extends WorkerInitializer> initializer,
		@Nullable List<String> initArgs, @Nullable List<String> exposeProperties,
		@Nullable Class<? extends WorkerExceptionHandler> exceptionHandler, @Nullable String executor,
		@Nullable Duration taskTimeout, @Nullable Duration killGrace, @Nullable Duration startTimeout,
		@Nullable Duration drainTimeout, @Nullable RestartProperties restart, @Nullable RedeliveryProperties redelivery,
		@Nullable RecycleProperties recycle, @Nullable HeartbeatProperties heartbeat,
		@Nullable QuarantineProperties quarantine, @Nullable HealthProperties health,
		@Nullable Set<String> trustedPackages, @Nullable Set<String> trustedPresets, @Nullable DataSize maxPayload,
		@Nullable StartupCache startupCache, @Nullable Path cacheDirectory, @Nullable ContextProperties context,
		@Nullable LogForwardingProperties logForwarding, @Nullable JvmProperties jvm) {

	/**
	 * Fills what is not said here with what another one says.
	 * @param base the other one
	 * @return the sum
	 */
	PoolProperties orElse(PoolProperties base) {
		return new PoolProperties(either(this.processes, base.processes), either(this.minProcesses, base.minProcesses),
				either(this.idleTimeout, base.idleTimeout), either(this.spares, base.spares),
				either(this.childConcurrency, base.childConcurrency), either(this.start, base.start),
				either(this.maxTasksPerChild, base.maxTasksPerChild), either(this.queueCapacity, base.queueCapacity),
				either(this.maxQueuedBytes, base.maxQueuedBytes),
				either(this.maxInFlightPerMethod, base.maxInFlightPerMethod), either(this.onFull, base.onFull),
				either(this.scheduler, base.scheduler), either(this.queueCount, base.queueCount),
				either(this.initializer, base.initializer), either(this.initArgs, base.initArgs),
				either(this.exposeProperties, base.exposeProperties),
				either(this.exceptionHandler, base.exceptionHandler), either(this.executor, base.executor),
				either(this.taskTimeout, base.taskTimeout), either(this.killGrace, base.killGrace),
				either(this.startTimeout, base.startTimeout), either(this.drainTimeout, base.drainTimeout),
				(this.restart != null) ? this.restart.orElse(base.restart) : base.restart,
				(this.redelivery != null) ? this.redelivery.orElse(base.redelivery) : base.redelivery,
				(this.recycle != null) ? this.recycle.orElse(base.recycle) : base.recycle,
				(this.heartbeat != null) ? this.heartbeat.orElse(base.heartbeat) : base.heartbeat,
				(this.quarantine != null) ? this.quarantine.orElse(base.quarantine) : base.quarantine,
				(this.health != null) ? this.health.orElse(base.health) : base.health,
				either(this.trustedPackages, base.trustedPackages), either(this.trustedPresets, base.trustedPresets),
				either(this.maxPayload, base.maxPayload), either(this.startupCache, base.startupCache),
				either(this.cacheDirectory, base.cacheDirectory),
				(this.context != null) ? this.context.orElse(base.context) : base.context,
				(this.logForwarding != null) ? this.logForwarding.orElse(base.logForwarding) : base.logForwarding,
				(this.jvm != null) ? this.jvm.orElse(base.jvm) : base.jvm);
	}

	static <T> @Nullable T either(@Nullable T own, @Nullable T inherited) {
		return (own != null) ? own : inherited;
	}

}
