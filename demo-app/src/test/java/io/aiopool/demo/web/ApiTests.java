package io.aiopool.demo.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.aiopool.demo.bookshop.Bookshop;
import io.aiopool.demo.bookshop.Shop;
import io.aiopool.demo.chaos.ChaosKind;
import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunSnapshot;
import io.aiopool.demo.run.RunState;
import io.aiopool.demo.run.Runs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "demo.auto-start=false", "demo.pages=3", "bookshop.delay=20ms", "aiopool.jvm.max-heap=64MB" })
@AutoConfigureWebTestClient(timeout = "30s")
@Timeout(60)
class ApiTests {

	@TempDir
	private static Path directory;

	@Autowired
	private WebTestClient web;

	@Autowired
	private Runs runs;

	@Autowired
	private Shop shop;

	@DynamicPropertySource
	static void csvInTemporaryDirectory(DynamicPropertyRegistry properties) {
		properties.add("demo.csv", () -> directory.resolve("books.csv").toString());
	}

	@BeforeEach
	void awaitEarlierRuns() {
		this.runs.latest().forEach((run) -> run.end().block(Duration.ofSeconds(30)));
	}

	@Test
	void endpointThatTheConfigurationNamesShowsThePool() {
		this.web.get()
			.uri("/actuator/aiopool")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.pools.default.health")
			.exists();
	}

	@Test
	void startsARunAndTellsItsProgressToTheEnd() {
		String location = start("in-process").expectStatus()
			.isAccepted()
			.expectBody()
			.jsonPath("$.mode")
			.isEqualTo("in-process")
			.returnResult()
			.getResponseHeaders()
			.getFirst("Location");
		RunSnapshot end = events(location + "/events").blockLast(Duration.ofSeconds(30));
		assertThat(end.state()).isEqualTo(RunState.FINISHED);
		assertThat(end.done()).isEqualTo(63);
		assertThat(end.result().rows()).isEqualTo(60);
		this.web.get().uri(location).exchange().expectBody(RunSnapshot.class).isEqualTo(end);
		this.web.get().uri("/api/runs").exchange().expectBody().jsonPath("$[0].id").isEqualTo(end.id());
	}

	@Test
	void refusesASecondRunWhileOneIsRunning() {
		start("pool").expectStatus().isAccepted();
		start("in-process").expectStatus()
			.isEqualTo(409)
			.expectBody()
			.jsonPath("$.detail")
			.value(String.class, (detail) -> assertThat(detail).contains("still running"));
	}

	@Test
	void refusesModesThatItDoesNotKnow() {
		start("elsewhere").expectStatus().isBadRequest();
		this.web.post()
			.uri("/api/runs")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isBadRequest();
	}

	@Test
	void followsWhicheverRunIsTheLatest() {
		String id = this.runs.start(RunMode.IN_PROCESS).id();
		RunSnapshot end = events("/api/progress")
			.filter((snapshot) -> snapshot.id().equals(id) && snapshot.state() != RunState.RUNNING)
			.blockFirst(Duration.ofSeconds(30));
		assertThat(end.result()).isNotNull();
	}

	@Test
	void knowsNoRunThatNeverWas() {
		for (String path : new String[] { "/api/runs/none", "/api/runs/none/events" }) {
			this.web.get().uri(path).exchange().expectStatus().isNotFound();
		}
	}

	@Test
	void offersTheBooksOfTheLatestRun() {
		this.runs.start(RunMode.POOL).end().block(Duration.ofSeconds(30));
		String title = ((Bookshop) this.shop).catalogue().books().get(0).title();
		this.web.get()
			.uri("/api/books.csv")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentTypeCompatibleWith("text/csv")
			.expectBody(String.class)
			.value((csv) -> assertThat(csv).startsWith("title,price,description\r\n\"" + title + "\","));
	}

	@Test
	void servesThePage() {
		this.web.get()
			.uri("/")
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("aiopool").doesNotContain("http://").doesNotContain("https://"));
	}

	@Test
	void hurtsNobodyWithoutBeingAskedInJson() {
		this.web.post().uri("/api/chaos/exit").exchange().expectStatus().isEqualTo(415);
		this.web.post()
			.uri("/api/chaos/unheard-of")
			.contentType(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isBadRequest();
	}

	@Test
	void everyButtonOfThePageHurtsInItsWay() throws IOException {
		String page = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);
		List<String> kinds = Pattern.compile("data-kind=\"([^\"]+)\"")
			.matcher(page)
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(kinds).hasSameSizeAs(ChaosKind.values());
		assertThat(kinds).allSatisfy((kind) -> this.web.post()
			.uri("/api/chaos/" + kind)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.kind")
			.isEqualTo(kind.toUpperCase(Locale.ROOT)));
	}

	private WebTestClient.ResponseSpec start(String mode) {
		return this.web.post()
			.uri("/api/runs")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue("{\"mode\": \"" + mode + "\"}")
			.exchange();
	}

	private Flux<RunSnapshot> events(String path) {
		return this.web.get()
			.uri(path)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(RunSnapshot.class)
			.getResponseBody();
	}

}
