package io.aiopool.spring.autoconfigure;

import java.util.Map;

import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.PoolRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What variables of the environment say, whose names know neither case nor dashes.
 */
@Timeout(60)
class VariableNamesTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class))
		.withPropertyValues("aiopool.start=lazy");

	private ApplicationContextRunner with(Map<String, Object> variables) {
		return this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)));
	}

	@Test
	void variableOfAPoolWithADashMakesNoSecondPool() {
		with(Map.of("AIOPOOL_POOLS_BIGJOBS_PROCESSES", "3")).withPropertyValues("aiopool.pools.big-jobs.spares=1")
			.run((context) -> {
				Map<String, ProcessPool> pools = context.getBean(PoolRegistry.class).pools();
				assertThat(pools).containsOnlyKeys("default", "big-jobs");
				PoolSettings settings = pools.get("big-jobs").settings();
				assertThat(settings.processes()).isEqualTo(3);
				assertThat(settings.lifecycle().elastic().spares()).isEqualTo(1);
			});
	}

	@Test
	void variableAloneMakesAPool() {
		with(Map.of("AIOPOOL_POOLS_BIGJOBS_PROCESSES", "3"))
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).pools()).containsOnlyKeys("default",
					"bigjobs"));
	}

	@Test
	void poolsThatVariablesCannotTellApartAreRefused() {
		this.runner.withPropertyValues("aiopool.pools.big-jobs.processes=1", "aiopool.pools.bigJobs.processes=2")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContainingAll("'big-jobs'", "'bigJobs'", "Rename one of them"));
	}

	@Test
	void variablesOfChildrenKeepTheirCase() {
		with(Map.of("AIOPOOL_JVM_ENVIRONMENT_MY_VAR", "one", "AIOPOOL_JVM_ENVIRONMENT_Mixed", "two"))
			.withPropertyValues(ChildProcesses.small())
			.run((context) -> {
				ProcessPool pool = context.getBean(ProcessPool.class);
				assertThat(pool.settings().jvm().environment()).containsOnlyKeys("MY_VAR", "Mixed");
				assertThat(pool.apply(System::getenv, "MY_VAR").join()).isEqualTo("one");
			});
	}

}
