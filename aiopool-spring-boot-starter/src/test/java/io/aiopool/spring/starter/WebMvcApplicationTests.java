package io.aiopool.spring.starter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.aiopool.OffProcess;
import io.aiopool.WorkerLostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with Spring MVC and without actuator, on real child JVMs: what a method
 * returns is what Spring MVC makes of it without the annotation.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "aiopool.processes=1", "aiopool.jvm.max-heap=64MB" })
@Timeout(60)
class WebMvcApplicationTests {

	private static final String HERE = Long.toString(ProcessHandle.current().pid());

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@ValueSource(strings = { "/plain", "/future", "/mono" })
	void processOfAMethodIsAnother(String path) throws Exception {
		HttpResponse<String> response = get(path);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(Long.parseLong(response.body())).isNotEqualTo(Long.parseLong(HERE));
	}

	@Test
	void itemsOfAFluxAreCollected() throws Exception {
		assertThat(get("/flux").body()).isEqualTo("[1,2,3]");
	}

	@Test
	void exceptionOfAMethodReachesItsHandler() throws Exception {
		HttpResponse<String> response = get("/failing");
		assertThat(response.statusCode()).isEqualTo(422);
		assertThat(response.body()).isEqualTo("not today");
	}

	@Test
	void deathOfTheWorkerIsToldAndTheNextRequestServed() throws Exception {
		String before = get("/plain").body();
		assertThat(get("/deadly").statusCode()).isEqualTo(503);
		String after = get("/plain").body();
		assertThat(Set.of(before, after, HERE)).hasSize(3);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	/** Runs in the child. */
	public static class Work {

		@OffProcess
		public long plain() {
			return ProcessHandle.current().pid();
		}

		@OffProcess
		public CompletableFuture<Long> future() {
			return CompletableFuture.supplyAsync(() -> ProcessHandle.current().pid());
		}

		@OffProcess
		public Mono<Long> mono() {
			return Mono.fromSupplier(() -> ProcessHandle.current().pid());
		}

		@OffProcess
		public Flux<Integer> flux() {
			return Flux.range(1, 3);
		}

		@OffProcess
		public long failing() {
			throw new IllegalStateException("not today");
		}

		@OffProcess
		public long deadly() {
			Runtime.getRuntime().halt(3);
			return 0;
		}

	}

	@RestController
	static class WorkController {

		private final Work work;

		WorkController(Work work) {
			this.work = work;
		}

		@GetMapping("/plain")
		long plain() {
			return this.work.plain();
		}

		@GetMapping("/future")
		CompletableFuture<Long> future() {
			return this.work.future();
		}

		@GetMapping("/mono")
		Mono<Long> mono() {
			return this.work.mono();
		}

		@GetMapping("/flux")
		Flux<Integer> flux() {
			return this.work.flux();
		}

		@GetMapping("/failing")
		long failing() {
			return this.work.failing();
		}

		@GetMapping("/deadly")
		long deadly() {
			return this.work.deadly();
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.UNPROCESSABLE_CONTENT)
		String refused(IllegalStateException ex) {
			return ex.getMessage();
		}

		@ExceptionHandler
		@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
		String lost(WorkerLostException ex) {
			return "lost";
		}

	}

	@SpringBootApplication
	@Import({ Work.class, WorkController.class })
	static class Application {

	}

}
