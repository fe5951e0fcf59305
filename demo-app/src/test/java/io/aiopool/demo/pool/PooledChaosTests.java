package io.aiopool.demo.pool;

import java.time.Duration;

import io.aiopool.ProcessPool;
import io.aiopool.demo.chaos.ChaosCaller;
import io.aiopool.demo.chaos.ChaosKind;
import io.aiopool.demo.chaos.ChaosOutcome;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The buttons that hurt a worker, with real child JVMs. */
@SpringBootTest(properties = { "demo.auto-start=false", "aiopool.processes=2", "aiopool.jvm.max-heap=64MB" },
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
@Timeout(120)
class PooledChaosTests {

	@Autowired
	private ChaosCaller chaos;

	@Autowired
	private ProcessPool pool;

	@ParameterizedTest
	@CsvSource({ "KILL, WorkerLostException, SIGKILL", "SEGFAULT, WorkerLostException, SIG",
			"EXIT, WorkerLostException, 1", "HEAP, WorkerOutOfMemoryException, memory",
			"LOOP, TaskTimeoutException, 3" })
	void costsTheCallerAnExceptionAndThePoolAWorkerThatIsReplaced(ChaosKind kind, String type, String message) {
		long lost = this.pool.statistics().workersLost();
		ChaosOutcome outcome = this.chaos.hurt(kind).block(Duration.ofSeconds(60));
		assertThat(outcome.type()).isEqualTo(type);
		assertThat(outcome.message()).containsIgnoringCase(message);
		await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
			assertThat(this.pool.statistics().workersLost()).isEqualTo(lost + 1);
			assertThat(this.pool.statistics().ready()).isEqualTo(2);
		});
	}

}
