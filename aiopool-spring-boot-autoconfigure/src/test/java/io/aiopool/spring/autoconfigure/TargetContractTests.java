package io.aiopool.spring.autoconfigure;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.Logged;
import io.aiopool.spring.lifecycle.TargetContract;
import io.aiopool.spring.startup.StartupProblemsException;
import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real workers are asked at start-up what they can build.
 */
@Timeout(60)
class TargetContractTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class))
		.withPropertyValues(ChildProcesses.small())
		.withPropertyValues("aiopool.initializer=" + Nothing.class.getName());

	@Test
	void eagerApplicationDoesNotStartWithWhatItsWorkerCannotBuild() {
		this.runner.withBean(Demanding.class, () -> new Demanding(new Client()))
			.withBean(HereOnly.class, HereOnly::new)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(StartupProblemsException.class);
				assertThat(context.getStartupFailure()).rootCause()
					.isInstanceOfSatisfying(StartupProblemsException.class,
							(failure) -> assertThat(failure.problems()).hasSize(2)
								.anySatisfy((problem) -> assertThat(problem.description()).contains("Pool 'default'",
										"Demanding", "Client", "aiopool.initializer"))
								.anySatisfy((problem) -> assertThat(problem.description()).contains("HereOnly",
										"only in the application")));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "background", "lazy" })
	void otherApplicationsLogIt(String start) {
		try (Logged logged = new Logged(TargetContract.class)) {
			this.runner.withPropertyValues("aiopool.start=" + start)
				.withBean(Demanding.class, () -> new Demanding(new Client()))
				.run((context) -> {
					assertThat(context).hasNotFailed();
					if (start.equals("lazy")) {
						assertThat(logged.lines()).isEmpty();
						context.getBean(ProcessPool.class).apply(() -> 1).join();
					}
					await().untilAsserted(() -> assertThat(logged.lines()).singleElement()
						.asString()
						.startsWith("SEVERE: Pool 'default'")
						.contains("needs a " + Client.class.getName())
						.contains("Calls of its @OffProcess methods will fail"));
				});
		}
	}

	@Test
	void whatCanBeBuiltIsFine() {
		this.runner.withPropertyValues("aiopool.initializer=" + Registering.class.getName())
			.withBean(Demanding.class, () -> new Demanding(new Client()))
			.run((context) -> assertThat(context.getBean(Demanding.class).run()).isEqualTo("client"));
	}

	@Test
	@Tag("F94")
	void allThatAConstructorLacksIsNamedAtOnce() {
		this.runner.withBean(Chosen.class, () -> new Chosen(new Client(), new StringBuilder()))
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.isInstanceOfSatisfying(StartupProblemsException.class, (failure) -> assertThat(failure.problems())
					.singleElement()
					.satisfies((problem) -> assertThat(problem.description()).contains(
							"needs a " + Client.class.getName() + ", a java.lang.StringBuilder, which are not",
							"context.register(Client.class, ...), context.register(StringBuilder.class, ...)"))));
	}

	@Test
	@Tag("F94")
	void theConstructorIsTheOneThatSpringTakes() {
		this.runner.withPropertyValues("aiopool.initializer=" + RegisteringBoth.class.getName())
			.withBean(Chosen.class)
			.withBean(Client.class, Client::new)
			.withBean(StringBuilder.class, () -> new StringBuilder("here"))
			.run((context) -> assertThat(context.getBean(Chosen.class).run()).isEqualTo("client there"));
	}

	@Test
	@Tag("F94")
	void whatOnlyTheContextGivesIsSaid() {
		try (Logged logged = new Logged(TargetContract.class)) {
			this.runner.withBean(Injected.class).withBean(Client.class, Client::new).run((context) -> {
				assertThat(context.getBean(Injected.class).run()).isEqualTo("null");
				assertThat(logged.lines()).singleElement()
					.asString()
					.contains("Pool 'default': workers build " + Injected.class.getName())
					.contains("client (@Autowired)", "prepare() (@PostConstruct)", "afterPropertiesSet()",
							"context.register(Injected.class, ...)")
					.doesNotContain("plain");
			});
		}
	}

	static class RegisteringBoth implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(Client.class, new Client());
			context.register(StringBuilder.class, new StringBuilder("there"));
		}

	}

	static class Chosen {

		private final String text;

		Chosen() {
			this.text = "built without arguments";
		}

		@Autowired
		Chosen(Client client, StringBuilder builder) {
			this.text = client + " " + builder;
		}

		@OffProcess
		public String run() {
			return this.text;
		}

	}

	static class Injected implements InitializingBean {

		@Autowired
		private Client client;

		private String plain;

		@PostConstruct
		void prepare() {
			this.plain = "prepared";
		}

		@Override
		public void afterPropertiesSet() {
			this.plain += "!";
		}

		@OffProcess
		public String run() {
			return String.valueOf((this.client != null) ? this.client : this.plain);
		}

	}

	static class Nothing implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
		}

	}

	static class Registering implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(Client.class, new Client());
		}

	}

	static class Client {

		@Override
		public String toString() {
			return "client";
		}

	}

	static class Demanding {

		private final Client client;

		Demanding(Client client) {
			this.client = client;
		}

		@OffProcess
		public String run() {
			return this.client.toString();
		}

	}

	static class HereOnly {

		HereOnly() {
			if (Boolean.getBoolean("aiopool.child")) {
				throw new IllegalStateException("only in the application");
			}
		}

		@OffProcess
		public String run() {
			return "";
		}

	}

}
