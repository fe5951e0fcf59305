package io.aiopool.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import com.jayway.jsonpath.JsonPath;
import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.spring.ChildProcesses;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A word that is in everything that goes to a worker must not be in anything that the
 * actuator shows, whatever is exposed.
 */
@Timeout(60)
class SecretsProcessTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private static final String CANARY = "c4nary";

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues(ChildProcesses.small())
		.withPropertyValues("aiopool.quarantine.deaths=1", "aiopool.jvm.environment.TOKEN=" + CANARY,
				"aiopool.jvm.args=-Dtoken=" + CANARY, "aiopool.init-args=" + CANARY,
				"aiopool.initializer=" + Initializer.class.getName(), "my.token=" + CANARY,
				"aiopool.expose-properties=my.*", "management.endpoints.web.exposure.include=*",
				"management.endpoints.web.exposure.exclude=heapdump", "management.endpoint.health.show-details=always",
				"management.endpoint.aiopool.show-details=always");

	@Test
	@Tag("F65")
	void nothingThatGoesToAWorkerIsShown() {
		this.runner.run((context) -> {
			ProcessPool pool = context.getBean(ProcessPool.class);
			Service service = context.getBean(Service.class);
			assertThat(service.returning(CANARY)).isEqualTo(CANARY);
			assertThat(service.dying(CANARY)).failsWithin(Duration.ofSeconds(10));
			await().until(() -> !pool.quarantine().isEmpty() && pool.statistics().ready() == 1);
			CompletableFuture<String> running = service.waiting(CANARY);
			await().until(() -> pool.workers().stream().anyMatch((worker) -> worker.inFlight() == 1));
			assertNothingIsShown(context, pool);
			running.cancel(true);
			assertThat(context.getBean(Seen.class).observations).anyMatch((seen) -> seen.contains("Service.returning"))
				.noneMatch((seen) -> seen.contains(CANARY));
		});
	}

	private static void assertNothingIsShown(ApplicationContext context, ProcessPool pool) {
		WebTestClient client = WebTestClient.bindToApplicationContext(context)
			.configureClient()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
			.responseTimeout(Duration.ofSeconds(40))
			.build();
		String worker = "aiopool/default/workers/" + pool.workers().get(0).pid();
		for (String path : List.of("", "aiopool", "aiopool/default", "aiopool/default/workers", worker,
				worker + "/threads", worker + "/heap", "aiopool/default/lost", "aiopool/default/quarantine", "health",
				"health/aiopool", "configprops", "env", "beans", "conditions", "mappings", "threaddump")) {
			assertThat(text(client, path)).as(path).isNotEmpty().doesNotContain(CANARY);
		}
		assertThat(text(client, "aiopool/default/quarantine")).contains("Service.dying");
		List<String> meters = JsonPath.read(text(client, "metrics"), "$.names");
		assertThat(meters).contains("aiopool.task");
		meters.forEach((meter) -> assertThat(text(client, "metrics/" + meter)).as(meter).doesNotContain(CANARY));
	}

	private static String text(WebTestClient client, String path) {
		String text = client.get()
			.uri(path.isEmpty() ? "/actuator" : "/actuator/" + path)
			.exchange()
			.expectStatus()
			.value((status) -> assertThat(status).as(path).isIn(200, 503))
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		return (text != null) ? text : "";
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Service service() {
			return new Service();
		}

		@Bean
		Seen seen() {
			return new Seen();
		}

	}

	static class Initializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			assertThat(context.args()).containsExactly(CANARY);
			assertThat(context.property("my.token")).isEqualTo(CANARY);
			assertThat(System.getenv("TOKEN")).isEqualTo(CANARY);
			assertThat(System.getProperty("token")).isEqualTo(CANARY);
		}

	}

	static class Service {

		@OffProcess(affinityKey = "#text")
		public String returning(String text) {
			return text;
		}

		@OffProcess
		public CompletableFuture<String> dying(String text) {
			Runtime.getRuntime().halt(text.length());
			return CompletableFuture.completedFuture("not reached");
		}

		@OffProcess(exclusive = true)
		public CompletableFuture<String> waiting(String text) throws InterruptedException {
			new CountDownLatch(1).await();
			return CompletableFuture.completedFuture(text);
		}

	}

	/** All that observations tell their handlers. */
	static class Seen implements ObservationHandler<Observation.Context> {

		final List<String> observations = new CopyOnWriteArrayList<>();

		@Override
		public void onStop(Observation.Context context) {
			this.observations
				.add(context.getName() + " " + context.getContextualName() + " " + context.getAllKeyValues());
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
