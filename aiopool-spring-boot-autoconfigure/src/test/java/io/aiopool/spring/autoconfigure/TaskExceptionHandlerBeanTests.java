package io.aiopool.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aiopool.OffProcess;
import io.aiopool.TaskExceptionHandler;
import io.aiopool.TaskFailure;
import io.aiopool.WorkerLostException;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.PoolRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Beans that are told of failed tasks of all pools, with real child JVMs.
 */
@Timeout(60)
class TaskExceptionHandlerBeanTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withPropertyValues("aiopool.processes=1", "aiopool.start=lazy", "aiopool.jvm.max-heap=64MB",
				"aiopool.pools.other.child-concurrency=2");

	@Test
	void everyBeanIsToldOfTheFailuresOfEveryPool() {
		this.runner.withBean(Service.class).run((context) -> {
			Service service = context.getBean(Service.class);
			List<String> told = context.getBean(Application.class).told;
			assertThatIllegalStateException().isThrownBy(() -> service.failing("why")).withMessage("why");
			await().atMost(Duration.ofSeconds(10)).until(() -> told.size() == 2);
			assertThat(told).containsExactly("first default Service.failing why", "second default Service.failing why");
			assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> service.exits(5));
			await().atMost(Duration.ofSeconds(10)).until(() -> told.size() == 4);
			assertThat(told.subList(2, 4)).containsExactly("first other Service.exits 5",
					"second other Service.exits 5");
		});
	}

	@Test
	void withoutBeansThereIsNoHandler() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class))
			.withPropertyValues("aiopool.start=lazy")
			.run((context) -> assertThat(
					context.getBean(PoolRegistry.class).get("").settings().forwarding().exceptionHandler())
				.isNull());
	}

	@AutoConfigurationPackage
	@Configuration(proxyBeanMethods = false)
	static class Application {

		private final List<String> told = new CopyOnWriteArrayList<>();

		@Bean
		@Order(2)
		TaskExceptionHandler second() {
			return (failure) -> this.told.add("second " + describe(failure));
		}

		@Bean
		@Order(1)
		TaskExceptionHandler first() {
			return (failure) -> {
				this.told.add("first " + describe(failure));
				throw new IllegalStateException("keeps nobody from hearing");
			};
		}

		private static String describe(TaskFailure failure) {
			return failure.pool() + " " + failure.name() + " "
					+ ((failure.exit() != null) ? failure.exit().status() : failure.failure().getMessage());
		}

	}

	static class Service {

		@OffProcess
		String failing(String message) {
			throw new IllegalStateException(message);
		}

		@OffProcess(pool = "other")
		String exits(int status) {
			System.exit(status);
			return "never";
		}

	}

}
