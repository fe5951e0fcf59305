package io.aiopool.docs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.docs.Page.Block;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The YAML of all pages binds: its keys exist, and its values are of their types.
 */
class DocumentedSettingsTests {

	/** Classes of readers stand for any class. */
	private static final String EXAMPLES = "com.example.";

	@TestFactory
	List<DynamicTest> everyBlockBinds() {
		List<DynamicTest> tests = new ArrayList<>();
		for (Page page : Page.all()) {
			for (Block block : page.blocks("yaml")) {
				tests.add(DynamicTest.dynamicTest(page + ":" + block.line(), () -> bind(block.text())));
			}
		}
		assertThat(tests).hasSizeGreaterThan(5);
		return tests;
	}

	@Test
	void mistakesAreFound() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> bind("aiopool:\n  proceses: 2\n"));
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind("aiopool:\n  start: never\n"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> bind("aiopool:\n  pools:\n    other:\n      mode: inline\n"));
	}

	private static void bind(String yaml) throws ClassNotFoundException {
		YamlPropertiesFactoryBean reader = new YamlPropertiesFactoryBean();
		reader.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		Map<Object, Object> values = new LinkedHashMap<>();
		reader.getObject().forEach((key, value) -> {
			if (!String.valueOf(value).startsWith(EXAMPLES)) {
				values.put(key, value);
			}
		});
		assertThat(values.keySet()).filteredOn((key) -> String.valueOf(key).startsWith("aiopool."))
			.allSatisfy((key) -> assertThat(Metadata.knows(key.toString().replaceFirst("\\[\\d+]$", ""))).as("%s", key)
				.isTrue());
		Class<?> properties = Class.forName("io.aiopool.spring.autoconfigure.AiopoolProperties");
		new Binder(new MapConfigurationPropertySource(values)).bind("aiopool", Bindable.of(properties));
	}

}
