package io.aiopool.spring.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aiopool.OffProcess;
import io.aiopool.TaskContext;
import io.aiopool.TaskContextSource;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.aop.ThreadContext;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context of a Reactor subscriber, with real child JVMs.
 */
@Timeout(120)
class ReactorContextTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withBean(Service.class)
		.withBean("tenant", TaskContextSource.class, () -> ReactorContextTests::capture)
		.withPropertyValues(ChildProcesses.small());

	private static Map<String, String> capture() {
		String tenant = TENANT.get();
		return (tenant != null) ? Map.of("tenant", tenant) : Map.of();
	}

	@BeforeEach
	void register() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT::get, TENANT::set, TENANT::remove);
	}

	@AfterEach
	void remove() {
		Hooks.disableAutomaticContextPropagation();
		ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
		TENANT.remove();
	}

	@Test
	void valuesOfTheSubscriberAreThereWhenTheTaskIsSubmitted() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			Mono<String> mono = service.tenant();
			assertThat(mono.contextWrite((now) -> now.put("tenant", "a")).block()).isEqualTo("a");
			assertThat(mono.contextWrite((now) -> now.put("tenant", "b")).block()).isEqualTo("b");
			assertThat(mono.block()).isEqualTo("none");
			assertThat(service.tenants().contextWrite((now) -> now.put("tenant", "c")).collectList().block())
				.containsExactly("c", "c");
			assertThat(TENANT.get()).as("the thread has what it had").isNull();
		});
	}

	@Test
	void valuesOfTheThreadAreThereWhereNobodySubscribes() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			TENANT.set("thread");
			assertThat(service.plainTenant()).isEqualTo("thread");
			assertThat(service.tenant().block()).isEqualTo("thread");
			assertThat(service.tenant().contextWrite((now) -> now.put("tenant", "stronger")).block())
				.isEqualTo("stronger");
			assertThat(TENANT.get()).isEqualTo("thread");
		});
	}

	@Test
	void resultsArriveInTheContextOfTheirSubscriber() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.tenant()
				.flatMap((result) -> Mono.deferContextual((now) -> Mono.just(now.get("key") + " " + result)))
				.contextWrite((now) -> now.put("key", "value"))
				.block()).isEqualTo("value none");
			assertThat(service.tenants()
				.concatMap((result) -> Mono.deferContextual((now) -> Mono.just(now.get("key") + " " + result)))
				.contextWrite((now) -> now.put("key", "value"))
				.collectList()
				.block()).containsExactly("value none", "value none");
		});
	}

	@Test
	void threadsThatBringResultsHaveTheValuesOfTheSubscriberWherePropagationIsAutomatic() {
		Hooks.enableAutomaticContextPropagation();
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.tenant()
				.map((result) -> result + " " + TENANT.get())
				.contextWrite((now) -> now.put("tenant", "a"))
				.block()).isEqualTo("a a");
			assertThat(service.tenants()
				.map((result) -> result + " " + TENANT.get())
				.contextWrite((now) -> now.put("tenant", "b"))
				.collectList()
				.block(Duration.ofSeconds(20))).containsExactly("b b", "b b");
		});
	}

	@Test
	void streamsAmongTheArgumentsAreSubscribedToInTheContextOfTheCaller() {
		Flux<String> argument = Flux
			.deferContextual((now) -> Flux.just(now.getOrDefault("key", "none"), now.getOrDefault("tenant", "none")));
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThat(service.echo(argument)
				.contextWrite((now) -> now.put("key", "value"))
				.collectList()
				.block(Duration.ofSeconds(20))).containsExactly("value", "none");
			TENANT.set("thread");
			assertThat(service.collect(argument)).containsExactly("none", "thread");
		});
	}

	@Test
	void nothingIsPropagatedWithoutTheLibrary() {
		this.runner.withClassLoader(new FilteredClassLoader(ContextSnapshotFactory.class)).run((context) -> {
			assertThat(context).doesNotHaveBean(ThreadContext.class);
			assertThat(context.getBean(Service.class).tenant().contextWrite((now) -> now.put("tenant", "a")).block())
				.isEqualTo("none");
		});
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	public static class Service {

		@OffProcess
		public String plainTenant() {
			return TaskContext.current().context().getOrDefault("tenant", "none");
		}

		@OffProcess
		public Mono<String> tenant() {
			return Mono.just(plainTenant());
		}

		@OffProcess
		public Flux<String> tenants() {
			return Flux.just(plainTenant(), plainTenant());
		}

		@OffProcess
		public Flux<String> echo(Flux<String> texts) {
			return texts;
		}

		@OffProcess
		public List<String> collect(Flux<String> texts) {
			return texts.collectList().block();
		}

	}

}
