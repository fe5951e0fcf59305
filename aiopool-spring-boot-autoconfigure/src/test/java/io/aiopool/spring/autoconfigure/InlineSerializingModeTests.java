package io.aiopool.spring.autoconfigure;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.TaskSerializationException;
import org.junit.jupiter.api.Test;
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
