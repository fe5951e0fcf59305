package io.aiopool.life;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.PoolClosedException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker that is told to leave leaves nothing unsaid.
 */
class DrainTests {

	/** The worker once left between the end of its last task and the answer to it. */
	@RepeatedTest(5)
	void theResultOfTheLastTaskIsNotLost() {
		List<CompletableFuture<Long>> tasks = new ArrayList<>();
		try (Watched watched = new Watched(Watched.builder(2))) {
			watched.awaitReady(2);
			for (int i = 0; i < 16; i++) {
				tasks.add(watched.pool.applyAsync(LifeTasks::pidAfterAsync, 50L));
			}
			for (int i = 0; i < 16; i++) {
				tasks.add(watched.pool.applyAsync(LifeTasks::pidAfterAsync, 49L + i % 3));
			}
		}
		assertThat(tasks).allMatch((task) -> !task.isCompletedExceptionally());
	}

	@Test
	@Tag("F40")
	void interruptedThreadThatClosesAPoolLosesNoOutcome() {
		List<CompletableFuture<Throwable>> told = new ArrayList<>();
		CompletableFuture<Throwable> mapped;
		try (Watched watched = new Watched(Watched.builder(2))) {
			watched.awaitReady(2);
			for (int i = 0; i < 16; i++) {
				told.add(watched.pool.applyAsync(LifeTasks::pidAfterAsync, 600_000L).handle((pid, failure) -> failure));
			}
			mapped = CompletableFuture
				.supplyAsync(() -> watched.pool.map(LifeTasks::pidAfter, List.of(600_000L, 600_001L)).toList(),
						(body) -> new Thread(body, "maps").start())
				.handle((pids, failure) -> failure);
			Awaitility.await().until(() -> watched.pool.statistics().submitted() > 16);
			Thread.currentThread().interrupt();
			watched.pool.close();
			assertThat(Thread.interrupted()).isTrue();
			assertThat(watched.pool.workers()).isEmpty();
		}
		assertThat(told).allSatisfy((failure) -> assertThat(failure).succeedsWithin(Duration.ofSeconds(30))
			.isInstanceOf(PoolClosedException.class));
		assertThat(mapped).succeedsWithin(Duration.ofSeconds(30)).isNotNull();
	}

	/** For which the JVM would wait at its end, 300 ms in vain. */
	@Test
	void noThreadIsBlockedInAReadWhenAWorkerEnds(@TempDir Path directory) {
		Path told = directory.resolve("told");
		Path exited = directory.resolve("exited");
		try (Watched watched = new Watched(Watched.builder(1).killGrace(Duration.ofSeconds(20)))) {
			assertThat(watched.pool.apply(LifeTasks::readers).join()).isNotEmpty();
			watched.pool.apply(LifeTasks::noteReadersAtExit, exited.toString()).join();
			assertThat(watched.pool.apply(LifeTasks::exitInOrder, 7)).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withMessageContaining("exit code 7");
			watched.pool.apply(LifeTasks::noteReadersAtExit, told.toString()).join();
		}
		assertThat(exited).hasContent("readers: []");
		assertThat(told).hasContent("readers: []");
	}

}
