package io.aiopool.spring.observation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.aiopool.OffProcess;
import io.aiopool.TaskContext;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import io.aiopool.spring.autoconfigure.AiopoolMetricsAutoConfiguration;
import io.aiopool.spring.autoconfigure.AiopoolObservationAutoConfiguration;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tasks as observations, with real child JVMs and real tracing.
 */
@Timeout(120)
class TaskObservationTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AiopoolAutoConfiguration.class,
				AiopoolObservationAutoConfiguration.class, AiopoolMetricsAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withBean(Service.class)
		.withPropertyValues(ChildProcesses.small());

	private final ApplicationContextRunner observed = this.runner.withBean(ObservationRegistry.class,
			() -> this.observations);

	private final ApplicationContextRunner traced = new ApplicationContextRunner()
		.withUserConfiguration(WholeApplication.class)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withBean(Service.class)
		.withPropertyValues(ChildProcesses.small())
		.withPropertyValues("management.tracing.sampling.probability=1");

	private TestObservationRegistryAssert.TestObservationRegistryAssertReturningObservationContextAssert observation() {
		return TestObservationRegistryAssert.assertThat(this.observations)
			.hasObservationWithNameEqualTo("aiopool.task")
			.that();
	}

	@Test
	void aTaskIsAnObservationWithDocumentedKeys() {
		this.observed.run((context) -> {
			context.getBean(Service.class).sleep(100);
			observation().hasContextualNameEqualTo("off-process Service.sleep")
				.hasLowCardinalityKeyValue("pool", "default")
				.hasLowCardinalityKeyValue("task", "Service.sleep")
				.hasLowCardinalityKeyValue("outcome", "success")
				.hasHighCardinalityKeyValueWithKey("aiopool.wait.ms")
				.hasHighCardinalityKeyValueWithKey("aiopool.transfer.ms")
				.hasBeenStarted()
				.hasBeenStopped();
			observation().satisfies((done) -> assertThat(
					Double.parseDouble(done.getHighCardinalityKeyValue("aiopool.run.ms").getValue()))
				.isBetween(100.0, 5000.0));
		});
	}

	@Test
	void everyKindOfReturnTypeIsObserved() {
		List<String> ended = new CopyOnWriteArrayList<>();
		this.observations.observationConfig().observationHandler(new Ended(ended));
		this.observed.run((context) -> {
			Service service = context.getBean(Service.class);
			service.future().get();
			service.mono().block();
			service.flux().blockLast();
			service.flux().blockFirst();
			assertThatExceptionOfType(IOException.class).isThrownBy(service::failing);
			await().untilAsserted(() -> assertThat(ended).containsExactlyInAnyOrder("Service.future success",
					"Service.mono success", "Service.flux success", "Service.flux cancelled", "Service.failing error"));
			TestObservationRegistryAssert.assertThat(this.observations)
				.hasAnObservationWithAKeyValue("outcome", "error");
		});
	}

	private record Ended(List<String> tasks) implements ObservationHandler<OffProcessObservationContext> {

		@Override
		public void onStop(OffProcessObservationContext context) {
			this.tasks.add(context.getTask() + " " + context.getLowCardinalityKeyValue("outcome").getValue());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof OffProcessObservationContext;
		}

	}

	@Test
	void theCallerIsTheParent() {
		this.observed.run((context) -> {
			Service service = context.getBean(Service.class);
			Observation parent = Observation.start("parent", this.observations);
			parent.scoped(() -> service.sleep(0));
			observation().hasParentObservationEqualTo(parent);
			this.observations.clear();
			service.mono().contextWrite((now) -> now.put("micrometer.observation", parent)).block();
			observation().hasParentObservationEqualTo(parent);
			this.observations.clear();
			service.flux().contextWrite((now) -> now.put("micrometer.observation", parent)).blockLast();
			observation().hasParentObservationEqualTo(parent);
			assertThat(this.observations.getCurrentObservation()).isNull();
		});
	}

	@Test
	void aConventionOfTheApplicationNamesThings() {
		this.observed.withBean(OffProcessObservationConvention.class, OwnConvention::new).run((context) -> {
			context.getBean(Service.class).sleep(0);
			TestObservationRegistryAssert.assertThat(this.observations)
				.hasObservationWithNameEqualTo("mine")
				.that()
				.hasLowCardinalityKeyValue("who", "me");
		});
	}

	static class OwnConvention extends DefaultOffProcessObservationConvention {

		@Override
		public String getName() {
			return "mine";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(OffProcessObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and("who", "me");
		}

	}

	@Test
	void traceparentArrivesInTheWorker() {
		this.traced.run((context) -> {
			Service service = context.getBean(Service.class);
			Tracer tracer = context.getBean(Tracer.class);
			Observation parent = Observation.start("parent", context.getBean(ObservationRegistry.class));
			String trace = trace(parent, tracer);
			String here = parent.scoped(() -> tracer.currentSpan().context().spanId());
			assertThat(parent.scoped(service::traceparent)).startsWith("00-" + trace + "-").doesNotContain(here);
			assertThat(service.mono().contextWrite((now) -> now.put("micrometer.observation", parent)).block())
				.startsWith("00-" + trace + "-");
			assertThat(service.traceparent()).startsWith("00-").doesNotContain(trace);
		});
	}

	private static String trace(Observation parent, Tracer tracer) {
		return parent.scoped(() -> tracer.currentSpan().context().traceId());
	}

	@Test
	void theTimerOfTheObservationTakesThePlaceOfOurs() {
		this.traced.run((context) -> {
			Service service = context.getBean(Service.class);
			service.sleep(200);
			Timer all = timer(context, "aiopool.task");
			assertThat(all.count()).isEqualTo(1);
			assertThat(all.getId().getTags()).extracting("key")
				.containsExactlyInAnyOrder("pool", "task", "outcome", "error", "exception");
			assertThat(timer(context, "aiopool.task.run").totalTime(TimeUnit.MILLISECONDS)).isBetween(200.0, 5000.0);
			double parts = timer(context, "aiopool.task.run").totalTime(TimeUnit.MICROSECONDS)
					+ timer(context, "aiopool.task.wait").totalTime(TimeUnit.MICROSECONDS)
					+ timer(context, "aiopool.task.transfer").totalTime(TimeUnit.MICROSECONDS);
			assertThat(parts).isPositive().isLessThanOrEqualTo(all.totalTime(TimeUnit.MICROSECONDS) + 1000);
		});
	}

	@Test
	void withoutObservationsTheTimersAreTheSame() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			context.getBean(Service.class).sleep(100);
			assertThat(timer(context, "aiopool.task").getId().getTags()).extracting("key")
				.containsExactlyInAnyOrder("pool", "task", "outcome", "error", "exception");
			assertThat(timer(context, "aiopool.task.run").totalTime(TimeUnit.MILLISECONDS)).isBetween(100.0, 5000.0);
			assertThat(timer(context, "aiopool.task.wait").count()).isEqualTo(1);
			assertThat(timer(context, "aiopool.task.transfer").totalTime(TimeUnit.NANOSECONDS)).isPositive();
		});
	}

	@Test
	void timeInTheQueueIsWaiting() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run((context) -> {
			Service service = context.getBean(Service.class);
			CompletableFuture<Void> first = CompletableFuture.runAsync(() -> service.sleep(300));
			CompletableFuture<Void> second = CompletableFuture.runAsync(() -> service.sleep(300));
			CompletableFuture.allOf(first, second).get(30, TimeUnit.SECONDS);
			assertThat(timer(context, "aiopool.task.wait").max(TimeUnit.MILLISECONDS)).isGreaterThan(150);
			assertThat(timer(context, "aiopool.task.run").max(TimeUnit.MILLISECONDS)).isBetween(300.0, 550.0);
		});
	}

	@Test
	void baggageThatIsTooLargeIsLeftOut() {
		OffProcessObservationContext context = new OffProcessObservationContext("default", "task");
		context.getSetter().set(context.getCarrier(), "baggage", "x".repeat(10_000));
		context.getSetter().set(context.getCarrier(), "traceparent", "00-1-2-01");
		assertThat(context.getCarrier()).containsOnlyKeys("traceparent");
	}

	private static Timer timer(ApplicationContext context, String name) {
		return context.getBean(MeterRegistry.class).get(name).tag("task", "Service.sleep").timer();
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeApplication {

	}

	public static class Service {

		@OffProcess
		public void sleep(long millis) {
			try {
				Thread.sleep(millis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@OffProcess
		public void failing() throws IOException {
			throw new IOException("gone");
		}

		@OffProcess
		public CompletableFuture<String> future() {
			return CompletableFuture.completedFuture(traceparent());
		}

		@OffProcess
		public Mono<String> mono() {
			return Mono.just(traceparent()).delayElement(Duration.ofMillis(10));
		}

		@OffProcess
		public Flux<Integer> flux() {
			return Flux.range(0, 100);
		}

		@OffProcess
		public String traceparent() {
			return TaskContext.current().context().getOrDefault("traceparent", "none");
		}

	}

}
