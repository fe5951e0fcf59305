package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aiopool.OffProcess;
import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.spring.FakePool;
import io.aiopool.spring.actuate.AiopoolEndpoint;
import io.aiopool.spring.health.PoolHealthIndicator;
import io.aiopool.spring.metrics.AiopoolMeters;
import io.aiopool.spring.metrics.PoolMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ObservabilityTests {

	private final FakePool pool = new FakePool(ProcessPool.builder()
		.name("default")
		.processes(2)
		.properties(Map.of("crawler.token", "s3cret"))
		.settings());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class, AiopoolEndpointAutoConfiguration.class,
				AiopoolHealthContributorAutoConfiguration.class, AiopoolMetricsAutoConfiguration.class))
		.withBean(ProcessPool.class, () -> this.pool);

	private final ReactiveWebApplicationContextRunner web = new ReactiveWebApplicationContextRunner()
		.withUserConfiguration(WebApplication.class)
		.withBean(ProcessPool.class, () -> this.pool);

	@ParameterizedTest
	@CsvSource({ "UP,UP", "DEGRADED,UP", "UNAVAILABLE,DOWN" })
	void healthIsThatOfThePool(PoolHealth health, String status) {
		this.pool.health(health);
		this.runner
			.run((context) -> assertThat(context.getBean(PoolHealthIndicator.class).health().getStatus().getCode())
				.isEqualTo(status));
	}

	@Test
	void closedPoolIsOutOfService() {
		this.pool.close();
		this.runner
			.run((context) -> assertThat(context.getBean(PoolHealthIndicator.class).health().getStatus().getCode())
				.isEqualTo("OUT_OF_SERVICE"));
	}

	@Test
	void healthShowsTheWorkers() {
		this.pool.workers(worker(4711, null));
		this.web.withPropertyValues("management.endpoint.health.show-details=always")
			.run((context) -> client(context).get()
				.uri("/actuator/health")
				.exchange()
				.expectBody()
				.jsonPath("$.components.aiopool.status")
				.isEqualTo("UP")
				.jsonPath("$.components.aiopool.details.default.processes")
				.isEqualTo(2)
				.jsonPath("$.components.aiopool.details.default.workers[0].pid")
				.isEqualTo(4711)
				.jsonPath("$.components.aiopool.details.default.workers[0].state")
				.isEqualTo("READY"));
	}

	@Test
	void workersCanBeSeenWithoutTheDetailsOfEverythingElse() {
		this.pool.workers(worker(4711, null));
		this.web.run((context) -> {
			client(context).get()
				.uri("/actuator/health")
				.exchange()
				.expectBody()
				.jsonPath("$.components")
				.doesNotExist();
			client(context).get()
				.uri("/actuator/health/aiopoolWorkers")
				.exchange()
				.expectBody()
				.jsonPath("$.components.aiopool.details.default.workers[0].pid")
				.isEqualTo(4711)
				.jsonPath("$.components.length()")
				.isEqualTo(1);
		});
	}

	@Test
	void endpointIsExposedUnlessTheApplicationSaysWhatIs() {
		StandardEnvironment environment = new StandardEnvironment();
		new EndpointExposureDefaults().postProcessEnvironment(environment, new SpringApplication());
		assertThat(environment.getProperty("management.endpoints.web.exposure.include")).isEqualTo("health,aiopool");
		environment.getPropertySources()
			.addBefore("aiopoolDefaults",
					new MapPropertySource("application", Map.of("management.endpoints.web.exposure.include", "info")));
		assertThat(environment.getProperty("management.endpoints.web.exposure.include")).isEqualTo("info");
	}

	@Test
	void quarantineIsShownButNotReleasedByDefault() {
		this.pool.quarantine(new QuarantinedTask("Thumbnails.render", "f1", 3, Instant.EPOCH));
		this.web.withPropertyValues("management.endpoints.web.exposure.include=*").run((context) -> {
			WebTestClient client = client(context);
			client.get()
				.uri("/actuator/aiopoolquarantine")
				.exchange()
				.expectBody()
				.jsonPath("$.default[0].fingerprint")
				.isEqualTo("f1");
			client.get()
				.uri("/actuator/aiopool/default")
				.exchange()
				.expectBody()
				.jsonPath("$.quarantine[0].name")
				.isEqualTo("Thumbnails.render");
			client.delete().uri("/actuator/aiopoolquarantine/default").exchange().expectStatus().is4xxClientError();
			assertThat(this.pool.quarantine()).hasSize(1);
		});
	}

	@Test
	void quarantineIsReleasedWhereThatIsGranted() {
		this.pool.quarantine(new QuarantinedTask("Thumbnails.render", "f1", 3, Instant.EPOCH));
		this.pool.quarantine(new QuarantinedTask("Thumbnails.render", "f2", 3, Instant.EPOCH));
		this.web
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.aiopoolquarantine.access=UNRESTRICTED")
			.run((context) -> {
				WebTestClient client = client(context);
				client.delete()
					.uri("/actuator/aiopoolquarantine/default?fingerprint=f2")
					.exchange()
					.expectBody()
					.jsonPath("$.released")
					.isEqualTo(1);
				assertThat(this.pool.quarantine()).extracting(QuarantinedTask::fingerprint).containsExactly("f1");
				client.delete().uri("/actuator/aiopoolquarantine/default").exchange();
				assertThat(this.pool.quarantine()).isEmpty();
			});
	}

	@Test
	void livenessDoesNotDependOnPools() {
		this.pool.health(PoolHealth.UNAVAILABLE);
		this.web.run((context) -> {
			AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
			AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
			client(context).get().uri("/actuator/health").exchange().expectStatus().isEqualTo(503);
			client(context).get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
			client(context).get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
		});
	}

	@Test
	void endpointShowsPoolsAndWorkersWithoutSecrets() {
		WorkerExit exit = new WorkerExit(4710, 0, 1, 137, null, List.of("token s3cret"), null);
		this.pool.workers(worker(4711, exit));
		this.web.withPropertyValues("management.endpoints.web.exposure.include=*").run((context) -> {
			String body = new String(client(context).get()
				.uri("/actuator/aiopool")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.jsonPath("$.pools.default.health")
				.isEqualTo("UP")
				.jsonPath("$.pools.default.settings.processes")
				.isEqualTo(2)
				.jsonPath("$.pools.default.settings.exposedProperties[0]")
				.isEqualTo("crawler.token")
				.jsonPath("$.pools.default.statistics.redelivered")
				.isEqualTo(8)
				.jsonPath("$.pools.default.workers[0].pid")
				.isEqualTo(4711)
				.jsonPath("$.pools.default.workers[0].memory")
				.isEqualTo(1000)
				.jsonPath("$.pools.default.workers[0].lastExit.description")
				.isEqualTo("SIGKILL")
				.returnResult()
				.getResponseBodyContent(), StandardCharsets.UTF_8);
			assertThat(body).doesNotContain("s3cret");
			client(context).get()
				.uri("/actuator/aiopool/default")
				.exchange()
				.expectBody()
				.jsonPath("$.health")
				.exists();
			client(context).get().uri("/actuator/aiopool/other").exchange().expectStatus().isNotFound();
			client(context).post().uri("/actuator/aiopool").exchange().expectStatus().is4xxClientError();
		});
	}

	@Test
	void endpointIsHiddenUnlessItIsExposed() {
		this.web.run((context) -> {
			client(context).get().uri("/actuator/aiopool").exchange().expectStatus().isNotFound();
			assertThat(context).doesNotHaveBean(AiopoolEndpoint.class);
		});
	}

	@Test
	void everyMeterIsBoundForEachPool() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("aiopool.pools.thumbs.processes=1", "aiopool.pools.thumbs.start=lazy")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				context.getBean(PoolMetrics.class).bindTo(registry);
				for (AiopoolMeters meter : AiopoolMeters.values()) {
					if (meter.type() != Meter.Type.TIMER) {
						assertThat(registry.find(meter.meterName()).meters()).as(meter.meterName())
							.extracting((found) -> found.getId().getTag("pool"))
							.containsExactlyInAnyOrder("default", "thumbs");
						assertThat(registry.find(meter.meterName()).meter().getId().getType()).isEqualTo(meter.type());
					}
				}
				assertThat(registry.get("aiopool.tasks.pending").tag("pool", "default").gauge().value()).isEqualTo(3);
				assertThat(registry.get("aiopool.tasks.rejected").tag("pool", "default").functionCounter().count())
					.isEqualTo(4);
			});
	}

	@Test
	void callsAreTimedByTaskAndOutcome() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).withBean(Service.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			Service service = context.getBean(Service.class);
			service.plain(false);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.plain(true));
			service.flux().blockLast();
			service.flux().blockFirst();
			this.pool.answer(CompletableFuture.failedFuture(new TaskTimeoutException("late", null)));
			service.future();
			assertThat(count(registry, "Service.plain", "success")).isEqualTo(1);
			assertThat(count(registry, "Service.plain", "error")).isEqualTo(1);
			assertThat(count(registry, "Service.flux", "success")).isEqualTo(1);
			assertThat(count(registry, "Service.flux", "cancelled")).isEqualTo(1);
			assertThat(count(registry, "Service.future", "timeout")).isEqualTo(1);
		});
	}

	@Test
	void nothingIsObservedWithoutTheLibrariesForIt() {
		this.runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class, Endpoint.class, MeterRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(PoolHealthIndicator.class)
				.doesNotHaveBean(AiopoolEndpoint.class)
				.doesNotHaveBean(PoolMetrics.class));
	}

	@Test
	void healthCanBeSwitchedOff() {
		this.runner.withPropertyValues("management.health.aiopool.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(PoolHealthIndicator.class));
	}

	private static long count(MeterRegistry registry, String task, String outcome) {
		Timer timer = registry.get("aiopool.task")
			.tag("pool", "default")
			.tag("task", task)
			.tag("outcome", outcome)
			.timer();
		return timer.count();
	}

	private static WebTestClient client(ApplicationContext context) {
		return WebTestClient.bindToApplicationContext(context).build();
	}

	private static WorkerSnapshot worker(long pid, WorkerExit lastExit) {
		return new WorkerSnapshot(0, 2, pid, WorkerState.READY, Instant.now(), Duration.ofMillis(100), 1, 20, 3, 1000,
				lastExit);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WebApplication {

	}

	static class Service {

		@OffProcess
		public String plain(boolean fails) throws IOException {
			if (fails) {
				throw new IOException("gone");
			}
			return "";
		}

		@OffProcess
		public CompletableFuture<String> future() {
			return new CompletableFuture<>();
		}

		@OffProcess
		public Flux<Integer> flux() {
			return Flux.just(1, 2, 3);
		}

	}

}
