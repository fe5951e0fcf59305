package io.aiopool.demo.pool;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.aiopool.ProcessPool;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.demo.bookshop.Bookshop;
import io.aiopool.demo.bookshop.Shop;
import io.aiopool.demo.run.Run;
import io.aiopool.demo.run.RunMode;
import io.aiopool.demo.run.RunResult;
import io.aiopool.demo.run.Runs;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The run with real child JVMs. */
@SpringBootTest(properties = { "demo.auto-start=false", "aiopool.processes=2", "server.port=0" },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Timeout(120)
class PooledRunTests {

	@TempDir
	private static Path directory;

	@Autowired
	private Runs runs;

	@Autowired
	private Shop shop;

	@Autowired
	private ProcessPool pool;

	@DynamicPropertySource
	static void csvInTemporaryDirectory(DynamicPropertyRegistry properties) {
		properties.add("demo.csv", () -> directory.resolve("books.csv").toString());
	}

	@Test
	void scrapesAThousandBooksInWorkers() throws Exception {
		long before = this.pool.statistics().completed();
		RunResult result = this.runs.start(RunMode.POOL).end().block().result();
		assertThat(result.failures()).isEmpty();
		assertThat(rows()).isEqualTo(expected());
		assertThat(this.pool.statistics().completed() - before).isGreaterThanOrEqualTo(1_050);
	}

	@Test
	void losesNoBookWhenAWorkerIsKilledInTheMiddle() throws Exception {
		long lost = this.pool.statistics().workersLost();
		Run run = this.runs.start(RunMode.POOL);
		await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(5))
			.until(() -> run.snapshot().done() > 300);
		kill(busyWorker());
		RunResult result = run.end().block().result();
		assertThat(result.failures()).isEmpty();
		assertThat(rows()).isEqualTo(expected());
		await().untilAsserted(() -> {
			assertThat(this.pool.statistics().workersLost()).isEqualTo(lost + 1);
			assertThat(this.pool.statistics().ready()).isEqualTo(2);
		});
	}

	private WorkerSnapshot busyWorker() {
		return this.pool.workers()
			.stream()
			.filter((worker) -> worker.state() == WorkerState.READY && worker.inFlight() > 0)
			.findFirst()
			.orElseThrow();
	}

	private static void kill(WorkerSnapshot worker) {
		assertThat(ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly()).isTrue();
	}

	private List<List<String>> rows() throws Exception {
		CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
		try (Reader reader = Files.newBufferedReader(this.runs.csv()); CSVParser csv = format.parse(reader)) {
			return csv.stream().map((row) -> row.toList()).toList();
		}
	}

	private List<List<String>> expected() {
		return ((Bookshop) this.shop).catalogue()
			.books()
			.stream()
			.map((book) -> List.of(book.title(), book.price().toPlainString(),
					(book.description() != null) ? book.description() : ""))
			.toList();
	}

}
