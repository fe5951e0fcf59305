package io.aiopool.spring.test.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.aiopool.StartMode;
import io.aiopool.spring.test.AutoConfigureAiopool;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Puts what a test class says above all property sources, and the defaults of tests below
 * them. Part of the key of the context cache, so equal if it says the same.
 *
 * @param said properties by name
 */
record AiopoolContextCustomizer(Map<String, String> said) implements ContextCustomizer {

	/** An idle context costs nothing: many of them are kept, few are in use. */
	private static final Map<String, Object> DEFAULTS = Map.of("aiopool.start", StartMode.LAZY.name());

	static AiopoolContextCustomizer of(@Nullable AutoConfigureAiopool annotation) {
		Map<String, String> said = new LinkedHashMap<>();
		if (annotation != null) {
			put(said, "mode", annotation.mode());
			put(said, "start", annotation.start());
			if (annotation.processes() != 0) {
				said.put("aiopool.processes", Integer.toString(annotation.processes()));
			}
		}
		return new AiopoolContextCustomizer(Map.copyOf(said));
	}

	private static void put(Map<String, String> said, String attribute, Enum<?>[] values) {
		if (values.length > 1) {
			throw new IllegalArgumentException(
					"@AutoConfigureAiopool has " + values.length + " values of " + attribute + ": give one");
		}
		if (values.length == 1) {
			said.put("aiopool." + attribute, values[0].name());
		}
	}

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		MutablePropertySources sources = context.getEnvironment().getPropertySources();
		if (!this.said.isEmpty()) {
			sources.addFirst(new MapPropertySource("aiopoolTest", Map.copyOf(this.said)));
		}
		sources.addLast(new MapPropertySource("aiopoolTestDefaults", DEFAULTS));
	}

}
