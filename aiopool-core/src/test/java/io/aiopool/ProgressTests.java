package io.aiopool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tasks say of their progress.
 */
@Timeout(120)
class ProgressTests {

	private static TrackedPool tracked;

	@BeforeAll
	static void open() {
		tracked = TrackedPool.open(ProcessPool.builder().name("progress").processes(1));
	}

	@AfterAll
	static void close() {
		tracked.close();
	}

	private static ProcessPool listening(List<TaskProgress> events) {
		return tracked.pool()
			.with(TaskOptions.DEFAULTS.withName("load").withProgressListener((progress) -> events.add(progress)));
	}

	@Test
	@Tag("F71")
	void aListenerThatThrowsWhatItMayNotHearsOfWhatComesLater(@TempDir Path directory) throws Exception {
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		Path heard = directory.resolve("heard");
		TaskOptions options = TaskOptions.DEFAULTS.withProgressListener((progress) -> {
			events.add(progress);
			ProgressTests.<RuntimeException>raise(new IOException("thrown by the listener"));
		});
		CompletableFuture<String> task = tracked.pool()
			.with(options)
			.apply(ProgressTests::saidInSteps, heard.toString());
		Awaitility.await().until(() -> !events.isEmpty());
		Held.release(heard);
		assertThat(task.join()).isEqualTo("loaded");
		Awaitility.await().untilAsserted(() -> assertThat(events).last().returns(1.0, TaskProgress::fraction));
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void raise(Throwable failure) throws T {
		throw (T) failure;
	}

	@Test
	void theListenerIsToldWhileTheTaskRunsAndOfTheLastWord(@TempDir Path directory) throws Exception {
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		Path heard = directory.resolve("heard");
		CompletableFuture<String> task = listening(events).apply(ProgressTests::saidInSteps, heard.toString());
		Awaitility.await().until(() -> !events.isEmpty());
		assertThat(task).isNotDone();
		Held.release(heard);
		assertThat(task.join()).isEqualTo("loaded");
		Awaitility.await()
			.untilAsserted(() -> assertThat(events).last()
				.returns(1.0, TaskProgress::fraction)
				.returns("all", TaskProgress::message));
		assertThat(events).first().isEqualTo(new TaskProgress(events.get(0).task(), "load", 1, 0.25, "a quarter"));
		assertThat(events).extracting(TaskProgress::fraction).isSorted();
	}

	private static void release(Path heard) {
		try {
			Held.release(heard);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String saidInSteps(String heard) throws IOException {
		TaskContext context = TaskContext.current();
		context.progress(0.25, "a quarter");
		Held.until(heard);
		context.progress(0.5);
		context.progress(1, "all");
		return "loaded";
	}

	@Test
	void aTaskThatSaysMuchSendsLittle() {
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		long millis = listening(events).apply(ProgressTests::saidTooOften).join();
		Awaitility.await().untilAsserted(() -> assertThat(events).last().returns(1.0, TaskProgress::fraction));
		assertThat(events).hasSizeBetween(3, 3 + (int) (millis / 50));
		assertThat(events).extracting(TaskProgress::fraction).isSorted();
	}

	/** Returns how many milliseconds it took. */
	private static long saidTooOften() {
		long begin = System.nanoTime();
		long end = begin + TimeUnit.MILLISECONDS.toNanos(400);
		for (long now = begin; now < end; now = System.nanoTime()) {
			TaskContext.current().progress((now - begin) / 1e9, "at " + now);
		}
		TaskContext.current().progress(1, null);
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
	}

	@Test
	void asynchronousTasksTellTheirProgressFromAnyThread() {
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		listening(events).applyAsync(ProgressTests::saidElsewhere).join();
		Awaitility.await().untilAsserted(() -> assertThat(events).last().returns("elsewhere", TaskProgress::message));
	}

	private static CompletableFuture<String> saidElsewhere() {
		TaskContext context = TaskContext.current();
		return CompletableFuture.supplyAsync(() -> {
			context.progress(0.5, "elsewhere");
			return "";
		});
	}

	@Test
	void fractionsAreKeptWithinTheirRangeAndMessagesShort() {
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		listening(events).apply(() -> {
			TaskContext.current().progress(17, "x".repeat(5000));
			return "";
		}).join();
		Awaitility.await().untilAsserted(() -> assertThat(events).hasSize(1));
		assertThat(events.get(0).fraction()).isEqualTo(1);
		assertThat(events.get(0).message()).hasSize(1000);
	}

	@Test
	void nothingIsSaidOfATaskThatHasEnded() {
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		listening(events).apply(ProgressTests::saidTooLate).join();
		tracked.pool().apply(ProgressTests::awaitSaidTooLate).join();
		Awaitility.await().untilAsserted(() -> assertThat(events).isNotEmpty());
		assertThat(events).extracting(TaskProgress::message).containsExactly("in time");
	}

	private static final CountDownLatch ENDED = new CountDownLatch(1);

	private static final CountDownLatch SAID = new CountDownLatch(1);

	private static String saidTooLate() {
		TaskContext context = TaskContext.current();
		context.progress(0.5, "in time");
		new Thread(() -> {
			try {
				ENDED.await();
			}
			catch (InterruptedException ex) {
				return;
			}
			context.progress(0.7, "too late");
			SAID.countDown();
		}).start();
		return "";
	}

	private static boolean awaitSaidTooLate() throws InterruptedException {
		ENDED.countDown();
		return SAID.await(10, TimeUnit.SECONDS);
	}

	@Test
	void aSlowListenerHoldsNothingUpAndGetsTheLatest() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		List<TaskProgress> events = new CopyOnWriteArrayList<>();
		ProcessPool pool = tracked.pool().with(TaskOptions.DEFAULTS.withProgressListener((progress) -> {
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			events.add(progress);
		}));
		assertThat(pool.apply(ProgressTests::saidTooOften)).succeedsWithin(Duration.ofSeconds(20));
		release.countDown();
		Awaitility.await().untilAsserted(() -> assertThat(events).last().returns(1.0, TaskProgress::fraction));
		assertThat(events).hasSize(2);
	}

	@Test
	void aListenerThatThrowsIsCalledAgain(@TempDir Path directory) {
		AtomicInteger calls = new AtomicInteger();
		Path heard = directory.resolve("heard");
		ProcessPool pool = tracked.pool().with(TaskOptions.DEFAULTS.withProgressListener((progress) -> {
			calls.incrementAndGet();
			release(heard);
			throw new IllegalStateException("listener");
		}));
		assertThat(pool.apply(ProgressTests::saidInSteps, heard.toString()).join()).isEqualTo("loaded");
		Awaitility.await().untilAsserted(() -> assertThat(calls.get()).isGreaterThanOrEqualTo(2));
	}

}
