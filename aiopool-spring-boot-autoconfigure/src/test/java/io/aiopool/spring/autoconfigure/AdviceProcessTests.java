package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.spring.ChildProcesses;
import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;
import io.micrometer.observation.annotation.Observed;
import io.micrometer.observation.tck.TestObservationRegistry;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.validation.annotation.Validated;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * What stands beside the annotation works in the caller's process, around methods that
 * run in real child JVMs, whichever way beans are proxied.
 */
@Timeout(60)
@ParameterizedClass(name = "spring.aop.proxy-target-class={0}")
@ValueSource(booleans = { true, false })
class AdviceProcessTests {

	private static final long HERE = ProcessHandle.current().pid();

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext context;

	@Parameter
	private boolean subclassed;

	private final Work work = context.getBean(Work.class);

	@BeforeParameterizedClassInvocation
	static void start(boolean subclassed) {
		context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(ChildProcesses.small())
			.properties("spring.aop.proxy-target-class=" + subclassed, "aiopool.processes=2",
					"management.observations.annotations.enabled=true",
					"resilience4j.circuitbreaker.instances.work.sliding-window-size=2",
					"resilience4j.circuitbreaker.instances.work.minimum-number-of-calls=2")
			.run();
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		context.close();
		ChildProcesses.awaitNone();
	}

	private static long submitted() {
		return context.getBean(ProcessPool.class).statistics().submitted();
	}

	@Test
	void beanIsProxiedAsTheApplicationSays() {
		assertThat(AopUtils.isCglibProxy(this.work)).isEqualTo(this.subclassed);
	}

	@Test
	void everyRetryIsATask() throws Exception {
		Path attempts = directory.resolve("attempts-" + this.subclassed);
		long before = submitted();
		assertThat(this.work.succeedingAtTheThirdAttempt(attempts.toString())).isEqualTo(3);
		assertThat(submitted() - before).isEqualTo(3);
		assertThat(Files.readAllLines(attempts)).hasSize(3).doesNotContain(Long.toString(HERE));
	}

	@Test
	void limitHoldsThoughMoreWorkersAreFree() throws Exception {
		Path events = directory.resolve("events-" + this.subclassed);
		List<CompletableFuture<Void>> calls = List.of(start(events), start(events), start(events));
		calls.forEach(CompletableFuture::join);
		assertThat(Files.readAllLines(events)).containsExactly("begin", "end", "begin", "end", "begin", "end");
	}

	private CompletableFuture<Void> start(Path events) {
		return CompletableFuture.runAsync(() -> this.work.alone(events.toString()),
				(task) -> new Thread(task, "caller").start());
	}

	@Test
	void invalidArgumentsAreNotSent() {
		long before = submitted();
		assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> this.work.validated(" "));
		assertThat(submitted()).isEqualTo(before);
		assertThat(this.work.validated("a")).isNotEqualTo(HERE);
	}

	@Test
	void transactionBeginsAndEndsHereAndDoesNotReachTheWorker() {
		Transactions transactions = context.getBean(Transactions.class);
		transactions.events.clear();
		assertThat(this.work.transactionIsActive(false)).isFalse();
		assertThat(transactions.events).containsExactly("begin", "commit");
		transactions.events.clear();
		assertThatIllegalStateException().isThrownBy(() -> this.work.transactionIsActive(true));
		assertThat(transactions.events).containsExactly("begin", "rollback");
	}

	@Test
	void observationOfTheApplicationIsTheParentOfThatOfTheTask() {
		TestObservationRegistry observations = context.getBean(TestObservationRegistry.class);
		observations.clear();
		assertThat(this.work.observed()).isNotEqualTo(HERE);
		assertThat(observations).hasObservationWithNameEqualTo("my.work").that().hasBeenStopped();
		assertThat(observations).hasObservationWithNameEqualTo("aiopool.task")
			.that()
			.hasBeenStopped()
			.hasParentObservationContextMatching((parent) -> "my.work".equals(parent.getName()));
	}

	@Test
	void openCircuitSendsNothing() {
		long before = submitted();
		assertThat(this.work.breaking()).isEqualTo("fallback in " + HERE + " after work in the worker failed");
		assertThat(this.work.breaking()).isEqualTo("fallback in " + HERE + " after work in the worker failed");
		assertThat(submitted() - before).isEqualTo(2);
		assertThat(this.work.breaking()).startsWith("fallback in " + HERE).contains("CircuitBreaker 'work' is OPEN");
		assertThat(submitted() - before).isEqualTo(2);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableResilientMethods
	@EnableTransactionManagement
	static class Application {

		@Bean
		Work work() {
			return new WorkInWorker();
		}

		@Bean
		Transactions transactions() {
			return new Transactions();
		}

		@Bean
		TestObservationRegistry observations() {
			return TestObservationRegistry.create();
		}

	}

	/** Behind a proxy of the interface, Spring looks for these two nowhere else. */
	interface Work {

		@Retryable(maxRetries = 2, delay = 1)
		int succeedingAtTheThirdAttempt(String file) throws IOException;

		@ConcurrencyLimit(1)
		void alone(String file);

		long validated(@NotBlank String text);

		boolean transactionIsActive(boolean fail);

		long observed();

		String breaking();

	}

	@Validated
	static class WorkInWorker implements Work {

		@Override
		@OffProcess
		@Retryable(maxRetries = 2, delay = 1)
		public int succeedingAtTheThirdAttempt(String file) throws IOException {
			append(file, Long.toString(ProcessHandle.current().pid()));
			int attempts = Files.readAllLines(Path.of(file)).size();
			if (attempts < 3) {
				throw new IllegalStateException("attempt " + attempts);
			}
			return attempts;
		}

		@Override
		@OffProcess
		@ConcurrencyLimit(1)
		public void alone(String file) {
			append(file, "begin");
			// Long enough for another one to begin, if it could
			await().pollDelay(Duration.ofMillis(100)).until(() -> true);
			append(file, "end");
		}

		private static void append(String file, String line) {
			try {
				Files.write(Path.of(file), List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		@OffProcess
		public long validated(String text) {
			return ProcessHandle.current().pid();
		}

		@Override
		@OffProcess
		@Transactional
		public boolean transactionIsActive(boolean fail) {
			if (fail) {
				throw new IllegalStateException("roll back");
			}
			return TransactionSynchronizationManager.isActualTransactionActive();
		}

		@Override
		@OffProcess
		@Observed(name = "my.work")
		public long observed() {
			return ProcessHandle.current().pid();
		}

		@Override
		@OffProcess
		@CircuitBreaker(name = "work", fallbackMethod = "instead")
		public String breaking() {
			throw new IllegalStateException("work in the worker failed");
		}

		@SuppressWarnings("unused")
		public String instead(Exception failure) {
			return "fallback in " + ProcessHandle.current().pid() + " after " + failure.getMessage();
		}

	}

	/** Notes what is asked of it. */
	static class Transactions implements PlatformTransactionManager {

		final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public TransactionStatus getTransaction(TransactionDefinition definition) {
			this.events.add("begin");
			return new SimpleTransactionStatus();
		}

		@Override
		public void commit(TransactionStatus status) {
			this.events.add("commit");
		}

		@Override
		public void rollback(TransactionStatus status) {
			this.events.add("rollback");
		}

	}

}
