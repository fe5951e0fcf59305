package io.aiopool.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Names of the variables that workers are given, as they were meant: what
 * {@code AIOPOOL_JVM_ENVIRONMENT_MY_VAR} sets is bound as {@code my.var}, and is
 * {@code MY_VAR} in a worker. Immutable.
 */
final class ChildVariables {

	private static final String KEY = "_JVM_ENVIRONMENT_";

	/** What was bound by how it is written in the variable. */
	private final Map<String, String> names = new LinkedHashMap<>();

	ChildVariables(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (source instanceof SystemEnvironmentPropertySource variables) {
					for (String variable : variables.getPropertyNames()) {
						add(variable);
					}
				}
			}
		}
	}

	private void add(String variable) {
		String upper = variable.toUpperCase(Locale.ROOT);
		int key = upper.indexOf(KEY);
		boolean ofDefaults = key == "AIOPOOL".length();
		if (upper.startsWith("AIOPOOL_") && key >= 0 && (ofDefaults || upper.startsWith("AIOPOOL_POOLS_"))) {
			String name = variable.substring(key + KEY.length());
			this.names.putIfAbsent(name.toLowerCase(Locale.ROOT).replace('_', '.'), name);
		}
	}

	/**
	 * Gives variables the names that they are to have.
	 * @param bound the variables as they were bound
	 * @return the variables, {@code null} if there are none
	 */
	@Nullable Map<String, String> restore(@Nullable Map<String, String> bound) {
		if (bound == null || this.names.isEmpty()) {
			return bound;
		}
		Map<String, String> restored = new LinkedHashMap<>();
		bound.forEach((name, value) -> restored.put(this.names.getOrDefault(name, name), value));
		return restored;
	}

}
