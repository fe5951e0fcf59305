package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
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
import io.aiopool.spring.Logged;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.actuate.AiopoolEndpoint;
import io.aiopool.spring.actuate.DetailsVisibility;
import io.aiopool.spring.health.PoolHealthIndicator;
import io.aiopool.spring.metrics.AiopoolMeters;
import io.aiopool.spring.metrics.PoolMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.web.context.reactive.AnnotationConfigReactiveWebApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

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
	@CsvSource({ "UP,UP", "DEGRADED,UP", "PAUSED,OUT_OF_SERVICE", "UNAVAILABLE,DOWN" })
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
	void workersCanBeSeenWithoutTheDetailsOfEverythingElseInAGroupOfTheApplication() {
		this.pool.workers(worker(4711, null));
		this.web
			.withPropertyValues("management.endpoint.health.group.workers.include=aiopool",
					"management.endpoint.health.group.workers.show-details=always")
			.run((context) -> {
				client(context).get()
					.uri("/actuator/health")
					.exchange()
					.expectBody()
					.jsonPath("$.components")
					.doesNotExist();
				client(context).get()
					.uri("/actuator/health/workers")
					.exchange()
					.expectBody()
					.jsonPath("$.components.aiopool.details.default.workers[0].pid")
					.isEqualTo(4711)
					.jsonPath("$.components.length()")
					.isEqualTo(1);
			});
	}

	/** An application as it starts, with what can change its environment. */
	@Test
	void starterExposesNothingAndAddsNoHealthGroup() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getEnvironment().containsProperty("management.endpoints.web.exposure.include"))
				.isFalse();
			assertThat(context.getBean(HealthEndpointGroups.class).getNames()).containsExactlyInAnyOrder("liveness",
					"readiness");
			client(context).get().uri("/actuator/health").exchange().expectStatus().isOk();
			client(context).get().uri("/actuator/health/aiopool").exchange().expectStatus().isNotFound();
			client(context).get().uri("/actuator/aiopool").exchange().expectStatus().isNotFound();
		}
	}

	@Test
	void oneLineExposesTheEndpoint() {
		try (ConfigurableApplicationContext context = start(
				"--management.endpoints.web.exposure.include=health,aiopool")) {
			client(context).get().uri("/actuator/aiopool").exchange().expectStatus().isOk();
			client(context).get().uri("/actuator/health").exchange().expectStatus().isOk();
		}
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		SpringApplication application = new SpringApplication(WebApplication.class);
		application.setApplicationContextFactory(
				ApplicationContextFactory.of(AnnotationConfigReactiveWebApplicationContext::new));
		application.setDefaultProperties(Map.of("aiopool.start", "lazy", "aiopool.processes", "1"));
		return application.run(arguments);
	}

	@Test
	void healthWithinThresholdsIsUp() {
		this.pool.workers(worker(4711, null));
		this.runner.withPropertyValues("aiopool.health.min-ready=1", "aiopool.health.max-queue-fill=0.0004")
			.run((context) -> assertThat(context.getBean(PoolHealthIndicator.class).health().getStatus().getCode())
				.isEqualTo("UP"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			min-ready=2 | 1 workers are ready, fewer than health.min-ready, which is 2
			max-queue-fill=0.0002 | 3 tasks wait in a queue for 10000, more than health.max-queue-fill, which is 2.0E-4
			""")
	void healthBeyondAThresholdIsOutOfServiceAndSaysWhy(String property, String reason) {
		this.pool.workers(worker(4711, null));
		this.runner.withPropertyValues("aiopool.health." + property).run((context) -> {
			Health health = context.getBean(PoolHealthIndicator.class).health();
			assertThat(health.getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
			assertThat(health.getDetails().get("default")).asInstanceOf(MAP).containsEntry("reason", reason);
		});
	}

	@Test
	void poolMayBeLeftOutOfTheHealth() {
		this.pool.health(PoolHealth.UNAVAILABLE);
		this.runner.withPropertyValues("aiopool.health.enabled=false").run((context) -> {
			Health health = context.getBean(PoolHealthIndicator.class).health();
			assertThat(health.getStatus().getCode()).isEqualTo("UP");
			assertThat(health.getDetails().get("default")).asInstanceOf(MAP).containsEntry("status", "UNAVAILABLE");
		});
	}

	@Test
	void readinessDependsOnPoolsWhereItIsToldTo() {
		this.pool.health(PoolHealth.UNAVAILABLE);
		this.web
			.withPropertyValues("management.endpoint.health.group.readiness.include=readinessState,aiopool",
					"management.endpoint.health.probes.enabled=true")
			.run((context) -> {
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				client(context).get().uri("/actuator/health/readiness").exchange().expectStatus().isEqualTo(503);
				client(context).get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
				this.pool.health(PoolHealth.UP);
				client(context).get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
			});
	}

	@Test
	@Tag("F66")
	void nothingCanBeChangedByDefault() {
		this.pool.quarantine(new QuarantinedTask("Thumbnails.render", "f1", 3, Instant.EPOCH));
		this.pool.workers(worker(4711, null));
		this.web.withPropertyValues("management.endpoints.web.exposure.include=*").run((context) -> {
			WebTestClient client = client(context);
			client.get()
				.uri("/actuator/aiopool/default/quarantine")
				.exchange()
				.expectBody()
				.jsonPath("$[0].fingerprint")
				.isEqualTo("f1");
			client.get()
				.uri("/actuator/aiopool/default/quarantine/f1")
				.exchange()
				.expectBody()
				.jsonPath("$.name")
				.isEqualTo("Thumbnails.render");
			for (String path : List.of("default/quarantine", "default/quarantine/f1", "default/workers/4711")) {
				client.delete().uri("/actuator/aiopool/" + path).exchange().expectStatus().is4xxClientError();
			}
			client.post()
				.uri("/actuator/aiopool/default")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue("{\"processes\": 5}")
				.exchange()
				.expectStatus()
				.is4xxClientError();
			assertThat(this.pool.quarantine()).hasSize(1);
			assertThat(this.pool.resized()).isZero();
		});
	}

	@Test
	@Tag("F66")
	void changesAreMadeWhereTheyAreGranted() {
		this.pool.quarantine(new QuarantinedTask("Thumbnails.render", "f1", 3, Instant.EPOCH));
		this.pool.quarantine(new QuarantinedTask("Thumbnails.render", "f2", 3, Instant.EPOCH));
		this.web
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.aiopool.access=UNRESTRICTED")
			.run((context) -> {
				WebTestClient client = client(context);
				client.delete().uri("/actuator/aiopool/default/quarantine/f2").exchange().expectStatus().isOk();
				assertThat(this.pool.quarantine()).extracting(QuarantinedTask::fingerprint).containsExactly("f1");
				client.delete()
					.uri("/actuator/aiopool/default/quarantine")
					.exchange()
					.expectBody()
					.jsonPath("$.released")
					.isEqualTo(1);
				assertThat(this.pool.quarantine()).isEmpty();
				client.delete().uri("/actuator/aiopool/default/quarantine/f2").exchange().expectStatus().isNotFound();
				client.delete().uri("/actuator/aiopool/default/workers/1").exchange().expectStatus().isNotFound();
				client.delete().uri("/actuator/aiopool/other/quarantine").exchange().expectStatus().isNotFound();
				client.post()
					.uri("/actuator/aiopool/other")
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue("{\"processes\": 5}")
					.exchange()
					.expectStatus()
					.isNotFound();
				change(client, "{\"processes\": 5}").isOk();
				assertThat(this.pool.resized()).isEqualTo(5);
				change(client, "{\"processes\": 0}").isBadRequest();
				change(client, "{}").isBadRequest();
				client.get().uri("/actuator/aiopool/default/nonsense").exchange().expectStatus().isBadRequest();
			});
	}

	@Test
	void whatIsRefusedSaysWhyAndWhatIsDoneIsLogged() {
		this.pool.workers(worker(4711, null));
		try (Logged log = new Logged(AiopoolEndpoint.class)) {
			this.web
				.withPropertyValues("management.endpoints.web.exposure.include=*",
						"management.endpoint.aiopool.access=UNRESTRICTED",
						"management.endpoint.aiopool.show-details=always")
				.run((context) -> {
					WebTestClient client = client(context);
					change(client, "{}").isBadRequest()
						.expectBody()
						.jsonPath("$.message")
						.isEqualTo("Neither 'processes' nor 'paused' is given");
					change(client, "{\"processes\": \"many\"}").isBadRequest()
						.expectBody()
						.jsonPath("$.message")
						.isEqualTo("'processes' must be a whole number, but was 'many'");
					assertThat(refused(client, "nowhere", 404)).contains("no pool 'nowhere'", "[default]");
					assertThat(refused(client, "default/nonsense", 400)).contains("workers, lost, quarantine");
					assertThat(refused(client, "default/workers/1", 404)).contains("no such worker");
					assertThat(refused(client, "default/workers/x", 400)).contains("'x' is no process id");
					assertThat(refused(client, "default/workers/1/heap", 404)).contains("process id 1");
					assertThat(refused(client, "default/workers/4711/x", 400)).contains("threads and heap");
					assertThat(log.lines()).isEmpty();
					change(client, "{\"processes\": 5}").isOk();
					assertThat(log.lines()).containsExactly("INFO: Pool 'default' is resized to 5 workers; it was made"
							+ " with 2, as the endpoint aiopool was told by somebody who is not known");
				});
		}
	}

	private static String refused(WebTestClient client, String path, int status) {
		return client.get()
			.uri("/actuator/aiopool/" + path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	@Test
	void auditNamesTheUser() {
		try (Logged log = new Logged(AiopoolEndpoint.class)) {
			this.runner.withPropertyValues("management.endpoints.web.exposure.include=*").run((context) -> {
				AiopoolEndpoint endpoint = new AiopoolEndpoint(context.getBean(PoolRegistry.class),
						new DetailsVisibility(Show.NEVER, List.of()));
				SecurityContext alice = new SecurityContext() {

					@Override
					public Principal getPrincipal() {
						return () -> "alice\nWARN forged";
					}

					@Override
					public boolean isUserInRole(String role) {
						return false;
					}

				};
				endpoint.change("default", "5", null, alice);
			});
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("INFO: Pool 'default' is resized to 5")
				.contains("'alice")
				.doesNotContain("\n");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "threads", "heap" })
	void whatWorkersSayIsHiddenByDefault(String view) {
		this.pool.workers(worker(4711, null));
		this.web.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> client(context).get()
				.uri("/actuator/aiopool/default/workers/4711/" + view)
				.exchange()
				.expectStatus()
				.isForbidden()
				.expectBody(String.class)
				.value((text) -> assertThat(text).contains("management.endpoint.aiopool.show-details")));
	}

	private static StatusAssertions change(WebTestClient client, String body) {
		return client.post()
			.uri("/actuator/aiopool/default")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectStatus();
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
