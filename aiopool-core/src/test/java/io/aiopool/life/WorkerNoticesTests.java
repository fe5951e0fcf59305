package io.aiopool.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.aiopool.JvmSettings;
import io.aiopool.LossCause;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.WorkerSnapshot;
import io.aiopool.fault.MisbehavingTasks;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.WorkerLogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the log says of workers that come and go, which is all that whoever is on call
 * has.
 */
@Timeout(120)
class WorkerNoticesTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final Logger logger = Logger.getLogger("io.aiopool.pool.WorkerNotices");

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Handler handler = new Handler() {

		@Override
		public void publish(LogRecord entry) {
			WorkerNoticesTests.this.lines.add(entry.getLevel() + " " + entry.getMessage());
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	};

	@BeforeEach
	void listen() {
		this.logger.addHandler(this.handler);
	}

	@AfterEach
	void listenNoLonger() {
		this.logger.removeHandler(this.handler);
	}

	private List<String> awaitLines(int count) {
		await().atMost(LONGEST).until(() -> this.lines.size() >= count);
		return this.lines;
	}

	@Test
	void lostWorkerIsOneWarningWithItsTasks() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			WorkerSnapshot first = watched.awaitReady(1).get(0);
			watched.pool.apply(LifeTasks::exit, 7).exceptionally((failure) -> null).join();
			assertThat(awaitLines(1).get(0))
				.startsWith("WARNING Pool 'life' lost worker 0.1 (pid " + first.pid()
						+ "): exit code 7, it exited by itself. It had 1 task: ")
				.contains("1 (WorkerNoticesTests)", "ProcessPool.lostWorkers()", "/actuator/aiopool/life/lost");
			long second = watched.awaitReady(1).get(0).pid();
			ProcessHandle.of(second).orElseThrow().destroyForcibly();
			assertThat(awaitLines(2).get(1)).contains("lost worker 0.2", "SIGKILL", "It had no tasks");
			watched.awaitReady(1);
			assertThat(this.lines).hasSize(2);
			assertThat(watched.pool.lostWorkers()).extracting((lost) -> lost.cause() == LossCause.EXIT)
				.containsExactly(false, true);
		}
	}

	@Test
	void killAtTheDeadlineNamesTheTask() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			watched.awaitReady(1);
			watched.pool.with(TaskOptions.DEFAULTS.withExclusive(true).withTimeout(Duration.ofMillis(200)))
				.apply(MisbehavingTasks::ignoreInterrupts)
				.exceptionally((failure) -> null)
				.join();
			assertThat(awaitLines(1).get(0)).startsWith("WARNING ")
				.contains("killed by the pool: a task ignored the interrupt at its deadline", "on account of task ",
						"1 (WorkerNoticesTests)");
			await().until(() -> !watched.pool.lostWorkers().isEmpty());
			assertThat(watched.pool.lostWorkers().get(0).cause()).isEqualTo(LossCause.DEADLINE);
			watched.awaitReady(1);
		}
	}

	@Test
	void crashReportIsNamedAndItsSummaryIsNoOutput() throws IOException {
		List<WorkerLogEvent> events = new CopyOnWriteArrayList<>();
		Path report;
		try (Watched watched = new Watched(
				Watched.builder(1).logForwarding(LogForwardingSettings.DEFAULTS.withListener(events::add)))) {
			watched.awaitReady(1);
			watched.pool.apply(MisbehavingTasks::segfault).exceptionally((failure) -> null).join();
			await().atMost(LONGEST).until(() -> !watched.pool.lostWorkers().isEmpty());
			report = watched.pool.lostWorkers().get(0).exit().crashReport();
			assertThat(watched.pool.lostWorkers().get(0).cause()).isEqualTo(LossCause.CRASH);
			assertThat(awaitLines(1).get(0)).startsWith("WARNING ")
				.contains("it crashed", "Crash report: " + report + ".");
			assertThat(watched.pool.lostWorkers().get(0).exit().output())
				.anyMatch((line) -> line.startsWith("# A fatal error"));
			watched.awaitReady(1);
			watched.pool.apply(WorkerNoticesTests::print).join();
			await().atMost(LONGEST).until(() -> events.stream().anyMatch((event) -> event.message().equals("# mine")));
		}
		assertThat(events).extracting(WorkerLogEvent::message)
			.filteredOn((message) -> message.startsWith("#"))
			.containsExactly("#", "# mine");
		Files.deleteIfExists(report);
	}

	private static boolean print() {
		System.out.println("#");
		System.out.println("# mine");
		return true;
	}

	@Test
	void heapDumpIsNamedAndSoIsOneThatWasCutOff(@TempDir Path directory) {
		JvmSettings jvm = JvmSettings.DEFAULTS.withMaxHeap(32 << 20)
			.withArgs(
					List.of("-XX:+HeapDumpOnOutOfMemoryError", "-XX:HeapDumpPath=" + directory.resolve("dump.hprof")));
		try (Watched watched = new Watched(Watched.builder(1).jvm(jvm))) {
			watched.awaitReady(1);
			watched.pool.apply(MisbehavingTasks::exhaustHeap).exceptionally((failure) -> null).join();
			assertThat(awaitLines(1).get(0)).contains("out of memory",
					"Heap dump: " + directory.resolve("dump.hprof") + ".");
			assertThat(directory.resolve("dump.hprof")).isNotEmptyFile();
			watched.awaitReady(1);
			watched.pool.apply(WorkerNoticesTests::endInADump).exceptionally((failure) -> null).join();
			assertThat(awaitLines(2).get(1)).contains("Its heap dump, /tmp/x.hprof, was cut off");
			watched.awaitReady(1);
		}
	}

	private static boolean endInADump() {
		System.out.println("Dumping heap to /tmp/x.hprof ...");
		Runtime.getRuntime().halt(137);
		return true;
	}

	@Test
	void recycledWorkerIsOneLineOfInformation() {
		try (Watched watched = new Watched(Watched.builder(1))) {
			long pid = watched.awaitReady(1).get(0).pid();
			assertThat(watched.pool.recycle(pid)).isTrue();
			assertThat(awaitLines(1))
				.containsExactly("INFO Pool 'life' replaces worker 0.1 (pid " + pid + "): somebody asked for it");
			await().atMost(LONGEST).until(() -> watched.awaitReady(1).get(0).pid() != pid);
			assertThat(this.lines).hasSize(1);
		}
	}

	@Test
	void drainThatKillsNamesTheTasks() {
		CompletableFuture<String> task;
		try (Watched watched = new Watched(Watched.builder(1).drainTimeout(Duration.ofMillis(300)))) {
			watched.awaitReady(1);
			task = watched.pool.apply(MisbehavingTasks::ignoreInterrupts);
			await().until(() -> watched.workers().get(0).inFlight() == 1);
		}
		assertThat(task).isCompletedExceptionally();
		assertThat(this.lines).singleElement()
			.asString()
			.startsWith("WARNING Pool 'life' is being closed, and kills its workers after the 300 ms of"
					+ " aiopool.drain-timeout. With them ended 1 task: ")
			.endsWith("1 (WorkerNoticesTests).");
	}

	@Test
	void starterThatIsToldToGoWithItsApplicationIsNoNews(@TempDir Path directory) {
		try (ProcessPool pool = starting(directory.resolve("first"))) {
			long pid = awaitStarting(pool, directory.resolve("first"));
			ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
			child.destroyForcibly();
			await().atMost(LONGEST).until(() -> !pool.lostWorkers().isEmpty());
		}
		assertThat(this.lines).isEmpty();
		try (ProcessPool pool = starting(directory.resolve("second"))) {
			long pid = awaitStarting(pool, directory.resolve("second"));
			ProcessHandle.of(pid).orElseThrow().destroyForcibly();
			assertThat(awaitLines(1).get(0))
				.startsWith("WARNING Pool 'life': worker 0.1 (pid " + pid + ") did not start");
		}
	}

	private static ProcessPool starting(Path file) {
		return Watched.builder(1).start(StartMode.BACKGROUND).initializer(Hanging.class, file.toString()).build();
	}

	private static long awaitStarting(ProcessPool pool, Path file) {
		await().atMost(LONGEST).until(() -> Files.exists(file));
		return pool.workers().get(0).pid();
	}

	/** Starts and is not ready, for as long as it lives. */
	public static final class Hanging implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) throws Exception {
			Files.writeString(Path.of(context.args().get(0)), "begun");
			Thread.sleep(Duration.ofMinutes(10).toMillis());
		}

	}

	@Test
	void listOfProcessesNamesPoolSlotAndGeneration() {
		try (Watched watched = new Watched(Watched.builder(2))) {
			for (WorkerSnapshot worker : watched.awaitReady(2)) {
				ProcessHandle.Info info = ProcessHandle.of(worker.pid()).orElseThrow().info();
				assertThat(info.arguments().orElseThrow())
					.contains("-Daiopool.worker=life-" + worker.slot() + "." + worker.generation());
			}
			assertThat(watched.pool.apply(() -> System.getProperty("aiopool.worker")).join()).startsWith("life-");
		}
	}

}
