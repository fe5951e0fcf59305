package io.aiopool.spring.actuate;

import java.time.Duration;
import java.util.Set;

import io.aiopool.LifecycleSettings;
import io.aiopool.OnFull;
import io.aiopool.PoolSettings;
import io.aiopool.RedeliverySettings;
import io.aiopool.RestartSettings;
import io.aiopool.StartMode;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool but for those that may be secret: values of exposed properties,
 * arguments of the initializer, JVM options and environment.
 *
 * @param processes how many workers it has
 * @param start when they are started
 * @param scheduler how a task finds its worker
 * @param queueCount so many queues the workers are dealt to
 * @param childConcurrency so many shared tasks run in one worker
 * @param maxTasksPerChild so many tasks run in a worker before it is replaced
 * @param queueCapacity so many tasks may wait
 * @param maxQueuedBytes so many bytes the arguments of those may have
 * @param maxInFlightPerMethod so many tasks of one method may be in the pool; 0 for any
 * @param onFull what happens to the next one
 * @param initializer class of the hook in workers
 * @param exceptionHandler class of the handler in workers
 * @param executor what bodies run on in workers
 * @param exposedProperties names of the properties that workers see
 * @param taskTimeout deadline of tasks without their own
 * @param killGrace from interrupt to kill
 * @param startTimeout time to become ready
 * @param drainTimeout time to end running tasks
 * @param trustedPackages further packages whose classes may cross
 * @param trustedPresets libraries whose values may cross in both directions
 * @param maxPayload largest encoded argument list or result in bytes
 * @param maxHeap maximum heap of a worker in bytes, 0 if the pool chooses it
 * @param restart how lost workers are replaced
 * @param redelivery how often tasks are sent again
 * @param lifecycle how workers come and go
 */
public record SettingsDescriptor(int processes, StartMode start, String scheduler, int queueCount, int childConcurrency,
		int maxTasksPerChild, int queueCapacity, long maxQueuedBytes, int maxInFlightPerMethod, OnFull onFull,
		@Nullable String initializer, @Nullable String exceptionHandler, String executor, Set<String> exposedProperties,
		@Nullable Duration taskTimeout, Duration killGrace, Duration startTimeout, Duration drainTimeout,
		Set<String> trustedPackages, Set<String> trustedPresets, int maxPayload, long maxHeap, RestartSettings restart,
		RedeliverySettings redelivery, LifecycleSettings lifecycle) {

	static SettingsDescriptor of(PoolSettings settings) {
		return new SettingsDescriptor(settings.processes(), settings.start(), settings.scheduler(),
				settings.scheduling().queueCount(), settings.worker().childConcurrency(), settings.worker().maxTasks(),
				settings.queue().capacity(), settings.queue().maxBytes(), settings.queue().maxInFlightPerMethod(),
				settings.queue().onFull(), settings.worker().initializer(), settings.worker().exceptionHandler(),
				settings.worker().executor(), settings.worker().properties().keySet(), settings.timeouts().task(),
				settings.timeouts().killGrace(), settings.timeouts().start(), settings.timeouts().drain(),
				settings.payload().trustedPackages(), settings.payload().trustedPresets(),
				settings.payload().maxPayload(), settings.jvm().maxHeap(), settings.restart(), settings.redelivery(),
				settings.lifecycle());
	}

}
