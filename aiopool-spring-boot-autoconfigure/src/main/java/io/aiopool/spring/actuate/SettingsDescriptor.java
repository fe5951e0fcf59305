package io.aiopool.spring.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aiopool.HeapBudget;
import io.aiopool.LifecycleSettings;
import io.aiopool.OnFull;
import io.aiopool.PoolSettings;
import io.aiopool.RedeliverySettings;
import io.aiopool.RestartSettings;
import io.aiopool.StartMode;
import io.aiopool.logging.LogForwardingSettings;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a pool as they hold, but for those that may be secret: values of
 * exposed properties, of system properties and of the environment, and arguments of the
 * initializer and of agents.
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
 * @param maxHeap maximum heap of a worker in bytes, also where the pool has chosen it
 * @param jvmArgs further JVM options of a worker, without values that may be secret
 * @param environment names of the variables that a worker is given
 * @param logForwarding what becomes of what workers log
 * @param context whether something goes with each task besides its arguments
 * @param restart how lost workers are replaced
 * @param redelivery how often tasks are sent again
 * @param lifecycle how workers come and go
 */
public record SettingsDescriptor(int processes, StartMode start, String scheduler, int queueCount, int childConcurrency,
		int maxTasksPerChild, int queueCapacity, long maxQueuedBytes, int maxInFlightPerMethod, OnFull onFull,
		@Nullable String initializer, @Nullable String exceptionHandler, String executor, Set<String> exposedProperties,
		@Nullable Duration taskTimeout, Duration killGrace, Duration startTimeout, Duration drainTimeout,
		Set<String> trustedPackages, Set<String> trustedPresets, int maxPayload, long maxHeap, List<String> jvmArgs,
		Set<String> environment, LogForwardingDescriptor logForwarding, boolean context, RestartSettings restart,
		RedeliverySettings redelivery, LifecycleSettings lifecycle) {

	private static final String HIDDEN = "******";

	/** What the options of a JVM begin with that tell nothing of an application. */
	private static final Pattern PLAIN = Pattern
		.compile("-X(?!X:On).*|-e[as].*|-d[as].*|--(enable|add|illegal|finali).*|-server");

	private static final Pattern NAMED = Pattern.compile("(?s)((?:-D|-javaagent:|-agentlib:|-agentpath:)[^=]*=).*");

	/** A name is shown, its value is not; of what is unknown, nothing is. */
	private static String withoutSecrets(String option) {
		Matcher named = NAMED.matcher(option);
		if (named.matches()) {
			return named.group(1) + HIDDEN;
		}
		return (PLAIN.matcher(option).matches() || option.startsWith("-D") || option.startsWith("-javaagent:")) ? option
				: HIDDEN;
	}

	/**
	 * What becomes of what workers log.
	 *
	 * @param enabled whether it is forwarded
	 * @param rate events a second of one worker
	 * @param level the lowest level that is forwarded
	 * @param contextKeys which entries of a task's context go along
	 * @param listener class of what gets the events
	 */
	public record LogForwardingDescriptor(boolean enabled, int rate, String level, Set<String> contextKeys,
			String listener) {

		static LogForwardingDescriptor of(LogForwardingSettings settings) {
			return new LogForwardingDescriptor(settings.enabled(), settings.rate(), settings.level().name(),
					settings.contextKeys(), settings.listener().getClass().getName());
		}

	}

	static SettingsDescriptor of(PoolSettings settings) {
		return new SettingsDescriptor(settings.processes(), settings.start(), settings.scheduler(),
				settings.scheduling().queueCount(), settings.worker().childConcurrency(), settings.worker().maxTasks(),
				settings.queue().capacity(), settings.queue().maxBytes(), settings.queue().maxInFlightPerMethod(),
				settings.queue().onFull(), settings.worker().initializer(), settings.worker().exceptionHandler(),
				settings.worker().executor(), settings.worker().properties().keySet(), settings.timeouts().task(),
				settings.timeouts().killGrace(), settings.timeouts().start(), settings.timeouts().drain(),
				settings.payload().trustedPackages(), settings.payload().trustedPresets(),
				settings.payload().maxPayload(), HeapBudget.here().heap(settings),
				settings.jvm().args().stream().map(SettingsDescriptor::withoutSecrets).toList(),
				settings.jvm().environment().keySet(), LogForwardingDescriptor.of(settings.forwarding().logs()),
				settings.forwarding().context() != null, settings.restart(), settings.redelivery(),
				settings.lifecycle());
	}

}
