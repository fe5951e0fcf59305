package io.aiopool;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("F54")
class HeapBudgetTests {

	private final HeapBudget fourGigabytes = new HeapBudget(4L << 30);

	@Test
	void threeQuartersOfTheMemoryAreFine() {
		assertThat(this.fourGigabytes.warning(List.of(pool("p", 3, "-Dx=y")))).isNull();
	}

	@Test
	void moreIsWarnedOfWithNumbersAndProperties() {
		assertThat(this.fourGigabytes.warning(List.of(pool("p", 4)))).contains("pool 'p' (4 x 1024 MiB)")
			.contains("4096 MiB of heap, 100 % of the 4096 MiB")
			.contains("aiopool.jvm.max-heap", "aiopool.processes", "75 %");
	}

	@Test
	void poolsAddUp() {
		PoolSettings one = pool("one", 2);
		PoolSettings two = pool("two", 2);
		assertThat(this.fourGigabytes.warning(List.of(one))).isNull();
		assertThat(this.fourGigabytes.warning(List.of(one, two))).contains("pool 'one'", "pool 'two'", "100 %");
	}

	@Test
	void sparesCount() {
		PoolSettings spared = ProcessPool.builder()
			.processes(2)
			.elastic(new ElasticSettings(null, ElasticSettings.DEFAULTS.idleTimeout(), 2))
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(1L << 30))
			.settings();
		assertThat(this.fourGigabytes.warning(List.of(spared))).contains("4 x 1024 MiB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xmx2g", "-Xmx2048M", "-XX:MaxHeapSize=2147483648", "-XX:MaxRAMPercentage=50" })
	void optionsOfTheUserDecide(String option) {
		assertThat(this.fourGigabytes.warning(List.of(pool("p", 2, option)))).contains("2 x 2048 MiB");
	}

	@Test
	void defaultsAreNeverTooMuch() {
		for (int processes : new int[] { 1, 8, 64 }) {
			PoolSettings settings = ProcessPool.builder().processes(processes).settings();
			assertThat(this.fourGigabytes.warning(List.of(settings))).isNull();
		}
	}

	@Test
	void poolThatIsTooLargeForThisMachineSaysSoWhenItIsMade() {
		StringBuilder logged = new StringBuilder();
		Handler handler = new Handler() {

			@Override
			public void publish(LogRecord entry) {
				logged.append(entry.getLevel()).append(": ").append(entry.getMessage());
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		};
		Logger logger = Logger.getLogger("io.aiopool.pool.ProcessPools");
		logger.addHandler(handler);
		try (ProcessPool pool = ProcessPool.create(ProcessPool.builder()
			.name("huge")
			.processes(1024)
			.start(StartMode.LAZY)
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(1L << 40))
			.settings())) {
			assertThat(logged).contains("WARNING: The workers of pool 'huge' (1024 x 1048576 MiB) may take");
		}
		finally {
			logger.removeHandler(handler);
		}
	}

	private static PoolSettings pool(String name, int processes, String... args) {
		return ProcessPool.builder()
			.name(name)
			.processes(processes)
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(1L << 30).withArgs(List.of(args)))
			.settings();
	}

}
