package io.aiopool.spring.aop;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.Retry;
import io.aiopool.TaskOptions;
import io.aiopool.spring.FakePool;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import io.aiopool.spring.startup.StartupProblemsException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OffProcessAdviceTests {

	private final FakePool pool = new FakePool("mine");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withBean(ProcessPool.class, () -> this.pool);

	@Test
	void plainMethodReturnsWhatTheWorkerReturned() {
		with(Service.class, (service) -> {
			assertThat(service.plain("a")).isEqualTo("plain a");
			service.nothing();
			assertThat(this.pool.calls()).hasSize(2);
			assertThat(this.pool.calls().get(0).invocation().targetType()).isEqualTo(Service.class);
			assertThat(service.callsHere).isZero();
		});
	}

	@Test
	void plainMethodThrowsTheExceptionOfTheTaskUnwrapped() {
		with(Service.class, (service) -> {
			assertThatExceptionOfType(IOException.class).isThrownBy(service::failing).withMessage("gone").withNoCause();
			assertThat(service.failingFuture()).failsWithin(Duration.ofSeconds(1))
				.withThrowableOfType(ExecutionException.class)
				.withCauseExactlyInstanceOf(IOException.class);
			StepVerifier.create(service.failingMono()).verifyError(IOException.class);
		});
	}

	@Test
	void plainMethodIsRefusedOnNonBlockingThread() {
		with(Service.class, (service) -> {
			Mono<String> onParallel = Mono.fromCallable(() -> service.plain("a")).subscribeOn(Schedulers.parallel());
			StepVerifier.create(onParallel)
				.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IllegalStateException.class)
					.hasMessageContaining("Service.plain")
					.hasMessageContaining("parallel-"));
			assertThat(this.pool.calls()).isEmpty();
		});
	}

	@Test
	void futureOfThePoolIsHandedOutItself() {
		CompletableFuture<Object> running = new CompletableFuture<>();
		this.pool.answer(running);
		with(Service.class, (service) -> {
			assertThat(service.future("a")).isSameAs(running);
			service.plainFuture().cancel(true);
			assertThat(running).isCancelled();
		});
	}

	@Test
	void refusalOfThePoolIsReportedByTheFuture() {
		this.runner.withBean(Keyed.class).run((context) -> {
			CompletableFuture<String> future = context.getBean(Keyed.class).brokenKey("text");
			assertThat(future).isCompletedExceptionally();
		});
	}

	@Test
	void monoIsColdAndNewWithEachSubscription() {
		with(Service.class, (service) -> {
			Mono<String> mono = service.mono("a");
			assertThat(this.pool.calls()).isEmpty();
			assertThat(mono.block()).isEqualTo("mono a");
			assertThat(mono.block()).isEqualTo("mono a");
			assertThat(this.pool.calls()).hasSize(2);
			StepVerifier.create(service.emptyMono()).verifyComplete();
		});
	}

	@Test
	void cancelledMonoCancelsTheTask() {
		CompletableFuture<Object> running = new CompletableFuture<>();
		this.pool.answer(running);
		with(Service.class, (service) -> {
			StepVerifier.create(service.mono("a")).thenCancel().verify(Duration.ofSeconds(1));
			assertThat(running).isCancelled();
		});
	}

	@Test
	void fluxIsStreamedAndColdToo() {
		with(Service.class, (service) -> {
			Flux<Integer> flux = service.flux(3);
			assertThat(this.pool.calls()).isEmpty();
			StepVerifier.create(flux).expectNext(0, 1, 2).verifyComplete();
			StepVerifier.create(flux, 1).expectNext(0).thenCancel().verify(Duration.ofSeconds(1));
			assertThat(this.pool.calls()).hasSize(2);
		});
	}

	@Test
	void attributesBecomeOptions() {
		this.runner.withBean(Options.class).withPropertyValues("my.timeout=250ms", "my.name=renamed").run((context) -> {
			context.getBean(Options.class).all("x");
			TaskOptions options = this.pool.calls().get(0).options();
			assertThat(options.timeout()).isEqualTo(Duration.ofMillis(250));
			assertThat(options.name()).isEqualTo("renamed");
			assertThat(options.idempotent()).isTrue();
			assertThat(options.priority()).isEqualTo(3);
			assertThat(options.exclusive()).isFalse();
			assertThat(options.affinityKey()).isEqualTo("x!");
			assertThat(options.retry().attempts()).isEqualTo(4);
			assertThat(options.retry().backoff()).isEqualTo(Duration.ofMillis(7));
			assertThat(options.retry().exclude()).isEqualTo(List.of(IOException.class));
		});
	}

	@Test
	void placeholdersAreResolvedInEveryTextAttribute() {
		Stream<Method> attributes = Stream.of(OffProcess.class, Retry.class)
			.flatMap((type) -> Arrays.stream(type.getDeclaredMethods()));
		assertThat(attributes.filter((attribute) -> attribute.getReturnType() == String.class))
			.extracting(Method::getName)
			.as("what has to be below")
			.containsExactlyInAnyOrder("value", "pool", "timeout", "affinityKey", "name", "backoff", "maxBackoff");
		this.runner.withBean(Placeholders.class)
			.withPropertyValues("my.pool=default", "my.timeout=250ms", "my.name=renamed", "my.key='constant'",
					"my.backoff=7ms", "my.max-backoff=9ms")
			.run((context) -> {
				context.getBean(Placeholders.class).all();
				TaskOptions options = this.pool.calls().get(0).options();
				assertThat(options.timeout()).isEqualTo(Duration.ofMillis(250));
				assertThat(options.name()).isEqualTo("renamed");
				assertThat(options.affinityKey()).isEqualTo("constant");
				assertThat(options.retry().backoff()).isEqualTo(Duration.ofMillis(7));
				assertThat(options.retry().maxBackoff()).isEqualTo(Duration.ofMillis(9));
			});
	}

	@Test
	void exclusiveIsLeftToTheEngineIfItIsLeftOut() {
		with(Service.class, (service) -> {
			service.plain("a");
			assertThat(this.pool.calls().get(0).options()).isEqualTo(TaskOptions.DEFAULTS);
		});
	}

	@Test
	void affinityKeySeesArgumentsByNameAndByPosition() {
		this.runner.withBean(Keyed.class).run((context) -> {
			Keyed keyed = context.getBean(Keyed.class);
			keyed.byName("one");
			keyed.byPosition("two");
			assertThat(this.pool.calls()).extracting((call) -> call.options().affinityKey()).containsExactly("ONE", 3);
		});
	}

	@Test
	void annotationIsFoundThroughOtherAnnotations() {
		this.runner.withBean(Composed.class).run((context) -> {
			context.getBean(Composed.class).quick();
			assertThat(this.pool.calls().get(0).options().timeout()).isEqualTo(Duration.ofSeconds(9));
			assertThat(this.pool.calls().get(0).options().idempotent()).isTrue();
		});
	}

	@Test
	void annotationOnTypeHoldsForItsPublicMethods() {
		this.runner.withBean(Whole.class).run((context) -> {
			Whole whole = context.getBean(Whole.class);
			whole.one();
			whole.two();
			whole.hidden();
			assertThat(whole.toString()).isNotNull();
			assertThat(this.pool.calls()).extracting((call) -> call.invocation().method().getName())
				.containsExactly("one", "two");
			assertThat(this.pool.calls().get(1).options().priority()).isEqualTo(2);
		});
	}

	@Test
	void interfaceProxyIsAdvised() {
		this.runner.withBean("greeter", Greeter.class, GreeterImpl::new)
			.withPropertyValues("spring.aop.proxy-target-class=false")
			.run((context) -> {
				Greeter greeter = context.getBean(Greeter.class);
				assertThat(AopUtils.isJdkDynamicProxy(greeter)).isTrue();
				assertThat(greeter.greet("you")).isEqualTo("hello you");
				assertThat(greeter.local()).isEqualTo("here");
				assertThat(this.pool.calls()).singleElement()
					.satisfies((call) -> assertThat(call.invocation().targetType()).isEqualTo(GreeterImpl.class));
			});
	}

	@Test
	void beanWithInterfacesIsSubclassedByDefault() {
		this.runner.withBean(GreeterImpl.class).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean(GreeterImpl.class))).isTrue();
			context.getBean(GreeterImpl.class).greet("you");
			assertThat(this.pool.calls()).hasSize(1);
		});
	}

	@Test
	void nothingIsAdvisedInWorker() {
		this.runner.withBean(Service.class).withSystemProperties("aiopool.child=true").run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(AopUtils.isAopProxy(service)).isFalse();
			assertThat(service.plain("a")).isEqualTo("plain a");
			assertThat(this.pool.calls()).isEmpty();
		});
	}

	@Test
	void otherBeansAreLeftAlone() {
		this.runner.withBean("text", String.class, () -> "text")
			.withBean(Unrelated.class)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(Unrelated.class))).isFalse());
	}

	@Test
	void interruptedPlainCallerGetsACancellationAndKeepsItsFlag() {
		this.pool.answer(new CompletableFuture<>());
		with(Service.class, (service) -> {
			Thread.currentThread().interrupt();
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> service.plain("a"))
				.withMessageContaining("Service.plain");
			assertThat(Thread.interrupted()).isTrue();
		});
	}

	@Test
	void unknownPoolNameOfLateBeanIsReportedWhenItIsMade() {
		this.runner.withBean("late", LateService.class, LateService::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> context.getBean(LateService.class))
				.withRootCauseInstanceOf(StartupProblemsException.class)
				.withMessageContaining("nowhere"));
	}

	private <T> void with(Class<T> type, ThrowingConsumer<T> body) {
		this.runner.withBean(type).run((context) -> body.accept(context.getBean(type)));
	}

	interface ThrowingConsumer<T> {

		void accept(T value) throws Exception;

	}

	static class Service {

		int callsHere;

		@OffProcess
		public String plain(String text) {
			this.callsHere++;
			return "plain " + text;
		}

		@OffProcess
		public void nothing() {
		}

		@OffProcess
		public String failing() throws IOException {
			throw new IOException("gone");
		}

		@OffProcess
		public CompletableFuture<String> failingFuture() {
			return CompletableFuture.failedFuture(new IOException("gone"));
		}

		@OffProcess
		public Mono<String> failingMono() {
			return Mono.error(new IOException("gone"));
		}

		@OffProcess
		public CompletableFuture<String> future(String text) {
			return CompletableFuture.completedFuture(text);
		}

		@OffProcess
		public Future<String> plainFuture() {
			return new CompletableFuture<>();
		}

		@OffProcess
		public Mono<String> mono(String text) {
			return Mono.just("mono " + text);
		}

		@OffProcess
		public Mono<Void> emptyMono() {
			return Mono.empty();
		}

		@OffProcess
		public Flux<Integer> flux(int count) {
			return Flux.range(0, count);
		}

	}

	static class Options {

		@OffProcess(timeout = "${my.timeout}", name = "${my.name}", idempotent = true, priority = 3, exclusive = false,
				affinityKey = "#text + '!'", retry = @Retry(attempts = 4, backoff = "7ms", exclude = IOException.class))
		public void all(String text) {
		}

	}

	static class Placeholders {

		@OffProcess(value = "${my.pool}", pool = "${my.pool}", timeout = "${my.timeout}", name = "${my.name}",
				affinityKey = "${my.key}",
				retry = @Retry(attempts = 2, backoff = "${my.backoff}", maxBackoff = "${my.max-backoff}"))
		public void all() {
		}

	}

	static class Keyed {

		@OffProcess(affinityKey = "#text.toUpperCase()")
		public void byName(String text) {
		}

		@OffProcess(affinityKey = "#a0.length()")
		public void byPosition(String text) {
		}

		@OffProcess(affinityKey = "#text.nothing")
		public CompletableFuture<String> brokenKey(String text) {
			return CompletableFuture.completedFuture(text);
		}

	}

	@OffProcess(idempotent = true)
	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.METHOD)
	@interface Quick {

		@AliasFor(annotation = OffProcess.class, attribute = "timeout")
		String within();

	}

	static class Composed {

		@Quick(within = "9s")
		public void quick() {
		}

	}

	@OffProcess
	static class Whole {

		public void one() {
		}

		@OffProcess(priority = 2)
		public void two() {
		}

		void hidden() {
		}

	}

	interface Greeter {

		@OffProcess
		String greet(String name);

		String local();

	}

	static class GreeterImpl implements Greeter {

		@Override
		public String greet(String name) {
			return "hello " + name;
		}

		@Override
		public String local() {
			return "here";
		}

	}

	static class LateService {

		@OffProcess("nowhere")
		public void run() {
		}

	}

	static class Unrelated {

		public void run() {
		}

	}

}
