package io.aiopool.spring.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aiopool.Invocation;
import io.aiopool.MapResult;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolHealth;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.spring.FakePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RestartablePoolTests {

	private final List<FakePool> engines = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource(names = { "EAGER", "BACKGROUND" })
	void startMakesTheEngine(StartMode mode) {
		RestartablePool pool = pool(mode);
		assertThat(this.engines).isEmpty();
		pool.start();
		pool.start();
		assertThat(this.engines).singleElement()
			.satisfies((engine) -> assertThat(engine.settings().start()).isEqualTo(mode));
	}

	@Test
	void lazyPoolMakesTheEngineWithItsFirstTask() {
		RestartablePool pool = pool(StartMode.LAZY);
		pool.start();
		assertThat(this.engines).isEmpty();
		assertThat(pool.health()).isEqualTo(PoolHealth.UP);
		assertThat(pool.workers()).isEmpty();
		assertThat(pool.statistics().processes()).isEqualTo(2);
		assertThat(pool.apply(() -> "a")).isCompletedWithValue("a");
		assertThat(this.engines).hasSize(1);
	}

	@Test
	void taskBeforeTheStartMakesTheEngine() throws Throwable {
		RestartablePool pool = pool(StartMode.EAGER);
		assertThat(call(pool)).isEqualTo("text");
		pool.start();
		assertThat(this.engines).hasSize(1);
	}

	@Test
	void poolWorksAgainAfterStopAndStart() throws Throwable {
		RestartablePool pool = pool(StartMode.EAGER);
		ProcessPool view = pool.with(TaskOptions.DEFAULTS);
		pool.start();
		call(view);
		pool.stop();
		assertThat(this.engines.get(0).isOpen()).isFalse();
		assertThat(pool.health()).isEqualTo(PoolHealth.CLOSED);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> call(pool))
			.withMessageContaining("'default'")
			.withMessageContaining("restarts");
		pool.start();
		assertThat(pool.health()).isEqualTo(PoolHealth.UP);
		assertThat(call(pool)).isEqualTo("text");
		assertThat(call(view)).isEqualTo("text");
		assertThat(this.engines).hasSize(2);
	}

	@Test
	void totalsNeverFall() throws Throwable {
		RestartablePool pool = pool(StartMode.EAGER);
		pool.start();
		call(pool);
		call(pool);
		pool.stop();
		assertThat(pool.statistics().submitted()).isEqualTo(2);
		pool.start();
		assertThat(pool.statistics().submitted()).isEqualTo(2);
		call(pool);
		assertThat(pool.statistics().submitted()).isEqualTo(3);
		assertThat(pool.statistics().pending()).isEqualTo(3);
	}

	@Test
	void closedPoolStaysClosed() {
		RestartablePool pool = pool(StartMode.EAGER);
		pool.start();
		pool.close();
		pool.start();
		assertThat(pool.apply(() -> "a")).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(PoolClosedException.class)
			.withMessageContaining("closed");
		assertThat(this.engines).singleElement().satisfies((engine) -> assertThat(engine.isOpen()).isFalse());
	}

	@Test
	void thatThereIsNoEngineIsToldWhereTheResultWouldHaveBeen() throws Exception {
		RestartablePool pool = pool(StartMode.EAGER);
		pool.close();
		Invocation call = new Invocation(String.class, String.class.getMethod("length"), new Object[0]);
		List<CompletableFuture<?>> futures = List.of(pool.applyAsync(() -> CompletableFuture.completedFuture(1)),
				pool.submit(call, TaskOptions.DEFAULTS), pool.checkTargets(List.of()),
				pool.stream(call, TaskOptions.DEFAULTS).collectList().toFuture(),
				pool.map((Integer i) -> i, List.of(1)).unordered().toFuture(),
				pool.starmap((Integer a, Integer b) -> a + b, Map.of(1, 2).entrySet()).flux().collectList().toFuture());
		assertThat(futures).allSatisfy((future) -> assertThat(future).failsWithin(Duration.ZERO)
			.withThrowableThat()
			.withCauseInstanceOf(PoolClosedException.class));
		MapResult<Integer> map = pool.map((Integer i) -> i, List.of(1)).concurrency(1);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(map::toList);
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> map.stream().toList());
		assertThatIllegalArgumentException().isThrownBy(() -> map.queueSize(0)).withMessageContaining("queueSize");
		assertThatExceptionOfType(PoolClosedException.class).isThrownBy(() -> pool.resize(2));
	}

	@Test
	void closeOfStoppedPoolWaitsForItsEngine() {
		RestartablePool pool = pool(StartMode.EAGER);
		pool.start();
		pool.stop();
		pool.close();
		assertThat(this.engines.get(0).timesClosed()).isEqualTo(2);
	}

	@Test
	void joinOfOpenPoolIsRefused() throws InterruptedException {
		RestartablePool pool = pool(StartMode.LAZY);
		assertThatIllegalStateException().isThrownBy(() -> pool.join(Duration.ofSeconds(1)))
			.withMessageContaining("still open");
		pool.close();
		assertThat(pool.join(Duration.ofSeconds(1))).isTrue();
	}

	@Test
	void engineThatDoesNotStartIsTriedAgainByTheNextTask() {
		boolean[] broken = { true };
		RestartablePool pool = new RestartablePool(ProcessPool.builder().settings(), (settings) -> {
			if (broken[0]) {
				throw new IllegalStateException("not today");
			}
			return new FakePool(settings);
		});
		assertThatIllegalStateException().isThrownBy(pool::start);
		broken[0] = false;
		assertThat(pool.apply(() -> "a")).isCompletedWithValue("a");
	}

	private RestartablePool pool(StartMode mode) {
		return new RestartablePool(ProcessPool.builder().processes(2).start(mode).settings(), (settings) -> {
			FakePool engine = new FakePool(settings);
			this.engines.add(engine);
			return engine;
		});
	}

	private static Object call(ProcessPool pool) throws Throwable {
		return pool.call(new Invocation(Target.class, Target.class.getDeclaredMethod("run"), new Object[0]),
				TaskOptions.DEFAULTS);
	}

	static class Target {

		String run() {
			return "text";
		}

	}

}
