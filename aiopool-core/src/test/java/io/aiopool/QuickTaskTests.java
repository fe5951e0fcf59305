package io.aiopool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tasks that are expected to be quick, and so run on the thread that reads what the
 * parent says, but are not, or are rude to it.
 */
class QuickTaskTests {

	/** A body is known by its class, so all behaviours are those of one. */
	private static final RemoteBiFunction<String, SharedQueue<String>, String> BODY = QuickTaskTests::behave;

	private ProcessPool pool;

	private SharedQueue<String> queue;

	@BeforeEach
	void start() {
		this.pool = ProcessPool.builder().processes(1).killGrace(Duration.ofMinutes(1)).build();
		this.queue = this.pool.queue(10);
		// Measured to be quick, however busy this machine is.
		await().atMost(Duration.ofSeconds(90))
			.pollInterval(Duration.ofMillis(1))
			.until(() -> run("where").endsWith("reader"));
	}

	@AfterEach
	void stop() {
		this.pool.terminate();
	}

	private CompletableFuture<String> submit(String behaviour) {
		return this.pool.apply(BODY, behaviour, this.queue);
	}

	private String run(String behaviour) {
		return submit(behaviour).orTimeout(60, TimeUnit.SECONDS).join();
	}

	private long pid() {
		return this.pool.workers().get(0).pid();
	}

	static String behave(String behaviour, SharedQueue<String> queue) throws InterruptedException {
		switch (behaviour) {
			case "hang" -> Thread.sleep(Duration.ofMinutes(5).toMillis());
			case "take" -> {
				return queue.take();
			}
			case "interrupt itself" -> Thread.currentThread().interrupt();
			case "interrupt for a while" -> interruptForAWhile(Thread.currentThread());
			default -> {
			}
		}
		boolean reader = Arrays.stream(Thread.currentThread().getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals("io.aiopool.child.Commands"));
		return behaviour + (reader ? " on the reader" : "");
	}

	private static void interruptForAWhile(Thread thread) {
		Thread rude = new Thread(() -> {
			long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
			while (System.nanoTime() < end) {
				thread.interrupt();
			}
		});
		rude.setDaemon(true);
		rude.start();
	}

	@Test
	void aTaskThatHangsIsInterruptedWhenItIsCancelled() {
		long pid = pid();
		CompletableFuture<String> future = submit("hang");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.pool.statistics().inFlight() == 1);
		future.cancel(true);
		await().atMost(Duration.ofSeconds(30)).until(() -> this.pool.statistics().inFlight() == 0);
		assertThat(run("after")).startsWith("after");
		assertThat(pid()).isEqualTo(pid);
	}

	@Test
	void aTaskThatHangsHasADeadlineWithEvidence() {
		TaskOptions options = TaskOptions.DEFAULTS.withTimeout(Duration.ofSeconds(1));
		CompletableFuture<String> future = this.pool.with(options).apply(BODY, "hang", this.queue);
		assertThatThrownBy(() -> future.orTimeout(60, TimeUnit.SECONDS).join()).cause()
			.isInstanceOfSatisfying(TaskTimeoutException.class,
					(ex) -> assertThat(ex.threadDump()).contains("QuickTaskTests.behave"));
	}

	@Test
	void aTaskCanWaitForAQueueOfTheParent() throws Exception {
		CompletableFuture<String> future = submit("take");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.pool.statistics().inFlight() == 1);
		this.queue.put("element");
		assertThat(future.get(60, TimeUnit.SECONDS)).isEqualTo("element");
		assertThat(run("after")).startsWith("after");
	}

	@Test
	void aTaskThatLeavesItsThreadInterruptedHarmsNobody() {
		long pid = pid();
		for (int i = 0; i < 100; i++) {
			assertThat(run("interrupt itself")).startsWith("interrupt itself");
		}
		assertThat(pid()).isEqualTo(pid);
	}

	@Test
	void aThreadThatIsInterruptedLaterGoesOnReading() {
		long pid = pid();
		run("interrupt for a while");
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
		while (System.nanoTime() < end) {
			assertThat(run("meanwhile")).startsWith("meanwhile");
		}
		assertThat(pid()).isEqualTo(pid);
	}

	@Test
	void tasksBehindOneThatHangsGoToAWorkerThatIsFree() {
		this.pool.resize(2);
		await().atMost(Duration.ofSeconds(60)).until(() -> this.pool.statistics().ready() == 2);
		submit("hang");
		CompletableFuture<String> second = submit("hang");
		await().atMost(Duration.ofSeconds(30)).until(() -> this.pool.statistics().inFlight() >= 2);
		List<CompletableFuture<String>> behind = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			behind.add(submit("behind"));
		}
		second.cancel(true);
		for (CompletableFuture<String> task : behind) {
			assertThat(task.orTimeout(60, TimeUnit.SECONDS).join()).startsWith("behind");
		}
	}

}
