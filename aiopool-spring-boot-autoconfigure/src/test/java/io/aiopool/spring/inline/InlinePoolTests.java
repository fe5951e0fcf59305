package io.aiopool.spring.inline;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.aiopool.Invocation;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(20)
class InlinePoolTests {

	private final InlinePool pool = InlinePool.sharing(ProcessPool.builder().processes(2).settings(),
			(type) -> new Target());

	@AfterEach
	void close() {
		this.pool.terminate();
	}

	@Test
	void bodiesRunInThisProcess() throws Exception {
		assertThat(this.pool.apply(() -> ProcessHandle.current().pid()).get()).isEqualTo(ProcessHandle.current().pid());
		assertThat(this.pool.apply((Integer a) -> a + 1, 1).get()).isEqualTo(2);
		assertThat(this.pool.applyAsync((Integer a, Integer b) -> CompletableFuture.completedFuture(a + b), 1, 2).get())
			.isEqualTo(3);
	}

	@Test
	void failureIsThatOfTheBody() {
		assertThat(this.pool.apply(() -> {
			throw new IOException("gone");
		})).failsWithin(Duration.ofSeconds(5))
			.withThrowableOfType(ExecutionException.class)
			.withCauseExactlyInstanceOf(IOException.class);
	}

	@Test
	void invocationsOfAllReturnTypesWork() throws Throwable {
		assertThat(this.pool.call(invocation("plain"), TaskOptions.DEFAULTS)).isEqualTo("plain");
		assertThat(this.pool.call(invocation("mono"), TaskOptions.DEFAULTS)).isEqualTo("mono");
		assertThat(this.pool.call(invocation("future"), TaskOptions.DEFAULTS)).isEqualTo("future");
		StepVerifier.create(this.pool.stream(invocation("flux"), TaskOptions.DEFAULTS))
			.expectNext(1, 2)
			.verifyComplete();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.pool.call(invocation("failing"), TaskOptions.DEFAULTS));
	}

	@Test
	void mapKeepsOrderAndNulls() throws Exception {
		List<Integer> input = Arrays.asList(3, null, 1);
		assertThat(this.pool.map((Integer a) -> (a != null) ? a * 2 : null, input).toList()).containsExactly(6, null,
				2);
		assertThat(this.pool.map((Integer a) -> a, input).toFuture().get()).containsExactly(3, null, 1);
		try (Stream<Integer> results = this.pool.map((Integer a) -> a, input).unordered().stream()) {
			assertThat(results).containsExactlyInAnyOrder(3, null, 1);
		}
	}

	@Test
	void mapPullsEndlessInputLazily() {
		AtomicInteger pulled = new AtomicInteger();
		Iterable<Integer> endless = () -> IntStream.iterate(0, (n) -> n + 1)
			.peek((n) -> pulled.incrementAndGet())
			.iterator();
		StepVerifier.create(this.pool.map((Integer a) -> a, endless).concurrency(2).flux().take(3))
			.expectNext(0, 1, 2)
			.verifyComplete();
		assertThat(pulled).hasValueLessThan(20);
	}

	@Test
	void failureEndsTheMap() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.pool.map((Integer a) -> {
			throw new IllegalStateException("no");
		}, List.of(1, 2)).toList());
	}

	@Test
	void cancelledTaskIsInterrupted() throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		CompletableFuture<Object> task = this.pool.apply(() -> {
			started.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return null;
		});
		started.await();
		task.cancel(true);
		interrupted.await();
	}

	@Test
	void closedPoolTakesNoTasks() throws InterruptedException {
		assertThatIllegalStateException().isThrownBy(() -> this.pool.join(Duration.ZERO));
		this.pool.close();
		assertThat(this.pool.health()).isEqualTo(PoolHealth.CLOSED);
		assertThat(this.pool.join(Duration.ofSeconds(5))).isTrue();
		assertThat(this.pool.apply(() -> 1)).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(PoolClosedException.class);
		assertThat(this.pool.statistics().rejected()).isOne();
	}

	private static Invocation invocation(String method) throws NoSuchMethodException {
		return new Invocation(Target.class, Target.class.getDeclaredMethod(method), new Object[0]);
	}

	static class Target {

		String plain() {
			return "plain";
		}

		Mono<String> mono() {
			return Mono.just("mono");
		}

		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		Flux<Integer> flux() {
			return Flux.just(1, 2);
		}

		void failing() throws IOException {
			throw new IOException("gone");
		}

	}

}
