package io.aiopool.fault;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

import io.aiopool.ProcessPool;
import io.aiopool.WorkerLostException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tasks that do what a good guest does not.
 */
class HabitFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@Test
	@Tag("F15")
	void leakedThreadsDoNotKeepTheResultOrTheEnd() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		assertThat(FaultPools.await(pool.apply(() -> MisbehavingTasks.leakThreads(20)))).isEqualTo("done");
		assertThat(pools.pid(pool)).isEqualTo(pid);
		pool.close();
		assertThat(ProcessHandle.of(pid)).isEmpty();
	}

	@Test
	@Tag("F15")
	void whatGoesOnAfterCompletionIsIgnored(@TempDir Path directory) {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		Path file = directory.resolve("late");
		String name = file.toString();
		assertThat(FaultPools.await(pool.apply(() -> MisbehavingTasks.workOn(name)))).isEqualTo("done");
		FaultPools.eventually(() -> Files.exists(file));
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	@Test
	@Tag("F16")
	void changedDefaultsStayInTheChild() {
		Locale locale = Locale.getDefault();
		TimeZone zone = TimeZone.getDefault();
		String home = System.getProperty("user.home");
		assertThat(FaultPools.await(pools.shared().apply(MisbehavingTasks::changeTheJvm)))
			.isEqualTo("changed tlh Asia/Kathmandu");
		assertThat(Locale.getDefault()).isEqualTo(locale);
		assertThat(TimeZone.getDefault()).isEqualTo(zone);
		assertThat(System.getProperty("user.home")).isEqualTo(home);
		assertThat(System.getProperty("aiopool.fault")).isNull();
	}

	@Test
	@Tag("F17")
	void closedStandardStreamsAreNoHarm() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		assertThat(FaultPools.await(pool.apply(MisbehavingTasks::closeStreams))).isEqualTo("closed");
		assertThat(pools.pid(pool)).isEqualTo(pid);
		assertThat(FaultPools.failure(pool.apply(() -> MisbehavingTasks.halt(5)), WorkerLostException.class)
			.exit()
			.exitCode()).hasValue(5);
	}

	@Test
	@Tag("F89")
	void aProgramThatReadsTheInputOfItsWorkerFindsItsEnd() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		assertThat(FaultPools.await(pool.apply(MisbehavingTasks::letAProgramRead))).isEqualTo("exit 0, read -1");
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	@Test
	@Tag("F18")
	void floodWithoutNewlineNeedsNoMemoryHere() {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		long before = usedHeap();
		assertThat(FaultPools.await(pool.apply(() -> MisbehavingTasks.flood(100)))).isEqualTo("printed");
		assertThat(usedHeap() - before).isLessThan(1 << 20);
		assertThat(pools.pid(pool)).isEqualTo(pid);
		WorkerLostException lost = FaultPools.failure(pool.apply(() -> MisbehavingTasks.halt(5)),
				WorkerLostException.class);
		assertThat(String.join("", lost.exit().output())).startsWith("xxx").hasSizeLessThan(16 << 10);
	}

	static long usedHeap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
