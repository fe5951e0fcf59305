package io.aiopool.spring.autoconfigure;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.aiopool.spring.startup.StartupProblem;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Looks for properties below {@code aiopool} that nothing reads, and for durations whose
 * unit was forgotten. Not thread-safe: one for each look.
 * <p>
 * A key that is within two letters of a known one is a mistake, and refused. Another
 * unknown key may belong to a module that is absent, or to a version that was rolled
 * back, so it is only warned of. Environment variables are not looked at: a container
 * platform makes some by the name of a service.
 */
final class MistypedProperties {

	private static final Logger logger = System.getLogger(MistypedProperties.class.getName());

	private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("aiopool");

	private static final String POOLS = "pools";

	/** Said by system properties to a JVM and not to an application. */
	private static final Set<String> OF_THE_JVM = Set.of("directory", "child", "input", "worker");

	private static final int MOST_TYPOS = 2;

	/** A bare number is a number of milliseconds; nobody means so few. */
	private static final int FEWEST_MILLIS = 100;

	private final Environment environment;

	/** The type of the value by the key, as it is written below a pool. */
	private final Map<String, Class<?>> ofPools = new TreeMap<>();

	private final Map<String, Class<?>> ofAll = new TreeMap<>();

	private final List<StartupProblem> problems = new ArrayList<>();

	private final Set<String> unknown = new LinkedHashSet<>();

	private MistypedProperties(Environment environment) {
		this.environment = environment;
		collect("", PoolProperties.class, this.ofPools);
		collect("", AiopoolProperties.class, this.ofAll);
	}

	/**
	 * Looks at all properties below {@code aiopool}, and logs those that have no effect.
	 * @param environment where they are
	 * @return what was mistyped
	 */
	static List<StartupProblem> of(Environment environment) {
		MistypedProperties look = new MistypedProperties(environment);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource named
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				named.stream().filter(PREFIX::isAncestorOf).forEach(look::visit);
			}
		}
		if (!look.unknown.isEmpty()) {
			logger.log(Level.WARNING,
					"Nothing reads these properties, so they have no effect: " + String.join(", ", look.unknown));
		}
		return look.problems;
	}

	private static void collect(String prefix, Class<?> record, Map<String, Class<?>> keys) {
		for (RecordComponent component : record.getRecordComponents()) {
			String key = prefix + DataObjectPropertyName.toDashedForm(component.getName());
			if (component.getType().isRecord()) {
				collect(key + ".", component.getType(), keys);
			}
			else {
				keys.put(key, component.getType());
			}
		}
	}

	private void visit(ConfigurationPropertyName name) {
		ConfigurationPropertyName key = name.subName(PREFIX.getNumberOfElements());
		if (OF_THE_JVM.contains(key.toString())) {
			return;
		}
		boolean ofPool = key.getElement(0, ConfigurationPropertyName.Form.UNIFORM).equals(POOLS)
				&& key.getNumberOfElements() > 2;
		visit(name, ofPool ? key.subName(2) : key, ofPool ? this.ofPools : this.ofAll);
	}

	private void visit(ConfigurationPropertyName name, ConfigurationPropertyName key, Map<String, Class<?>> known) {
		Class<?> type = typeOf(key, known);
		if (type == null) {
			visitUnknown(name, key, known);
		}
		else if (type == Duration.class) {
			visitDuration(name);
		}
	}

	/** Below a map or a list there is anything. */
	private static @Nullable Class<?> typeOf(ConfigurationPropertyName key, Map<String, Class<?>> known) {
		for (int length = key.getNumberOfElements(); length > 0; length--) {
			String uniform = uniform(key.chop(length));
			for (Map.Entry<String, Class<?>> entry : known.entrySet()) {
				boolean holds = Map.class.isAssignableFrom(entry.getValue())
						|| Iterable.class.isAssignableFrom(entry.getValue());
				if (uniform.equals(uniform(entry.getKey())) && (holds || length == key.getNumberOfElements())) {
					return entry.getValue();
				}
			}
		}
		return null;
	}

	private void visitUnknown(ConfigurationPropertyName name, ConfigurationPropertyName key,
			Map<String, Class<?>> known) {
		String nearest = null;
		int typos = MOST_TYPOS + 1;
		for (String candidate : known.keySet()) {
			int distance = distance(uniform(key), uniform(candidate));
			if (distance < typos) {
				typos = distance;
				nearest = candidate;
			}
		}
		if (nearest == null) {
			this.unknown.add(name.toString());
			return;
		}
		String parent = name.chop(name.getNumberOfElements() - key.getNumberOfElements()).toString();
		this.problems.add(StartupProblem.ofProperty(name.toString(),
				name + " is no property of aiopool. The nearest one is " + parent + "." + nearest));
	}

	private void visitDuration(ConfigurationPropertyName name) {
		String value = this.environment.getProperty(name.toString());
		if (value != null && value.strip().matches("[1-9]\\d?") && Integer.parseInt(value.strip()) < FEWEST_MILLIS) {
			this.problems.add(StartupProblem.ofProperty(name.toString(),
					name + " is " + value.strip() + " without a unit, which would be milliseconds: write "
							+ value.strip() + "s or " + value.strip() + "ms"));
		}
	}

	private static String uniform(ConfigurationPropertyName key) {
		return uniform(key.toString());
	}

	private static String uniform(String key) {
		return key.replace("-", "");
	}

	/** How many letters must be added, removed or exchanged (Levenshtein 1965). */
	private static int distance(String from, String to) {
		int[] costs = new int[to.length() + 1];
		for (int j = 0; j < costs.length; j++) {
			costs[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = costs[0];
			costs[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int same = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = costs[j];
				costs[j] = Math.min(same, 1 + Math.min(costs[j], costs[j - 1]));
			}
		}
		return costs[to.length()];
	}

}
