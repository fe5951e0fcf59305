package io.aiopool.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.aiopool.spring.startup.StartupProblem;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Which pools the properties name. The name of an environment variable knows neither case
 * nor dashes: what {@code AIOPOOL_POOLS_BIGJOBS_PROCESSES} says holds for a pool
 * {@code big-jobs}, and is no second pool. Stateless.
 */
final class PoolNames {

	private static final ConfigurationPropertyName POOLS = ConfigurationPropertyName.of("aiopool.pools");

	private PoolNames() {
	}

	/**
	 * Chooses the pools.
	 * @param bound the names below {@code aiopool.pools} as they were bound
	 * @param environment where they come from
	 * @param problems gets names that nobody could tell apart
	 * @return the names of the pools
	 */
	static Set<String> of(Set<String> bound, Environment environment, List<StartupProblem> problems) {
		Map<String, Set<String>> alike = new LinkedHashMap<>();
		bound.forEach((name) -> alike.computeIfAbsent(uniform(name), (key) -> new LinkedHashSet<>()).add(name));
		Set<String> names = new LinkedHashSet<>();
		alike.forEach((uniform, same) -> {
			List<String> written = new ArrayList<>(same);
			if (written.size() > 1) {
				written.removeIf((name) -> !isWritten(name, environment));
			}
			if (written.size() > 1) {
				problems.add(StartupProblem.ofProperty(POOLS.toString(),
						"The pools '" + written.get(0) + "' and '" + written.get(1) + "' of " + POOLS
								+ " have the same name but for case, dashes and underscores, and environment variables"
								+ " cannot tell them apart. Rename one of them"));
			}
			names.add(written.isEmpty() ? same.iterator().next() : written.get(0));
		});
		return names;
	}

	static String uniform(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

	/** Other than by a variable of the environment. */
	private static boolean isWritten(String pool, Environment environment) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource named
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)
					&& named.stream()
						.anyMatch((name) -> POOLS.isAncestorOf(name)
								&& name.getElement(POOLS.getNumberOfElements(), Form.ORIGINAL).equals(pool))) {
				return true;
			}
		}
		return false;
	}

}
