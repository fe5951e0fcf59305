package io.aiopool;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

/**
 * What keeps a task from being run is told where its result would have been; a mistake of
 * the program is thrown.
 */
class RefusedTaskTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	/** Every way to run a task, but for maps, which wait for room. */
	private static final Map<String, Function<ProcessPool, CompletableFuture<?>>> TASKS = Map.of("apply",
			(pool) -> pool.apply(() -> 1), "apply of one", (pool) -> pool.apply((i) -> i, 1), "apply of two",
			(pool) -> pool.apply((Integer a, Integer b) -> a + b, 1, 2), "applyAsync",
			(pool) -> pool.applyAsync(() -> CompletableFuture.completedFuture(1)), "submit",
			(pool) -> pool.submit(invocation("answer"), TaskOptions.DEFAULTS), "stream",
			(pool) -> pool.stream(invocation("items"), TaskOptions.DEFAULTS).collectList().toFuture());

	private static final Map<String, Function<ProcessPool, CompletableFuture<?>>> MAPS = Map.of("map",
			(pool) -> pool.map((i) -> i, List.of(1)).toFuture(), "map to a flux",
			(pool) -> pool.map((i) -> i, Flux.just(1)).flux().collectList().toFuture(), "mapAsync",
			(pool) -> pool.mapAsync(CompletableFuture::completedFuture, List.of(1)).unordered().toFuture(), "starmap",
			(pool) -> pool.starmap((Integer a, Integer b) -> a + b, Map.of(1, 2).entrySet()).toFuture());

	@TempDir
	Path directory;

	@Test
	void aFullQueueIsToldByEveryFuture() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().start(StartMode.EAGER).queueCapacity(0));
		Path hold = this.directory.resolve("hold");
		CompletableFuture<Long> running = pool.apply(Held::until, hold.toString());
		Awaitility.await().until(() -> Held.isRunning(hold));
		assertToldByAll(pool, TASKS, PoolSaturatedException.class);
		assertThat(pool.statistics().rejected()).isEqualTo(TASKS.size());
		assertThat(pool.statistics().cancelled()).as("refused is not cancelled").isZero();
		assertThatExceptionOfType(PoolSaturatedException.class)
			.isThrownBy(() -> pool.call(invocation("answer"), TaskOptions.DEFAULTS));
		Held.release(hold);
		assertThat(FaultPools.await(running)).isPositive();
	}

	@Test
	void aPausedPoolWithoutRoomIsToldByEveryFuture() {
		ProcessPool pool = pools.open(FaultPools.small().queueCapacity(0));
		pool.pause();
		assertToldByAll(pool, TASKS, PoolSaturatedException.class);
		pool.resume();
	}

	@Test
	void aClosedPoolIsToldByEveryFutureAndMap() {
		ProcessPool pool = pools.open(FaultPools.small());
		pool.close();
		assertToldByAll(pool, TASKS, PoolClosedException.class);
		assertToldByAll(pool, MAPS, PoolClosedException.class);
		assertThatExceptionOfType(PoolClosedException.class)
			.isThrownBy(() -> pool.call(invocation("answer"), TaskOptions.DEFAULTS));
	}

	@Test
	void anArgumentThatCannotBeSentIsToldByEveryFutureAndMap() {
		ProcessPool pool = pools.open(FaultPools.small());
		Thread unsendable = Thread.currentThread();
		assertToldByAll(pool, Map.of("argument", (each) -> each.apply(Object::toString, unsendable), "body",
				(each) -> each.apply(() -> unsendable.getName()), "asynchronous body",
				(each) -> each.applyAsync(() -> CompletableFuture.completedFuture(unsendable.getName())), "element",
				(each) -> each.map(Object::toString, List.of(unsendable)).toFuture(), "stream",
				(each) -> each
					.stream(new Invocation(Target.class, method("itemsOf"), new Object[] { unsendable }),
							TaskOptions.DEFAULTS)
					.collectList()
					.toFuture()),
				TaskSerializationException.class);
		assertThat(pool.statistics().submitted()).isZero();
	}

	@Test
	void aFutureThatTellsOfARefusalCanBeUsedLikeAnyOther() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small());
		pool.close();
		CompletableFuture<Integer> refused = pool.apply(() -> 1);
		assertThat(refused.exceptionally((failure) -> -1).get()).isEqualTo(-1);
		assertThat(refused.cancel(true)).isFalse();
		assertThat(refused.complete(1)).isFalse();
		assertThat(pool.statistics().cancelled()).isZero();
	}

	@Test
	void mistakesOfTheProgramAreThrownAtOnce() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small());
		Invocation call = invocation("answer");
		assertThatNullPointerException().isThrownBy(() -> pool.apply((RemoteCallable<Integer>) null))
			.withMessage("body");
		assertThatNullPointerException().isThrownBy(() -> pool.applyAsync((AsyncFunction<Integer, Integer>) null, 1))
			.withMessage("body");
		assertThatNullPointerException().isThrownBy(() -> pool.map((RemoteFunction<Integer, Integer>) null, List.of(1)))
			.withMessage("body");
		assertThatNullPointerException().isThrownBy(() -> pool.map((Integer i) -> i, (Iterable<Integer>) null))
			.withMessage("input");
		assertThatNullPointerException().isThrownBy(() -> pool.map((Integer i) -> i, (Publisher<Integer>) null))
			.withMessage("input");
		assertThatNullPointerException().isThrownBy(() -> pool.map((Integer i) -> i, List.of(1)).onProgress(null))
			.withMessage("listener");
		assertThatNullPointerException().isThrownBy(() -> pool.submit(null, TaskOptions.DEFAULTS))
			.withMessage("invocation");
		assertThatNullPointerException().isThrownBy(() -> pool.submit(call, null)).withMessage("options");
		assertThatNullPointerException().isThrownBy(() -> pool.stream(null, TaskOptions.DEFAULTS))
			.withMessage("invocation");
		assertThatNullPointerException().isThrownBy(() -> pool.call(call, null)).withMessage("options");
		assertThatNullPointerException().isThrownBy(() -> pool.with(null)).withMessage("options");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> pool.submit(new Invocation(Target.class, call.method(), new Object[1]), TaskOptions.DEFAULTS))
			.withMessageContaining("takes 0 arguments, but 1 were given");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> pool.with(TaskOptions.DEFAULTS.withTimeout(Duration.ZERO)).apply(() -> 1))
			.withMessage("timeout must be a duration of more than zero, but was PT0S");
		assertThat(pool.statistics().submitted() + pool.statistics().rejected()).isZero();
	}

	private static void assertToldByAll(ProcessPool pool, Map<String, Function<ProcessPool, CompletableFuture<?>>> ways,
			Class<? extends OffProcessException> reason) {
		ways.forEach((name, way) -> assertThat(FaultPools.failure(way.apply(pool))).as(name).isInstanceOf(reason));
	}

	private static Invocation invocation(String method) {
		return new Invocation(Target.class, method(method), new Object[0]);
	}

	private static Method method(String name) {
		return List.of(Target.class.getDeclaredMethods())
			.stream()
			.filter((method) -> method.getName().equals(name))
			.findAny()
			.orElseThrow();
	}

	static final class Target {

		int answer() {
			return 42;
		}

		Flux<Integer> items() {
			return Flux.just(1, 2);
		}

		Flux<Object> itemsOf(Object argument) {
			return Flux.just(argument);
		}

	}

}
