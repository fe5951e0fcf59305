package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.aiopool.OffProcess;
import io.aiopool.spring.ChildProcesses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real web server and a real child JVM that stop in the midst of a request.
 */
@Timeout(60)
class GracefulShutdownTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	@TempDir
	private Path directory;

	@Test
	void requestInFlightAtShutdownGetsItsAnswer() throws Exception {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.REACTIVE)
			.properties(ChildProcesses.small())
			.properties("server.port=0", "server.shutdown=graceful", "aiopool.drain-timeout=20s")
			.run();
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		CompletableFuture<HttpResponse<String>> answer = get(port);
		await().until(() -> Files.exists(this.directory.resolve("begun")));
		Thread closing = new Thread(context::close, "closing");
		closing.start();
		await().atMost(Duration.ofSeconds(10)).until(() -> refusesConnections(port));
		assertThat(answer).isNotDone();
		Files.createFile(this.directory.resolve("released"));
		assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		assertThat(Long.parseLong(answer.join().body())).isNotEqualTo(ProcessHandle.current().pid());
		closing.join(10_000);
		assertThat(closing.isAlive()).isFalse();
	}

	private CompletableFuture<HttpResponse<String>> get(int port) {
		URI uri = URI.create("http://localhost:" + port + "/work?directory=" + this.directory);
		return HttpClient.newHttpClient()
			.sendAsync(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
	}

	private static boolean refusesConnections(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return !socket.isConnected();
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		WorkController workController(Work work) {
			return new WorkController(work);
		}

	}

	@RestController
	static class WorkController {

		private final Work work;

		WorkController(Work work) {
			this.work = work;
		}

		@GetMapping("/work")
		Mono<String> work(@RequestParam("directory") String directory) {
			return this.work.untilReleased(directory).map(String::valueOf);
		}

	}

	static class Work {

		@OffProcess
		public Mono<Long> untilReleased(String directory) {
			return Mono.fromCallable(() -> {
				Files.createFile(Path.of(directory, "begun"));
				while (!Files.exists(Path.of(directory, "released"))) {
					LockSupport.parkNanos(1_000_000);
				}
				return ProcessHandle.current().pid();
			});
		}

	}

}
