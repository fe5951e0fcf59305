package io.aiopool.spring.autoconfigure;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application may lack. With nothing of it at all run the applications of
 * {@code LaunchProcessTests}.
 */
class OptionalLibrariesTests {

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.actuate", "org.springframework.boot.health.contributor",
			"org.springframework.boot.micrometer", "io.micrometer.core", "io.micrometer.observation",
			"io.micrometer.tracing", "io.micrometer.context", "ch.qos.logback", "org.slf4j", "org.springframework.web",
			"org.springframework.boot.devtools", "org.springframework.transaction", "org.aspectj", "jakarta.validation",
			"io.github.resilience4j" })
	void methodsAreAdvisedWithout(String library) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class,
					AiopoolEndpointAutoConfiguration.class, AiopoolHealthContributorAutoConfiguration.class,
					AiopoolMetricsAutoConfiguration.class, AiopoolObservationAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(library))
			.withPropertyValues("aiopool.start=lazy")
			.withBean(Service.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(ProcessPool.class);
				assertThat(AopUtils.isAopProxy(context.getBean(Service.class))).isTrue();
			});
	}

	/** Public, as its proxy has another class loader. */
	public static class Service {

		@OffProcess
		public void run() {
		}

	}

}
