package io.aiopool.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aiopool.OnFull;
import io.aiopool.StartMode;
import io.aiopool.StartupCache;
import io.aiopool.WorkerExceptionHandler;
import io.aiopool.WorkerInitializer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties below {@code aiopool}. Those that describe a pool are the default for
 * all pools, and {@code null} where the default is the engine's.
 *
 * @param enabled Whether methods run out of process at all. Otherwise the annotation
 * means nothing and there is no pool. Default: true.
 * @param mode Where annotated methods run: in child JVMs, or for tests and debugging in
 * this one. Default: processes.
 * @param processes Number of child JVMs of a pool. Default: the number of available
 * processors.
 * @param minProcesses Number of child JVMs that are kept however little there is to do;
 * the others are started when tasks wait. Default: as many as processes.
 * @param idleTimeout Time without a task after which a child JVM above the minimum is
 * stopped. Default: 60s.
 * @param spares Number of child JVMs that are kept ready beside the others, without
 * tasks, to take the place of a lost or recycled one at once. Default: 0.
 * @param childConcurrency Number of shared (asynchronous) tasks that run in one child JVM
 * at the same time, from 1 to 512. Default: 16.
 * @param start When child JVMs are started. Default: eager, the first one before the
 * application is ready.
 * @param maxTasksPerChild Number of tasks after which a child JVM is replaced by a new
 * one. Default: 0, never.
 * @param queueCapacity Number of tasks that may wait for a child JVM. Default: 10000.
 * @param maxQueuedBytes Bytes that the encoded arguments of waiting tasks may have
 * together. Default: a quarter of the application's heap.
 * @param maxInFlightPerMethod Number of tasks of one method that may be in the pool at
 * the same time, waiting or running, so that one caller cannot keep all others waiting.
 * Default: 0, any number.
 * @param onFull What happens to a task when queue-capacity, max-queued-bytes or
 * max-in-flight-per-method is reached. Default: reject.
 * @param scheduler How a task finds its child JVM: the name of a scheduler that comes
 * with the pool, of a bean, or of a class. Default: least-loaded.
 * @param queueCount Number of queues that the child JVMs of a pool are dealt to in turn,
 * at most as many as there are. Of use to round-robin. Default: 1.
 * @param initializer Class that runs in every child JVM before its first task. Default:
 * none.
 * @param initArgs Arguments for the initializer, found in its context. Default: none.
 * @param exposeProperties Names of application properties, or patterns such as
 * 'crawler.*', that child JVMs may read. They travel over the private connection.
 * Default: none.
 * @param exceptionHandler Class that sees the exception of a task in the child JVM before
 * it is reported. Default: none.
 * @param executor What the bodies of tasks run on in the child JVM: platform, virtual
 * (JDK 24 or newer), or a class that is an Executor or a WorkerExecutorFactory. Default:
 * platform.
 * @param taskTimeout Deadline of tasks that have none of their own, from submission to
 * completion. Default: none.
 * @param killGrace Time between interrupting a task at its deadline and killing its
 * process. Default: 2s.
 * @param startTimeout Time that a child JVM has to become ready. Default: 30s.
 * @param drainTimeout Time that running tasks have to end when the pool stops. Default:
 * 20s.
 * @param restart How lost child JVMs are replaced.
 * @param redelivery How often tasks of a lost child JVM are sent again.
 * @param recycle When child JVMs are replaced though nothing is wrong with them.
 * @param heartbeat How child JVMs that are stopped or wedged are found out.
 * @param quarantine When tasks are no longer run because they kill their child JVMs.
 * @param health What a pool must have to be healthy.
 * @param trustedPackages Packages, besides those of the application, whose classes may
 * cross the process boundary; '*' for all, which gives the protection up. Default: none.
 * @param trustedPresets Well-known libraries whose values may cross the process boundary
 * in both directions. Values of most cross to child JVMs anyway, and back where a
 * signature names a type of the library; 'none' takes that away. Default: no further
 * ones.
 * @param maxPayload Largest encoded argument list or result, from 1KB to 1GB. Default:
 * 64MB.
 * @param startupCache Whether child JVMs start from an archive of prepared classes, which
 * the first run makes in the background and later ones share. Default: auto, where
 * possible.
 * @param cacheDirectory Directory below which the archives of the startup-cache, and
 * copies of the libraries in an executable archive, are kept. Default: the cache
 * directory of the user.
 * @param context What goes with tasks besides their arguments.
 * @param logForwarding How the logs and the output of child JVMs become log events of the
 * application.
 * @param jvm How child JVMs are started.
 * @param pools Further pools by name. Each takes the keys of the default pool and
 * inherits those it leaves out. Default: none.
 */
