package io.aiopool.life;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.RepeatedTest;

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

}
