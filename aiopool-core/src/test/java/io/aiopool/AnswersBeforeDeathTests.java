package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Quick tasks whose answers are sent together, and the death of their worker in the
 * middle: who was answered before hears it, and who was not begun runs elsewhere.
 */
class AnswersBeforeDeathTests {

	private static final int WARM = 200;

	private static final int BURST = 200;

	/** One more, and the task would be in quarantine. */
	private static final int ROUNDS = 3;

	/** A body is known by its class, so that one kind of task is quick and deadly. */
	private static final RemoteBiFunction<Integer, Integer, Integer> BODY = AnswersBeforeDeathTests::behave;

	private static final int HANGS = 101;

	private static final RemoteBiFunction<Integer, String, Integer> HANGING = AnswersBeforeDeathTests::hang;

	static Integer behave(Integer number, Integer deadly) {
		if (number.equals(deadly)) {
			Runtime.getRuntime().halt(9);
		}
		return number;
	}

	/** Until somebody from outside ends the process. */
	static Integer hang(Integer number, String begun) throws IOException, InterruptedException {
		if (number == HANGS && !begun.isEmpty()) {
			Files.createFile(Path.of(begun));
			Thread.sleep(Duration.ofMinutes(5).toMillis());
		}
		return number;
	}

	private static <T> void warmUp(ProcessPool pool, RemoteBiFunction<Integer, T, Integer> body, T harmless) {
		for (int i = 0; i < WARM; i++) {
			pool.apply(body, i, harmless).orTimeout(60, TimeUnit.SECONDS).join();
		}
	}

	private static <T> List<CompletableFuture<Integer>> burst(ProcessPool pool,
			RemoteBiFunction<Integer, T, Integer> body, T deadly) {
		List<CompletableFuture<Integer>> futures = new ArrayList<>();
		for (int i = 0; i < BURST; i++) {
			futures.add(pool.apply(body, i, deadly).orTimeout(60, TimeUnit.SECONDS));
		}
		return futures;
	}

	private static void verify(List<CompletableFuture<Integer>> futures, int deadly) {
		for (int i = 0; i < BURST; i++) {
			CompletableFuture<Integer> future = futures.get(i);
			if (i != deadly) {
				assertThat(future.join()).isEqualTo(i);
			}
			else {
				CompletionException failure = catchThrowableOfType(CompletionException.class, future::join);
				assertThat(failure).hasCauseInstanceOf(WorkerLostException.class);
				assertThat(((WorkerLostException) failure.getCause()).started()).isTrue();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 40, 64, 100, 170 })
	@Tag("F34")
	void aWorkerThatDiesHasAnsweredWhatHadEnded(int deadly) {
		try (TrackedPool tracked = TrackedPool.open(ProcessPool.builder().processes(1))) {
			ProcessPool pool = tracked.pool();
			for (int round = 0; round < ROUNDS; round++) {
				warmUp(pool, BODY, -1);
				verify(burst(pool, BODY, deadly), deadly);
			}
		}
	}

	@Test
	void aTaskThatIsNotQuickForOnceKeepsNoAnswerBack(@TempDir Path directory) {
		Path begun = directory.resolve("begun");
		try (TrackedPool tracked = TrackedPool.open(ProcessPool.builder().processes(1))) {
			ProcessPool pool = tracked.pool();
			warmUp(pool, HANGING, "");
			List<CompletableFuture<Integer>> futures = burst(pool, HANGING, begun.toString());
			// All but itself, although their worker is stuck: those behind it wait.
			CompletableFuture.allOf(futures.subList(0, HANGS).toArray(new CompletableFuture<?>[0])).join();
			// Else it is not to blame, and would run once more, and hang there.
			Awaitility.await().until(() -> Files.exists(begun));
			assertThat(futures.get(HANGS)).isNotDone();
			ProcessHandle.of(pool.workers().get(0).pid()).orElseThrow().destroyForcibly();
			verify(futures, HANGS);
		}
	}

}
