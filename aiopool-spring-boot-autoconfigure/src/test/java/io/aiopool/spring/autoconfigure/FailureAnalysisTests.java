package io.aiopool.spring.autoconfigure;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aiopool.OffProcess;
import io.aiopool.PoolUnavailableException;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerLostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

	@ParameterizedTest
	@Tag("F93")
	@CsvSource(delimiter = '|',
			textBlock = """
					processes | 0 | aiopool.processes must be between 1 and 1024, but was 0.
					min-processes | 1000 | aiopool.min-processes must be between 0 and processes, which is
					idle-timeout | 0s | aiopool.idle-timeout must be a duration of more than zero, but was PT0S.
					spares | 65 | aiopool.spares must be between 0 and 64, but was 65.
					recycle.max-age | 0s | aiopool.recycle.max-age must be a duration of more than zero, but was PT0S.
					recycle.max-memory | 1KB | aiopool.recycle.max-memory must be at least 1048576, but was 1024.
					recycle.jitter | 2 | aiopool.recycle.jitter must be between 0 and 1, but was 2.0.
					heartbeat.interval | 1ms | aiopool.heartbeat.interval must be zero or at least PT0.01S, but was PT0.001S.
					heartbeat.timeout | 20ms | aiopool.heartbeat.timeout must be at least 3 times heartbeat.interval
					health.min-ready | -1 | aiopool.health.min-ready must be between 0 and 1024, but was -1.
					health.max-queue-fill | 2 | aiopool.health.max-queue-fill must be above 0 and at most 1, but was 2.0.
					quarantine.deaths | -1 | aiopool.quarantine.deaths must be between 0 and 1000, but was -1.
					pools.thumbs.spares | -1 | aiopool.pools.thumbs.spares must be between 0 and 64, but was -1.
					child-concurrency | 1000 | aiopool.child-concurrency must be between 1 and 512, but was 1000.
					max-queued-bytes | 0B | aiopool.max-queued-bytes must be at least 1, but was 0.
					max-in-flight-per-method | -1 | aiopool.max-in-flight-per-method must be at least 0, but was -1.
					max-payload | 3GB | aiopool.max-payload must be between 1024 and 1073741824, but was 3221225472.
					jvm.max-heap | 1MB | aiopool.jvm.max-heap must be at least 8388608, but was 1048576.
					jvm.niceness | 20 | aiopool.jvm.niceness must be between 0 and 19, but was 20.
					restart.intensity | 0 | aiopool.restart.intensity must be at least 1, but was 0.
					redelivery.worker-lost | -1 | aiopool.redelivery.worker-lost must be at least 0, but was -1.
					task-timeout | 0s | aiopool.task-timeout must be a duration of more than zero, but was PT0S.
					expose-properties | * | aiopool.expose-properties must hold property names in lower case
					scheduler | fastest | aiopool.scheduler must be one of affinity, least-loaded, priority, round-robin
					queue-count | 9999 | aiopool.queue-count must be between 1 and
					pools.thumbs.processes | 0 | aiopool.pools.thumbs.processes must be between 1 and 1024, but was 0.
					pools.default.processes | 1 | aiopool.pools.default must not be set
					proceses | 1 | aiopool.proceses is no property of aiopool. The nearest one is aiopool.processes.
					restart.back-of | 1s | aiopool.restart.back-of is no property of aiopool. The nearest one is aiopool.restart.backoff.
					pools.thumbs.maxtasksperchilds | 1 | The nearest one is aiopool.pools.thumbs.max-tasks-per-child.
					task-timeout | 5 | aiopool.task-timeout is 5 without a unit, which would be milliseconds: write 5s or 5ms.
								""")
	void valueThatCannotWorkIsNamedWithItsProperty(String key, String value, String description,
			CapturedOutput output) {
		fail(Empty.class, "--aiopool." + key + "=" + value);
		assertThat(output).contains("APPLICATION FAILED TO START").contains(description);
	}

	@Test
	@EnabledForJreRange(maxVersion = 23)
	void virtualThreadsAreRefusedOnOlderJdks(CapturedOutput output) {
		fail(Empty.class, "--aiopool.executor=virtual");
		assertThat(output).contains("aiopool.executor must be \"platform\" or the name of a class on JDK")
			.contains("It comes from \"aiopool.executor\"");
	}

	@Test
	@Tag("F93")
	void keyThatIsFarFromAllKnownOnesIsWarnedOf(CapturedOutput output) {
		fail(Broken.class, "--aiopool.dashboard.enabled=true", "--aiopool.jvm.environment.ANYTHING=1",
				"--aiopool.taskTimeout=100", "--aiopool.expose-properties=pages.*");
		assertThat(output).contains("Nothing reads these properties, so they have no effect: aiopool.dashboard.enabled")
			.contains("The property 'pages.*' of aiopool.expose-properties is not set anywhere")
			.doesNotContain("ANYTHING")
			.doesNotContain("aiopool cannot work as it is configured");
	}

	@Test
	void originAndActionAreGiven(CapturedOutput output) {
		fail(Empty.class, "--aiopool.processes=0");
		assertThat(output).contains("It comes from \"aiopool.processes\" from property source")
			.contains("Correct aiopool.processes.");
	}

	@Test
	void valueOfTheWrongTypeIsNamedWithItsProperty(CapturedOutput output) {
		fail(Empty.class, "--aiopool.start=soon");
		assertThat(output).contains("Failed to bind properties under 'aiopool.start'").contains("soon");
	}

	@Test
	void declarationsThatCannotWorkAreListed(CapturedOutput output) {
		fail(Broken.class);
		assertThat(output).contains("@OffProcess cannot work as it is declared")
			.contains("Service.run has the timeout 'soon'");
	}

	@Test
	@Tag("F103")
	void handlesInSignaturesOfAllBeansAreListedInOneReport(CapturedOutput output) {
		fail(Handles.class);
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("@OffProcess cannot work as it is declared")
			.contains(
					"Uploads.save takes org.springframework.web.multipart.MultipartFile as 'file', which cannot cross the"
							+ " process boundary: it is a handle: an upload that the server keeps until its request ends; pass its"
							+ " bytes")
			.contains("Uploads.all takes org.springframework.http.codec.multipart.FilePart as 'parts[]'")
			.contains(
					"Exchanges.answer takes org.springframework.web.server.ServerWebExchange as 'exchange', which cannot"
							+ " cross the process boundary: it is a handle: an HTTP request")
			.contains("Exchanges.client returns org.springframework.web.reactive.function.client.WebClient as 'result'")
			.contains("Exchanges.report returns java.util.concurrent.CompletableFuture as 'result.later'")
			.doesNotContain("trusted-packages");
		assertThat(output.toString().lines().filter((line) -> line.startsWith("    - "))).hasSize(5);
	}

	@Test
	@Tag("F103")
	void whatIsAdvisedInPlaceOfHandlesStarts() {
		SpringApplication spring = new SpringApplication(Mended.class);
		spring.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = spring.run("--spring.main.banner-mode=off",
				"--aiopool.processes=1")) {
			assertThat(context.getBean(MendedUploads.class).save(new byte[] { 1, 2 }, Map.of("name", "a")))
				.isEqualTo("2 a");
		}
	}

	@Test
	void allProblemsOfAllKindsAreReportedAtOnce(CapturedOutput output) {
		fail(Broken.class, "--aiopool.processes=0", "--aiopool.restart.intensity=0", "--aiopool.restart.window=0s",
				"--aiopool.queue-count=9999", "--aiopool.pools.thumbs.spares=-1", "--aiopool.pools.thumbs.scheduler=x");
		assertThat(output).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("aiopool.processes must be between 1 and 1024, but was 0.")
			.contains("aiopool.restart.intensity must be at least 1, but was 0.")
			.contains("aiopool.restart.window must be")
			.contains("aiopool.queue-count must be between 1 and")
			.contains("aiopool.pools.thumbs.spares must be between 0 and 64, but was -1.")
			.contains("aiopool.pools.thumbs.scheduler must be one of")
			.contains("Service.run has the timeout 'soon'");
		assertThat(output.toString().lines().filter((line) -> line.startsWith("    - "))).hasSize(7)
			.doesNotHaveDuplicates();
	}

	@Test
	void unavailablePoolIsExplainedWithTheOutputOfItsWorker() {
		WorkerExit exit = new WorkerExit(1, 0, 1, 1, null, List.of("Unrecognized option: -XX:Nope", "Error: no VM"),
				Path.of("hs_err.log"));
		PoolUnavailableException failure = new PoolUnavailableException("Pool 'default' has no worker",
				new WorkerLostException("Worker 0 ended with exit code 1", exit, false));
		FailureAnalysis analysis = new PoolUnavailableFailureAnalyzer()
			.analyze(new IllegalStateException("Failed to start bean", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("Pool 'default' has no worker")
			.contains("Worker 0 ended with exit code 1")
			.contains("Unrecognized option: -XX:Nope")
			.contains("Error: no VM");
		assertThat(analysis.getAction()).contains("aiopool.jvm.*").contains("aiopool.start");
	}

	private static void fail(Class<?> application, String... args) {
		SpringApplication spring = new SpringApplication(application);
		spring.setWebApplicationType(WebApplicationType.NONE);
		String[] all = Arrays.copyOf(args, args.length + 1);
		all[args.length] = "--spring.main.banner-mode=off";
		assertThatException().isThrownBy(() -> spring.run(all));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Broken {

		@Bean
		Service service() {
			return new Service();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Handles {

		@Bean
		Uploads uploads() {
			return new Uploads();
		}

		@Bean
		Exchanges exchanges() {
			return new Exchanges();
		}

	}

	static class Uploads {

		@OffProcess
		public void save(MultipartFile file) {
		}

		@OffProcess
		public void all(List<FilePart> parts) {
		}

	}

	static class Exchanges {

		@OffProcess
		public void answer(ServerWebExchange exchange) {
		}

		@OffProcess
		public WebClient client() {
			return WebClient.create();
		}

		@OffProcess
		public Report report() {
			return new Report("x", new CompletableFuture<>());
		}

	}

	record Report(String name, CompletableFuture<String> later) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Mended {

		@Bean
		MendedUploads uploads() {
			return new MendedUploads();
		}

	}

	static class MendedUploads {

		@OffProcess
		public String save(byte[] file, Map<String, String> parameters) {
			return file.length + " " + parameters.get("name");
		}

	}

	static class Service {

		@OffProcess(timeout = "soon")
		public void run() {
		}

	}

}
