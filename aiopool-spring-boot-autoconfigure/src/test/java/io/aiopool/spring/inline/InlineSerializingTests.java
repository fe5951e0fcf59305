package io.aiopool.spring.inline;

import java.io.InputStream;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.aiopool.Invocation;
import io.aiopool.PayloadTooLargeException;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteTaskException;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.elsewhere.DriverException;
import io.aiopool.elsewhere.LoggingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A pool without processes whose values cross all the same.
 */
@Timeout(20)
class InlineSerializingTests {

	private static final PoolSettings SETTINGS = ProcessPool.builder().processes(2).maxPayload(4096).settings();

	private final Target target = new Target();

	private final InlinePool pool = InlinePool.serializing(SETTINGS, (type) -> this.target,
			InlineSerializingTests.class.getClassLoader());

	@AfterEach
	void close() {
		this.pool.terminate();
	}

	@Test
	void taskAndCallerGetCopies() throws Exception {
		List<String> words = new ArrayList<>(List.of("a"));
		Object result = call("add", words);
		assertThat(result).isEqualTo(List.of("a", "b"));
		assertThat(words).containsExactly("a");
		assertThat(result).isNotSameAs(this.target.seen);
	}

	@Test
	void identityWithinAnArgumentListIsKept() throws Exception {
		List<String> words = new ArrayList<>();
		assertThat(call("same", words, words)).isEqualTo(true);
	}

