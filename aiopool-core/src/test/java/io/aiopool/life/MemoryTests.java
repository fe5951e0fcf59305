package io.aiopool.life;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.sun.management.OperatingSystemMXBean;
import io.aiopool.ElasticSettings;
import io.aiopool.JvmSettings;
import io.aiopool.ProcessPool;
import io.aiopool.WorkerOutOfMemoryException;
import io.aiopool.fault.FaultPools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the workers of a pool may take of the memory, together.
 */
class MemoryTests {

	private static final int WORKERS = 3;

	private static final long HEAP = 32 << 20;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@Test
	void workersTogetherHaveNoMoreThanHalfOfTheMemory() {
		ProcessPool pool = pools.open(FaultPools.small()
			.processes(64)
			.jvm(JvmSettings.DEFAULTS)
			.elastic(new ElasticSettings(1, Duration.ofSeconds(60), 0)));
		long heap = FaultPools.await(pool.apply(() -> Runtime.getRuntime().maxMemory()));
		long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
		assertThat(64 * heap).isLessThanOrEqualTo(memory / 2);
		assertThat(heap).isLessThanOrEqualTo(512L << 20);
	}

	@Test
	void workersThatExhaustTheirHeapsTogetherStayWithinThem() {
		ProcessPool pool = pools.open(FaultPools.small().processes(WORKERS));
		List<CompletableFuture<Integer>> greedy = new ArrayList<>();
		for (int i = 0; i < WORKERS; i++) {
			greedy.add(pool.apply(MemoryTests::exhaust));
		}
		assertThat(greedy).allSatisfy((future) -> FaultPools.failure(future, WorkerOutOfMemoryException.class));
		assertThat(FaultPools.await(pool.apply(() -> Runtime.getRuntime().maxMemory()))).isLessThanOrEqualTo(HEAP);
		assertThat(pool.statistics().workersLost()).isEqualTo(WORKERS);
	}

	private static int exhaust() {
		List<byte[]> all = new ArrayList<>();
		while (true) {
			all.add(new byte[1 << 20]);
		}
	}

}
