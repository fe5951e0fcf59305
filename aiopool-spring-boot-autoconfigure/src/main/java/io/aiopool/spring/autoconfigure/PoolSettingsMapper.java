package io.aiopool.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.aiopool.JvmSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.RedeliverySettings;
import io.aiopool.RestartSettings;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.scheduler.Schedulers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.util.unit.DataSize;

/**
 * Carries properties over to the builder of a pool. What is not said stays as the builder
 * has it.
 */
final class PoolSettingsMapper {

	private PoolSettingsMapper() {
	}

	/**
	 * Applies properties.
	 * @param properties the properties
	 * @param exposed the application properties that workers see
	 * @param builder the builder
	 * @param schedulers finds scheduler beans by name
	 * @param variables knows the names of variables for workers
	 * @throws IllegalArgumentException if a value cannot work; the message begins with
	 * its key
	 */
	static void apply(PoolProperties properties, Map<String, String> exposed, PoolBuilder builder,
			Function<String, @Nullable Scheduler> schedulers, ChildVariables variables) {
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::processes).to(builder::processes);
		map.from(properties::start).to(builder::start);
		map.from(properties::queueCount).to(builder::queueCount);
		if (properties.scheduler() != null) {
			applyScheduler(properties.scheduler(), builder, schedulers);
		}
		map.from(properties::queueCapacity).to(builder::queueCapacity);
		map.from(properties::maxQueuedBytes).as(DataSize::toBytes).to(builder::maxQueuedBytes);
		map.from(properties::maxInFlightPerMethod).to(builder::maxInFlightPerMethod);
		map.from(properties::onFull).to(builder::onFull);
		map.from(properties::taskTimeout).to(builder::taskTimeout);
		map.from(properties::killGrace).to(builder::killGrace);
		map.from(properties::startTimeout).to(builder::startTimeout);
		map.from(properties::drainTimeout).to(builder::drainTimeout);
		map.from(properties::trustedPackages).to(builder::trustedPackages);
		map.from(properties::trustedPresets).to(builder::trustedPresets);
		map.from(properties::maxPayload).as(PoolSettingsMapper::payloadBytes).to(builder::maxPayload);
		map.from(properties::startupCache).to(builder::startupCache);
		map.from(properties::cacheDirectory).to(builder::cacheDirectory);
		applyWorker(properties, exposed, builder);
		builder.restart(restart(properties.restart()));
		builder.redelivery(redelivery(properties.redelivery()));
		LifecycleSettingsMapper.apply(properties, builder);
		builder.jvm(jvm(properties.jvm(), variables));
	}

	private static void applyWorker(PoolProperties properties, Map<String, String> exposed, PoolBuilder builder) {
		PropertyMapper map = PropertyMapper.get();
		map.from(properties::childConcurrency).to(builder::childConcurrency);
		map.from(properties::maxTasksPerChild).to(builder::maxTasksPerChild);
		map.from(properties::exceptionHandler).to(builder::exceptionHandler);
		map.from(properties::executor).to(builder::executor);
		String initializer = (properties.initializer() != null) ? properties.initializer().getName() : null;
		builder.initializer(initializer, or(properties.initArgs(), List.of()));
		builder.properties(exposed);
	}

	/** Looked up here, as a lazy pool would do so with its first task only. */
	private static void applyScheduler(String name, PoolBuilder builder,
			Function<String, @Nullable Scheduler> schedulers) {
		Scheduler bean = Schedulers.names().contains(name) ? null : schedulers.apply(name);
		if (bean != null) {
			builder.scheduler(bean);
			return;
		}
		Schedulers.named(name);
		builder.scheduler(name);
	}

	/** More than an int can hold is refused here, as the engine would not see it. */
	private static int payloadBytes(DataSize size) {
		if (size.toBytes() > Integer.MAX_VALUE) {
			throw new IllegalArgumentException(
					"max-payload must be between 1024 and 1073741824, but was " + size.toBytes());
		}
		return (int) size.toBytes();
	}

	private static RestartSettings restart(@Nullable RestartProperties properties) {
		RestartSettings defaults = RestartSettings.DEFAULTS;
		return (properties == null) ? defaults
				: new RestartSettings(or(properties.backoff(), defaults.backoff()),
						or(properties.maxBackoff(), defaults.maxBackoff()),
						or(properties.intensity(), defaults.intensity()), or(properties.window(), defaults.window()));
	}

	private static RedeliverySettings redelivery(@Nullable RedeliveryProperties properties) {
		RedeliverySettings defaults = RedeliverySettings.DEFAULTS;
		return (properties == null) ? defaults
				: new RedeliverySettings(or(properties.notStarted(), defaults.notStarted()),
						or(properties.workerLost(), defaults.workerLost()),
						or(properties.neighbourKilled(), defaults.neighbourKilled()));
	}

	private static JvmSettings jvm(@Nullable JvmProperties properties, ChildVariables variables) {
		JvmSettings defaults = JvmSettings.DEFAULTS;
		return (properties == null) ? defaults : new JvmSettings(properties.executable(),
				(properties.maxHeap() != null) ? properties.maxHeap().toBytes() : defaults.maxHeap(),
				(properties.args() != null) ? options(properties.args()) : defaults.args(),
				or(variables.restore(properties.environment()), defaults.environment()), properties.workingDirectory(),
				or(properties.commandPrefix(), defaults.commandPrefix()),
				or(properties.niceness(), defaults.niceness()), or(properties.debugPort(), defaults.debugPort()),
				or(properties.systemProperties(), defaults.systemProperties()));
	}

	/**
	 * Puts together what was taken apart at a comma inside of an option, as a list that
	 * is written as text is: {@code -Xlog:gc,safepoint}. No option begins like that.
	 */
	private static List<String> options(List<String> args) {
		List<String> options = new ArrayList<>();
		for (String arg : args) {
			int last = options.size() - 1;
			boolean continues = last >= 0 && !arg.startsWith("-") && !arg.startsWith("@")
					&& options.get(last).matches("-[XDae].*[:=].*");
			if (continues) {
				options.set(last, options.get(last) + "," + arg);
			}
			else {
				options.add(arg);
			}
		}
		return options;
	}

	static <T> T or(@Nullable T value, T otherwise) {
		return (value != null) ? value : otherwise;
	}

}