	@Test
	void argumentThatCannotCrossFailsTheTask() {
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> call("take", new Thread()))
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(Phase.ARG_ENCODE))
			.withMessageContaining("Target.take has not run")
			.withMessageContaining("java.lang.Thread");
		assertThat(this.pool.statistics().submitted()).isZero();
	}

	@Test
	void argumentOverTheLimitIsRefused() {
		assertThatExceptionOfType(PayloadTooLargeException.class).isThrownBy(() -> call("take", new byte[5000]))
			.withMessageContaining("aiopool.max-payload");
	}

	@Test
	void resultThatCannotCrossFailsTheTask() {
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> call("open"))
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(Phase.RESULT_ENCODE))
			.withMessageContaining("Target.open has run");
	}

	@Test
	void asynchronousResultCrossesToo() throws Throwable {
		assertThat(this.pool.call(invocation("future"), TaskOptions.DEFAULTS)).isEqualTo("future");
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> this.pool.call(invocation("monoOfThread"), TaskOptions.DEFAULTS))
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(Phase.RESULT_ENCODE));
	}

	@Test
	void itemsOfAStreamCrossOneByOne() {
		StepVerifier.create(this.pool.stream(invocation("items"), TaskOptions.DEFAULTS))
			.expectNext(List.of(1))
			.verifyErrorSatisfies(
					(failure) -> assertThat(failure).isInstanceOfSatisfying(TaskSerializationException.class,
							(refused) -> assertThat(refused.phase()).isEqualTo(Phase.RESULT_ENCODE)));
	}

	@Test
	void streamAmongTheArgumentsStaysAndItsItemsCross() throws Exception {
		assertThat(call("sum", Flux.just(1, 2, 3))).isEqualTo(6);
		assertThat(call("sum", Mono.just(4))).isEqualTo(4);
		assertThatExceptionOfType(TaskSerializationException.class)
			.isThrownBy(() -> call("sum", Flux.just(1, new Thread())))
			.satisfies((failure) -> assertThat(failure.phase()).isEqualTo(Phase.ARG_ENCODE));
	}

	@Test
	void failureIsACopyOfTheSameType() {
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> call("refuse"))
			.satisfies((failure) -> assertThat(failure).isNotSameAs(this.target.thrown))
			.satisfies((failure) -> assertThat(failure.code).isEqualTo(3));
	}

	@Test
	void failureThatCannotCrossArrivesAsText() {
		assertThatExceptionOfType(RemoteTaskException.class).isThrownBy(() -> call("hold"))
			.satisfies((failure) -> assertThat(failure.remoteType()).isEqualTo(Holding.class.getName()))
			.withMessageContaining("no more");
	}

	@Test
	@Tag("F101")
	void failureOfAnotherLibraryArrivesAsFromAWorker() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> call("drive"))
			.satisfies((failure) -> assertThat(failure.getClass()).isEqualTo(SQLException.class))
			.satisfies((failure) -> assertThat(RemoteTaskException.typeOf(failure))
				.isEqualTo(DriverException.class.getName()));
		assertThatExceptionOfType(RemoteTaskException.class).isThrownBy(() -> call("log"))
			.satisfies((failure) -> assertThat(failure.isCausedBy(LoggingException.class)).isTrue());
		assertThatExceptionOfType(Silent.class).isThrownBy(() -> call("beSilent"));
		StepVerifier.create(this.pool.stream(invocation("itemsThenDrive"), TaskOptions.DEFAULTS))
			.expectNext(1)
			.verifyErrorSatisfies((failure) -> assertThat(failure.getClass()).isEqualTo(SQLException.class));
	}

	@Test
	@Tag("F101")
	void failureOfAStreamAmongTheArgumentsCrosses() throws Exception {
		Refused refused = new Refused(4);
		refused.setStackTrace(new StackTraceElement[0]);
		assertThat(call("failureOf", Flux.error(refused))).isEqualTo(Refused.class.getName());
		assertThat(this.target.thrown).isNotSameAs(refused);
		DriverException driver = new DriverException("locked", DriverException.Code.BUSY);
		driver.setStackTrace(new StackTraceElement[0]);
		assertThat(call("failureOf", Flux.error(driver))).isEqualTo(SQLException.class.getName());
	}

	@Test
	void bodiesCrossWithWhatTheyCapture() throws Exception {
		int base = 40;
		assertThat(this.pool.apply((Integer a) -> a + base, 2).get()).isEqualTo(42);
		assertThat(this.pool.map((Integer a) -> a + base, List.of(1, 2)).toList()).containsExactly(41, 42);
		assertThat(this.pool.starmap((Integer a, Integer b) -> a + b + base, Map.of(1, 2).entrySet()).toList())
			.containsExactly(43);
		Thread captured = new Thread();
		assertThat(this.pool.apply(() -> captured.getName())).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(TaskSerializationException.class);
	}

	private Object call(String method, Object... arguments) throws Exception {
		try {
			return submit(method, arguments).get();
		}
		catch (ExecutionException ex) {
			throw (Exception) ex.getCause();
		}
	}

	private CompletableFuture<Object> submit(String method, Object... arguments) {
		return this.pool.submit(invocation(method, arguments), TaskOptions.DEFAULTS);
	}

	private static Invocation invocation(String name, Object... arguments) {
		for (var method : Target.class.getDeclaredMethods()) {
			if (method.getName().equals(name)) {
				return new Invocation(Target.class, method, arguments);
			}
		}
		throw new IllegalArgumentException(name);
	}

	static class Target {

		List<String> seen;

		Exception thrown;

		List<String> add(List<String> words) {
			this.seen = words;
			words.add("b");
			return words;
		}

		boolean same(List<String> one, List<String> other) {
			return one == other;
		}

		void take(Object value) {
		}

		InputStream open() {
			return InputStream.nullInputStream();
		}

		CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		Mono<Object> monoOfThread() {
			return Mono.just(new Thread());
		}

		Flux<Object> items() {
			return Flux.just(List.of(1), new Thread());
		}

		int sum(Publisher<Integer> numbers) {
			return Flux.from(numbers).reduce(0, Integer::sum).block();
		}

		void refuse() throws Refused {
			this.thrown = new Refused(3);
			throw (Refused) this.thrown;
		}

		void hold() throws Holding {
			throw new Holding();
		}

		void drive() throws SQLException {
			throw new DriverException("locked", DriverException.Code.BUSY);
		}

		void log() {
			throw new LoggingException("logged");
		}

		void beSilent() throws Silent {
			throw new Silent();
		}

		Flux<Object> itemsThenDrive() {
			return Flux.concat(Flux.just(1), Flux.error(new DriverException("locked", DriverException.Code.BUSY)));
		}

		String failureOf(Publisher<Integer> numbers) {
			this.thrown = (Exception) Flux.from(numbers).materialize().map(Signal::getThrowable).blockLast();
			return this.thrown.getClass().getName();
		}

	}

	static class Refused extends Exception {

		private static final long serialVersionUID = 1L;

		final int code;

		Refused(int code) {
			this.code = code;
		}

	}

	static class Silent extends Exception {

		private static final long serialVersionUID = 1L;

		@Override
		public void printStackTrace(PrintWriter writer) {
			throw new IllegalStateException("nothing is printed");
		}

	}

	static class Holding extends Exception {

		private static final long serialVersionUID = 1L;

		final Thread thread = Thread.currentThread();

		Holding() {
			super("no more");
		}

	}

}
