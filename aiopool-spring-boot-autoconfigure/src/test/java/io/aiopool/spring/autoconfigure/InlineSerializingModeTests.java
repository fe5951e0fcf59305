package io.aiopool.spring.autoconfigure;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.TaskSerializationException;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Annotated methods under {@code aiopool.mode=inline-serializing}.
 */
class InlineSerializingModeTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withPropertyValues("aiopool.mode=inline-serializing");

	@Test
	void callRunsOnTheBeanWithCopies() {
		this.runner.withBean(Dependency.class).withBean(Service.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Service service = context.getBean(Service.class);
			List<String> words = new ArrayList<>(List.of("a"));
			assertThat(service.add(words)).containsExactly("a", "from the bean");
			assertThat(words).containsExactly("a");
			assertThat(service.mono("b").block()).isEqualTo("b");
			StepVerifier.create(service.flux()).expectNext(1, 2).verifyComplete();
			assertThat(ProcessHandle.current().children()).isEmpty();
			assertThat(context.getBean(ProcessPool.class).statistics().completed()).isEqualTo(3);
		});
	}

	@Test
	void everyReturnTypeYieldsACopy() {
		this.runner.withBean(Returning.class).run((context) -> {
			Returning returning = context.getBean(Returning.class);
			assertThat(
					List.of(returning.plain(), returning.future().get(), returning.stage().toCompletableFuture().get(),
							returning.plainFuture().get(), returning.mono().block(), returning.flux().blockFirst(),
							Flux.from(returning.publisher()).blockFirst()))
				.allSatisfy((words) -> assertThat(words).isEqualTo(Returning.WORDS).isNotSameAs(Returning.WORDS));
			returning.nothing();
			StepVerifier.create(returning.empty()).verifyComplete();
			assertThat(returning.nothingLater().get()).isNull();
			assertThat(context.getBean(ProcessPool.class).statistics().completed()).isEqualTo(10);
		});
	}

	@Test
	void whatCannotCrossIsFound() {
		this.runner.withBean(Dependency.class)
			.withBean(Service.class)
			.run((context) -> assertThatExceptionOfType(TaskSerializationException.class)
				.isThrownBy(() -> context.getBean(Service.class).take(InputStream.nullInputStream()))
				.withMessageContaining("Service.take"));
	}

	@Test
	void beanBehindAProxyOfItsInterfacesIsFound() {
		this.runner.withPropertyValues("spring.aop.proxy-target-class=false").withBean(Greeter.class).run((context) -> {
			Greeting greeting = context.getBean(Greeting.class);
			assertThat(AopUtils.isJdkDynamicProxy(greeting)).isTrue();
			assertThat(greeting.greet("world")).isEqualTo("hello world");
		});
	}

	static class Dependency {

	}

	static class Service {

		private final Dependency dependency;

		Service(Dependency dependency) {
			this.dependency = dependency;
		}

		@OffProcess
		public List<String> add(List<String> words) {
			words.add((this.dependency != null) ? "from the bean" : "from nowhere");
			return words;
		}

		@OffProcess
		public Mono<String> mono(String text) {
			return Mono.just(text);
		}

		@OffProcess
		public Flux<Integer> flux() {
			return Flux.just(1, 2);
		}

		@OffProcess
		public void take(Object value) {
		}

	}

	static class Returning {

		static final List<String> WORDS = new ArrayList<>(List.of("a", "b"));

		@OffProcess
		public List<String> plain() {
			return WORDS;
		}

		@OffProcess
		public void nothing() {
		}

		@OffProcess
		public CompletableFuture<List<String>> future() {
			return CompletableFuture.supplyAsync(() -> WORDS);
		}

		@OffProcess
		public CompletableFuture<Void> nothingLater() {
			return CompletableFuture.completedFuture(null);
		}

		@OffProcess
		public CompletionStage<List<String>> stage() {
			return CompletableFuture.completedStage(WORDS);
		}

		@OffProcess
		public Future<List<String>> plainFuture() {
			return CompletableFuture.completedFuture(WORDS);
		}

		@OffProcess
		public Mono<List<String>> mono() {
			return Mono.just(WORDS);
		}

		@OffProcess
		public Mono<Void> empty() {
			return Mono.empty();
		}

		@OffProcess
		public Flux<List<String>> flux() {
			return Flux.just(WORDS);
		}

		@OffProcess
		public Publisher<List<String>> publisher() {
			return Flux.just(WORDS);
		}

	}

	interface Greeting {

		String greet(String name);

	}

	static class Greeter implements Greeting {

		@Override
		@OffProcess
		public String greet(String name) {
			return "hello " + name;
		}

	}

}
