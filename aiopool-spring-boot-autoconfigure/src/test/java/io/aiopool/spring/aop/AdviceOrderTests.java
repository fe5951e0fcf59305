package io.aiopool.spring.aop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.spring.FakePool;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The advice has to be the innermost one; see docs/decisions/0003-innermost-advice.md.
 */
class AdviceOrderTests {

	private final FakePool pool = new FakePool("default");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, ValidationAutoConfiguration.class,
				AiopoolAutoConfiguration.class))
		.withUserConfiguration(Resilience.class)
		.withBean(ProcessPool.class, () -> this.pool)
		.withBean(Watching.class, () -> new Watching())
		.withBean(Service.class);

	@Test
	void adviceIsTheLastOfAll() {
		this.runner.run((context) -> {
			Advisor[] advisors = ((Advised) context.getBean(Service.class)).getAdvisors();
			assertThat(advisors.length).isGreaterThanOrEqualTo(5);
			assertThat(advisors[advisors.length - 1]).isInstanceOf(OffProcessAdvisor.class);
		});
	}

	@Test
	void argumentsAreValidatedBeforeTheyAreSent() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> service.plain(" "));
			assertThat(this.pool.calls()).isEmpty();
			assertThat(service.plain("a")).isEqualTo("a");
		});
	}

	@Test
	void plainCallIsRetriedAsNewTask() {
		this.pool.answer(CompletableFuture.failedFuture(new IllegalStateException("once more")));
		this.runner.run((context) -> {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> context.getBean(Service.class).plain("a"));
			assertThat(this.pool.calls()).hasSize(3);
		});
	}

	@Test
	void monoIsRetriedAsNewTask() {
		this.pool.answer(CompletableFuture.failedFuture(new IllegalStateException("once more")));
		this.runner.run((context) -> {
			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> context.getBean(Service.class).mono("a").block());
			assertThat(this.pool.calls()).hasSize(3);
		});
	}

	@Test
	void concurrencyLimitHoldsBackTheTask() {
		CompletableFuture<Object> first = new CompletableFuture<>();
		this.pool.answer(first);
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			List<Thread> callers = List.of(new Thread(service::limited), new Thread(service::limited));
			callers.forEach(Thread::start);
			await().until(() -> callers.stream().allMatch((caller) -> caller.getState() == Thread.State.WAITING));
			assertThat(this.pool.calls()).hasSize(1);
			first.complete("done");
			await().until(() -> callers.stream().noneMatch(Thread::isAlive));
			assertThat(this.pool.calls()).hasSize(2);
		});
	}

	@Test
	void aspectRunsInTheCallersProcessAroundTheTask() {
		this.runner.run((context) -> {
			context.getBean(Service.class).plain("a");
			assertThat(context.getBean(Watching.class).seen).containsExactly("plain:0>1");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class Resilience {

	}

	@Validated
	static class Service {

		@OffProcess
		@Retryable(maxRetries = 2, delay = 1)
		public String plain(@NotBlank String text) {
			return text;
		}

		@OffProcess
		@Retryable(maxRetries = 2, delay = 1)
		public Mono<String> mono(String text) {
			return Mono.just(text);
		}

		@OffProcess
		@ConcurrencyLimit(1)
		public String limited() {
			return "";
		}

	}

	@Aspect
	class Watching {

		final List<String> seen = new CopyOnWriteArrayList<>();

		@Around("within(io.aiopool.spring.aop.AdviceOrderTests.Service)")
		Object watch(ProceedingJoinPoint call) throws Throwable {
			int before = AdviceOrderTests.this.pool.calls().size();
			try {
				return call.proceed();
			}
			finally {
				this.seen.add(
						call.getSignature().getName() + ":" + before + ">" + AdviceOrderTests.this.pool.calls().size());
			}
		}

	}

}
