package io.aiopool.spring.test.autoconfigure;

import java.util.List;

import io.aiopool.spring.test.AutoConfigureAiopool;

import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Gives every test context what its test class says, or the defaults of tests.
 */
final class AiopoolContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return AiopoolContextCustomizer
			.of(TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureAiopool.class));
	}

}
