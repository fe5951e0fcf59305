package io.aiopool.spring.autoconfigure;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Selects application properties for workers by exact name or {@code prefix.*}. Names
 * that a pattern finds have their canonical form, whatever the source they come from.
 */
final class ExposedProperties {

	private static final Logger logger = System.getLogger(ExposedProperties.class.getName());

	private static final Bindable<Map<String, String>> TEXTS = Bindable.mapOf(String.class, String.class);

	private final Environment environment;

	ExposedProperties(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Selects properties.
	 * @param patterns names and patterns; {@code null} for none
	 * @return the properties that exist, placeholders resolved
	 * @throws IllegalArgumentException if something is neither name nor pattern
	 */
	Map<String, String> select(@Nullable List<String> patterns) {
		Map<String, String> selected = new TreeMap<>();
		for (String pattern : (patterns != null) ? patterns : List.<String>of()) {
			int before = selected.size();
			if (pattern.endsWith(".*")) {
				addAll(pattern, pattern.substring(0, pattern.length() - 2), selected);
			}
			else {
				add(pattern, selected);
			}
			if (selected.size() == before) {
				logger.log(Level.WARNING, "The property ''{0}'' of aiopool.expose-properties is not set anywhere, so"
						+ " workers do not see it", pattern);
			}
		}
		return selected;
	}

	private void addAll(String pattern, String prefix, Map<String, String> selected) {
		check(pattern, prefix);
		Binder.get(this.environment)
			.bind(prefix, TEXTS)
			.ifBound((found) -> found.forEach((name, value) -> selected.put(prefix + "." + name, value)));
	}

	private void add(String name, Map<String, String> selected) {
		check(name, name);
		String value = this.environment.getProperty(name);
		if (value != null) {
			selected.put(name, value);
		}
	}

	private static void check(String pattern, String name) {
		if (name.isEmpty() || name.contains("*") || !ConfigurationPropertyName.isValid(name)) {
			throw new IllegalArgumentException("expose-properties must hold property names in lower case such as"
					+ " crawler.user-agent, or patterns such as crawler.*, but was " + pattern);
		}
	}

}
