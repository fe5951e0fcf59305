package io.aiopool;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What goes with tasks besides their arguments.
 */
@Timeout(120)
class TaskContextTests {

	/** What the source captures, by thread. */
	private static final ThreadLocal<Map<String, String>> HERE = ThreadLocal.withInitial(Map::of);

	private static TrackedPool tracked;

	@BeforeAll
	static void open() {
		tracked = TrackedPool.open(ProcessPool.builder().name("context").processes(1).taskContext(() -> HERE.get()));
	}

	@AfterAll
	static void close() {
		tracked.close();
	}

	private static Map<String, String> seen() {
		return new HashMap<>(TaskContext.current().context());
	}

	@Test
	void aTaskWithoutContextHasAnEmptyOne() {
		assertThat(tracked.pool().apply(TaskContextTests::seen).join()).isEmpty();
	}

	@Test
	void theContextOfTheOptionsIsFoundInTheWorker() {
		Map<String, String> context = Map.of("traceparent", "00-ab-cd-01", "empty", "", "tenant", "ü");
		ProcessPool pool = tracked.pool().with(TaskOptions.DEFAULTS.withContext(context));
		assertThat(pool.apply(TaskContextTests::seen).join()).isEqualTo(context);
		assertThat(pool.applyAsync(TaskContextTests::seenLater).join()).isEqualTo(context);
	}

	private static CompletableFuture<Map<String, String>> seenLater() {
		TaskContext task = TaskContext.current();
		return CompletableFuture.supplyAsync(() -> new HashMap<>(task.context()));
	}

	@Test
	void aTaskKnowsItsIdItsAttemptAndTheTimeThatIsLeft() {
		ProcessPool hurried = tracked.pool().with(TaskOptions.DEFAULTS.withTimeout(Duration.ofSeconds(30)));
		RemoteCallable<List<Object>> known = () -> {
			TaskContext task = TaskContext.current();
			return List.of(task.id(), task.attempt(), task.isCancelled(), task.remaining());
		};
		List<Object> first = hurried.apply(known).join();
		List<Object> second = hurried.apply(known).join();
		assertThat((Long) second.get(0)).isGreaterThan((Long) first.get(0));
		assertThat(first.subList(1, 3)).containsExactly(1, false);
		assertThat((Duration) first.get(3)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
		assertThat(tracked.pool().apply(() -> TaskContext.current().remaining()).join()).isNull();
	}

	@Test
	void theSourceIsAskedOnTheSubmittingThread() {
		try {
			HERE.set(Map.of("tenant", "a", "user", "u"));
			ProcessPool pool = tracked.pool().with(TaskOptions.DEFAULTS.withContext(Map.of("tenant", "stronger")));
			assertThat(pool.apply(TaskContextTests::seen).join()).isEqualTo(Map.of("tenant", "stronger", "user", "u"));
		}
		finally {
			HERE.remove();
		}
	}

	@Test
	void allElementsOfAMapHaveTheContextOfItsCaller() {
		try {
			HERE.set(Map.of("tenant", "a"));
			MapResult<String> result = tracked.pool()
				.map((Integer element) -> TaskContext.current().context().get("tenant") + element,
						Collections.nCopies(300, 1));
			HERE.set(Map.of("tenant", "b"));
			assertThat(result.toList()).hasSize(300).containsOnly("a1");
		}
		finally {
			HERE.remove();
		}
	}

	@Test
	void aStreamHasTheContextOfItsSubscriber() throws Exception {
		Invocation invocation = new Invocation(Streaming.class, Streaming.class.getMethod("tenants"), new Object[0]);
		Flux<Object> stream = tracked.pool().stream(invocation, TaskOptions.DEFAULTS);
		try {
			HERE.set(Map.of("tenant", "a"));
			assertThat(stream.collectList().block()).isEqualTo(List.of("a", "a"));
			HERE.set(Map.of("tenant", "b"));
			assertThat(stream.collectList().block()).isEqualTo(List.of("b", "b"));
		}
		finally {
			HERE.remove();
		}
	}

	public static class Streaming {

		public Flux<String> tenants() {
			String tenant = TaskContext.current().context().getOrDefault("tenant", "none");
			return Flux.just(tenant, tenant);
		}

	}

	@Test
	void everyAttemptHasTheContext() {
		TaskOptions options = TaskOptions.DEFAULTS.withContext(Map.of("tenant", "a"))
			.withRetry(RetryPolicy.of(2, Duration.ZERO));
		assertThat(tracked.pool().with(options).apply(TaskContextTests::failFirst).join()).isEqualTo("2 a");
	}

	private static String failFirst() {
		TaskContext task = TaskContext.current();
		if (task.attempt() == 1) {
			throw new IllegalStateException("first");
		}
		return task.attempt() + " " + task.context().get("tenant");
	}

	@Test
	void theContextCannotBeChangedByTheTask() {
		ProcessPool pool = tracked.pool().with(TaskOptions.DEFAULTS.withContext(Map.of("a", "b")));
		assertThat(pool.apply(TaskContextTests::change).join()).isEqualTo("refused");
	}

	private static String change() {
		try {
			TaskContext.current().context().put("x", "y");
			return "changed";
		}
		catch (UnsupportedOperationException ex) {
			return "refused";
		}
	}

	@Test
	void whatTheSourceThrowsTheSubmissionThrows() {
		ProcessPool pool = tracked.pool();
		try {
			HERE.set(null);
			HERE.set(new HashMap<>() {
				@Override
				public boolean isEmpty() {
					throw new IllegalStateException("no tenant");
				}
			});
			assertThatIllegalStateException().isThrownBy(() -> pool.apply(TaskContextTests::seen))
				.withMessage("no tenant");
		}
		finally {
			HERE.remove();
		}
	}

	@Test
	void aContextThatIsTooLargeIsRefused() {
		Map<String, String> many = new HashMap<>();
		for (int i = 0; i < 65; i++) {
			many.put("k" + i, "v");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> TaskOptions.DEFAULTS.withContext(many))
			.withMessageContaining("64 entries")
			.withMessageContaining("had 65");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> TaskOptions.DEFAULTS.withContext(Map.of("key", "v".repeat(32_766))))
			.withMessageContaining("32768 characters");
	}

	@Test
	void noTaskNoContext() {
		assertThat(TaskContext.find()).isNull();
	}

}
