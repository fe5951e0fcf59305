package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CancelTests {

	@TempDir
	private Path directory;

	private ProcessPool pool;

	@BeforeEach
	void open() {
		this.pool = ProcessPool.builder()
			.name("cancel")
			.processes(1)
			.killGrace(Duration.ofMillis(300))
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(64 << 20))
			.build();
	}

	@AfterEach
	void close() {
		List<Long> pids = this.pool.workers().stream().map(WorkerSnapshot::pid).toList();
		this.pool.close();
		assertThat(pids).noneMatch((pid) -> ProcessHandle.of(pid).isPresent());
	}

	@Test
	@Tag("F14")
	void aQueuedTaskIsRemoved() {
		CompletableFuture<Integer> running = this.pool.apply(CancelTests::heed, mark("begun"));
		await().until(() -> Files.exists(this.directory.resolve("begun")));
		CompletableFuture<Integer> queued = this.pool.apply(CancelTests::heed, mark("queued"));
		assertThat(this.pool.statistics().pending()).isEqualTo(1);
		assertThat(queued.cancel(true)).isTrue();
		assertThat(this.pool.statistics().pending()).isZero();
		running.cancel(true);
		assertThat(this.pool.apply(() -> 42).join()).isEqualTo(42);
		assertThat(this.directory.resolve("queued")).doesNotExist();
	}

	/** Found by the simulation: the worker was kept free for a task that had left. */
	@Test
	@Tag("F14")
	void aCancelledTaskKeepsNoWorkerForItself() throws IOException {
		String hold = this.directory.resolve("hold").toString();
		CompletableFuture<Void> sharing = this.pool.applyAsync(CancelTests::holdAside, hold);
		CompletableFuture<Integer> alone = this.pool.apply(() -> 1);
		assertThat(this.pool.statistics().pending()).isEqualTo(1);
		alone.cancel(true);
		Held.release(Path.of(hold));
		sharing.join();
		assertThat(this.pool.applyAsync(() -> CompletableFuture.completedFuture(42)))
			.succeedsWithin(Duration.ofSeconds(20), InstanceOfAssertFactories.INTEGER)
			.isEqualTo(42);
	}

	private static CompletableFuture<Void> holdAside(String file) {
		CompletableFuture<Void> held = new CompletableFuture<>();
		new Thread(() -> {
			try {
				Held.until(file);
				held.complete(null);
			}
			catch (IOException | RuntimeException ex) {
				held.completeExceptionally(ex);
			}
		}).start();
		return held;
	}

	@Test
	@Tag("F14")
	void aRunningTaskIsInterrupted() {
		long worker = this.pool.apply(() -> ProcessHandle.current().pid()).join();
		CompletableFuture<Integer> running = this.pool.apply(CancelTests::heed, mark("begun"));
		await().until(() -> Files.exists(this.directory.resolve("begun")));
		assertThat(running.cancel(true)).isTrue();
		await().until(() -> Files.exists(this.directory.resolve("begun.interrupted")));
		assertThat(this.pool.apply(() -> ProcessHandle.current().pid()).join()).as("it lives on").isEqualTo(worker);
		assertThat(this.pool.statistics().cancelled()).isEqualTo(1);
	}

	@Test
	@Tag("F14")
	void anExclusiveTaskThatIgnoresItsInterruptIsKilledAfterTheGrace() {
		CompletableFuture<Integer> running = this.pool.apply(CancelTests::ignore, mark("begun"));
		await().until(() -> Files.exists(this.directory.resolve("begun")));
		running.cancel(true);
		await().until(() -> this.pool.statistics().workersLost() == 1);
		assertThat(this.pool.apply(() -> 42).join()).isEqualTo(42);
	}

	@Test
	@Tag("F14")
	void aResultThatComesLateIsDroppedAndCounted() {
		CompletableFuture<Integer> running = this.pool.apply(CancelTests::heed, mark("begun"));
		await().until(() -> Files.exists(this.directory.resolve("begun")));
		running.cancel(true);
		await().until(() -> this.pool.statistics().lateResults() == 1);
		assertThat(running).isCancelled();
		assertThat(this.pool.apply(() -> 42).join()).isEqualTo(42);
		assertThat(this.pool.statistics().completed()).as("without the late one").isEqualTo(1);
		assertThat(this.pool.statistics().lateResults()).isEqualTo(1);
	}

	private String mark(String name) {
		return this.directory.resolve(name).toString();
	}

	private static int heed(String mark) throws IOException {
		Files.createFile(Path.of(mark));
		try {
			Thread.sleep(Duration.ofMinutes(1).toMillis());
		}
		catch (InterruptedException ex) {
			Files.createFile(Path.of(mark + ".interrupted"));
		}
		return 0;
	}

	@SuppressWarnings("InfiniteLoopStatement")
	private static int ignore(String mark) throws IOException {
		Files.createFile(Path.of(mark));
		while (true) {
			Thread.onSpinWait();
		}
	}

}
