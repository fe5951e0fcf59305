package io.aiopool.spring.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.aiopool.LaunchStrategy;
import io.aiopool.PoolBuilder;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolCustomizer;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.startup.StartupProblem;
import io.aiopool.spring.startup.StartupProblems;
import io.aiopool.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Makes the pools that the properties describe.
 */
final class PoolFactory {

	private static final String PREFIX = "aiopool.";

	private final AiopoolProperties properties;

	private final Environment environment;

	private final List<String> applicationPackages;

	private final Function<@Nullable Path, @Nullable LaunchStrategy> launch;

	private final List<PoolCustomizer> customizers;

	private final Function<PoolSettings, ProcessPool> engine;

	private final Function<String, @Nullable Scheduler> schedulers;

	private final ForwardingMapper forwarding;

	private final StartupProblems problems;

	private final ChildVariables variables;

	PoolFactory(AiopoolProperties properties, Environment environment, List<String> applicationPackages,
			Function<@Nullable Path, @Nullable LaunchStrategy> launch, List<PoolCustomizer> customizers,
			Function<PoolSettings, ProcessPool> engine, Function<String, @Nullable Scheduler> schedulers,
			ForwardingMapper forwarding, StartupProblems problems) {
		this.properties = properties;
		this.environment = environment;
		this.applicationPackages = applicationPackages;
		this.launch = launch;
		this.customizers = customizers;
		this.engine = engine;
		this.schedulers = schedulers;
		this.forwarding = forwarding;
		this.problems = problems;
		this.variables = new ChildVariables(environment);
	}

	ProcessPool defaultPool() {
		if (this.properties.pools().containsKey(PoolRegistry.DEFAULT)) {
			String property = PREFIX + "pools." + PoolRegistry.DEFAULT;
			this.problems.add(List.of(StartupProblem.ofProperty(property,
					property + " must not be set, since the keys below aiopool itself describe the default pool")));
		}
		return this.engine.apply(settings(PoolRegistry.DEFAULT, PREFIX, this.properties.defaults()));
	}

	ProcessPool namedPool(String name) {
		PoolProperties own = this.properties.pools().get(name);
		if (own == null) {
			throw new IllegalArgumentException("No properties " + PREFIX + "pools." + name + ".*");
		}
		return this.engine
			.apply(settings(name, PREFIX + "pools." + name + ".", own.orElse(this.properties.defaults())));
	}

	/**
	 * What cannot work is left out, so that all of it can be reported together: the pool
	 * is made, but the context does not start.
	 */
	private PoolSettings settings(String name, String prefix, PoolProperties given) {
		List<StartupProblem> found = new ArrayList<>();
		PoolProperties pool = given;
		PoolBuilder builder = null;
		while (builder == null) {
			try {
				builder = builder(name, pool);
			}
			catch (IllegalArgumentException ex) {
				String key = String.valueOf(ex.getMessage()).split(" ", 2)[0];
				pool = RecordKeys.without(pool, key);
				if (pool == null) {
					throw ex;
				}
				found.add(problem(prefix, key, ex));
			}
		}
		this.problems.add(found);
		PoolBuilder made = builder;
		this.customizers.forEach((customizer) -> customizer.customize(name, made));
		return made.settings();
	}

	private PoolBuilder builder(String name, PoolProperties pool) {
		PoolBuilder builder = ProcessPool.builder()
			.name(name)
			// The context stops it, after the web server.
			.closeOnShutdown(false)
			.applicationPackages(this.applicationPackages)
			.launch(this.launch.apply(pool.cacheDirectory()));
		PoolSettingsMapper.apply(pool, new ExposedProperties(this.environment).select(pool.exposeProperties()), builder,
				this.schedulers, this.variables);
		this.forwarding.apply(pool, builder);
		HealthProperties.thresholds(pool.health());
		// What the values are together is checked before others change them.
		builder.settings();
		return builder;
	}

	/** The message begins with the key; the value may be the pool's own or inherited. */
	private StartupProblem problem(String prefix, String key, IllegalArgumentException cause) {
		String property = isSet(prefix + key) ? prefix + key : PREFIX + key;
		return StartupProblem.ofProperty(property,
				property + String.valueOf(cause.getMessage()).substring(key.length()));
	}

	private boolean isSet(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source.getConfigurationProperty(name) != null
					|| source.containsDescendantOf(name) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

}