@ConfigurationProperties("aiopool")
record AiopoolProperties(@DefaultValue("true") boolean enabled, @DefaultValue("processes") Mode mode,
		@Nullable Integer processes, @Nullable Integer minProcesses, @Nullable Duration idleTimeout,
		@Nullable Integer spares, @Nullable Integer childConcurrency, @Nullable StartMode start,
		@Nullable Integer maxTasksPerChild, @Nullable Integer queueCapacity, @Nullable DataSize maxQueuedBytes,
		@Nullable Integer maxInFlightPerMethod, @Nullable OnFull onFull, @Nullable String scheduler,
		@Nullable Integer queueCount, @Nullable Class<? extends WorkerInitializer> initializer,
		@Nullable List<String> initArgs, @Nullable List<String> exposeProperties,
		@Nullable Class<? extends WorkerExceptionHandler> exceptionHandler, @Nullable String executor,
		@Nullable Duration taskTimeout, @Nullable Duration killGrace, @Nullable Duration startTimeout,
		@Nullable Duration drainTimeout, @NestedConfigurationProperty @Nullable RestartProperties restart,
		@NestedConfigurationProperty @Nullable RedeliveryProperties redelivery,
		@NestedConfigurationProperty @Nullable RecycleProperties recycle,
		@NestedConfigurationProperty @Nullable HeartbeatProperties heartbeat,
		@NestedConfigurationProperty @Nullable QuarantineProperties quarantine,
		@NestedConfigurationProperty @Nullable HealthProperties health, @Nullable Set<String> trustedPackages,
		@Nullable Set<String> trustedPresets, @Nullable DataSize maxPayload, @Nullable StartupCache startupCache,
		@Nullable Path cacheDirectory, @NestedConfigurationProperty @Nullable ContextProperties context,
		@NestedConfigurationProperty @Nullable LogForwardingProperties logForwarding,
		@NestedConfigurationProperty @Nullable JvmProperties jvm, @DefaultValue Map<String, PoolProperties> pools) {

	/**
	 * Returns what is said about the default pool.
	 * @return the properties without those that concern all pools together
	 */
	PoolProperties defaults() {
		return new PoolProperties(this.processes, this.minProcesses, this.idleTimeout, this.spares,
				this.childConcurrency, this.start, this.maxTasksPerChild, this.queueCapacity, this.maxQueuedBytes,
				this.maxInFlightPerMethod, this.onFull, this.scheduler, this.queueCount, this.initializer,
				this.initArgs, this.exposeProperties, this.exceptionHandler, this.executor, this.taskTimeout,
				this.killGrace, this.startTimeout, this.drainTimeout, this.restart, this.redelivery, this.recycle,
				this.heartbeat, this.quarantine, this.health, this.trustedPackages, this.trustedPresets,
				this.maxPayload, this.startupCache, this.cacheDirectory, this.context, this.logForwarding, this.jvm);
	}

	/**
	 * Returns what is said about a pool.
	 * @param name its name
	 * @return its own properties, or those of the default pool if it has none
	 */
	PoolProperties of(String name) {
		PoolProperties own = this.pools.get(name);
		return (own != null) ? own.orElse(defaults()) : defaults();
	}

}
