package io.aiopool.spring.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.aiopool.OffProcess;
import io.aiopool.PoisonTaskException;
import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.spring.ChildProcesses;
import com.jayway.jsonpath.JsonPath;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Hooks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The endpoint with a real child JVM.
 */
@Timeout(60)
class EndpointProcessTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withBean(Service.class)
		.withPropertyValues(ChildProcesses.small())
		.withPropertyValues("management.endpoints.web.exposure.include=*",
				"management.endpoint.health.group.aiopoolWorkers.include=aiopool",
				"management.endpoint.health.group.aiopoolWorkers.show-details=always",
				"management.endpoint.aiopool.access=UNRESTRICTED", "management.endpoint.aiopool.show-details=always");

	@Test
	void workerShowsItsTasksStacksAndHeap() {
		this.runner.run((context) -> {
			WebTestClient client = client(context);
			ProcessPool pool = context.getBean(ProcessPool.class);
			CompletableFuture<String> running = context.getBean(Service.class).waiting("s3cret argument");
			await().until(() -> pool.workers().get(0).inFlight() == 1);
			String worker = "/actuator/aiopool/default/workers/" + pool.workers().get(0).pid();
			String shown = text(client, worker);
			assertThat(shown).contains("\"name\":\"Service.waiting\"", "\"lane\":", "\"age\":")
				.doesNotContain("s3cret");
			await().untilAsserted(() -> assertThat(text(client, worker + "/threads")).contains("Service.waiting"));
			assertThat(text(client, worker + "/heap")).contains("#instances", "java.lang.String");
			running.cancel(true);
			client.get().uri("/actuator/aiopool/default/workers/1/heap").exchange().expectStatus().isNotFound();
		});
	}

	@Test
	void lostWorkerIsShownWithItsLastOutputOnlyToThoseWhoMaySeeIt() {
		this.runner.run((context) -> {
			lose(context);
			assertThat(text(client(context), "/actuator/aiopool/default/lost"))
				.contains("\"tasks\":[\"Service.dying\"]", "\"description\":\"exit code 7\"", "last words");
		});
		this.runner.withPropertyValues("management.endpoint.aiopool.show-details=never").run((context) -> {
			lose(context);
			assertThat(text(client(context), "/actuator/aiopool/default/lost")).contains("Service.dying")
				.doesNotContain("last words");
		});
	}

	@Test
	void childStartsWithoutMessagesOfSlf4jWherePropagationIsAutomatic() {
		try {
			this.runner.withPropertyValues("spring.reactor.context-propagation=auto").run((context) -> {
				assertThat(context.getBean(Service.class).logging()).isEqualTo("auto");
				lose(context);
				String lost = text(client(context), "/actuator/aiopool/default/lost");
				assertThat(lost).contains("\"output\":[\"last words\"]", "\"cause\":\"EXIT\"");
			});
		}
		finally {
			Hooks.disableAutomaticContextPropagation();
		}
	}

	private static void lose(ApplicationContext context) {
		ProcessPool pool = context.getBean(ProcessPool.class);
		assertThat(context.getBean(Service.class).dying()).failsWithin(Duration.ofSeconds(10));
		await().until(() -> !pool.lostWorkers().isEmpty());
	}

	@Test
	@Tag("F66")
	void poolIsPausedResizedAndItsWorkerRecycled() {
		this.runner.run((context) -> {
			WebTestClient client = client(context);
			ProcessPool pool = context.getBean(ProcessPool.class);
			change(client, "{\"paused\": true}");
			assertThat(pool.health()).isEqualTo(PoolHealth.PAUSED);
			client.get().uri("/actuator/health").exchange().expectStatus().isEqualTo(503);
			CompletableFuture<Long> waiting = pool.apply(() -> ProcessHandle.current().pid());
			assertThat(text(client, "/actuator/aiopool/default")).contains("\"paused\":true", "\"pending\":1");
			change(client, "{\"paused\": false, \"processes\": 2}");
			assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
			await().until(() -> pool.statistics().ready() == 2);
			WorkerSnapshot old = pool.workers().get(0);
			client.delete().uri("/actuator/aiopool/default/workers/" + old.pid()).exchange().expectStatus().isOk();
			await().atMost(Duration.ofSeconds(20))
				.until(() -> pool.workers().size() == 2 && pool.workers()
					.stream()
					.allMatch((worker) -> worker.pid() != old.pid() && worker.state() == WorkerState.READY));
			assertThat(pool.statistics().workersLost()).isZero();
		});
	}

	@Test
	@Tag("F66")
	void poisonousTaskIsShownAndRunsAgainOnceItIsReleased(@TempDir Path directory) throws Exception {
		Path cause = Files.createFile(directory.resolve("cause"));
		this.runner.withPropertyValues("aiopool.quarantine.deaths=1").run((context) -> {
			Service service = context.getBean(Service.class);
			WebTestClient client = client(context);
			assertThatExceptionOfType(WorkerLostException.class)
				.isThrownBy(() -> service.dyingWhereThereIs(cause.toString()));
			ThrowingCallable again = () -> service.dyingWhereThereIs(cause.toString());
			await().untilAsserted(() -> assertThatExceptionOfType(PoisonTaskException.class).isThrownBy(again));
			Files.delete(cause);
			assertThatExceptionOfType(PoisonTaskException.class).isThrownBy(again);
			String quarantine = "/actuator/aiopool/default/quarantine";
			assertThat(text(client, quarantine)).contains("Service.dyingWhereThereIs").doesNotContain("cause");
			String fingerprint = JsonPath.read(text(client, quarantine), "$[0].fingerprint");
			client.delete().uri(quarantine + "/" + fingerprint).exchange().expectStatus().isOk();
			assertThat(service.dyingWhereThereIs(cause.toString())).isEqualTo("alive");
			assertThat(text(client, quarantine)).isEqualTo("[]");
			assertThat(text(client, "/actuator/aiopool/default/workers")).contains("\"lastExit\":{", "exit code 7");
		});
	}

	@Test
	@Tag("F69")
	@Tag("F70")
	void methodThatKillsWithDifferentArgumentsIsShownAndReleased() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			WebTestClient client = client(context);
			for (int status = 3; status <= 5; status++) {
				int exit = status;
				assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> service.exiting(exit))
					.isExactlyInstanceOf(WorkerLostException.class);
			}
			assertThat(text(client, "/actuator/aiopool/default/lost"))
				.contains("\"description\":\"exit code 3\"", "\"description\":\"exit code 5\"")
				.doesNotContain("out of memory");
			String health = "/actuator/health/aiopoolWorkers";
			ProcessPool pool = context.getBean(ProcessPool.class);
			await().until(() -> pool.statistics().ready() == 1);
			assertThat(text(client, health)).contains("\"status\":\"DEGRADED\"", "\"quarantined\":1");
			String quarantine = "/actuator/aiopool/default/quarantine";
			assertThat(text(client, quarantine)).contains("Service.exiting", "\"deaths\":3");
			String fingerprint = JsonPath.read(text(client, quarantine), "$[0].fingerprint");
			assertThat(fingerprint).startsWith("method-");
			client.delete().uri(quarantine + "/" + fingerprint).exchange().expectStatus().isOk();
			assertThat(text(client, quarantine)).isEqualTo("[]");
			await().untilAsserted(() -> assertThat(text(client, health)).doesNotContain("DEGRADED"));
			assertThat(service.exiting(0)).isEqualTo("alive");
		});
	}

	private static void change(WebTestClient client, String body) {
		client.post()
			.uri("/actuator/aiopool/default")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isOk();
	}

	private static String text(WebTestClient client, String uri) {
		return client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
	}

	private static WebTestClient client(ApplicationContext context) {
		return WebTestClient.bindToApplicationContext(context)
			.configureClient()
			.responseTimeout(Duration.ofSeconds(40))
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	static class Service {

		@OffProcess(exclusive = true)
		public CompletableFuture<String> waiting(String argument) throws InterruptedException {
			new CountDownLatch(1).await();
			return CompletableFuture.completedFuture(argument);
		}

		@OffProcess
		public String dyingWhereThereIs(String file) {
			if (Files.exists(Path.of(file))) {
				Runtime.getRuntime().halt(7);
			}
			return "alive";
		}

		@OffProcess
		public String exiting(int status) {
			if (status > 0) {
				Runtime.getRuntime().halt(status);
			}
			return "alive";
		}

		/** Says how publishers are in its process. */
		@OffProcess
		public String logging() {
			LoggerFactory.getLogger(Service.class).debug("hooks come with the first logger");
			return Hooks.isAutomaticContextPropagationEnabled() ? "auto" : "limited";
		}

		@OffProcess
		public CompletableFuture<String> dying() {
			System.err.println("last words");
			Runtime.getRuntime().halt(7);
			return CompletableFuture.completedFuture("not reached");
		}

	}

}
