package io.aiopool.pool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.aiopool.PoisonTaskException;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantineSettings;
import io.aiopool.QuarantinedTask;
import io.aiopool.RedeliverySettings;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.WorkerLostException;
import io.aiopool.pool.ScriptedPool.Submitted;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.ScriptedWorker;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Methods that kill their workers whatever their arguments are, and what becomes of their
 * tasks, step by step.
 */
@Tag("F70")
class MethodBrakeTests {

	private static final TaskOptions ALONE = TaskOptions.DEFAULTS.withExclusive(true);

	private static final TaskOptions SHARED = TaskOptions.DEFAULTS.withExclusive(false);

	private static final long MILLI = 1_000_000;

	private final MethodEntry method = new MethodEntry();

	private long now = Long.MAX_VALUE - 5;

	private final MethodBrake brake = new MethodBrake(new QuarantineSettings(3, Duration.ofSeconds(60)), () -> this.now,
			Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC));

	@Test
	void theThirdDeathWithOtherArgumentsCounts() {
		assertThat(this.brake.killed("render", this.method, "a")).isFalse();
		assertThat(this.brake.killed("render", this.method, "b")).isFalse();
		assertThat(this.brake.killed("render", this.method, "b")).as("the same arguments").isFalse();
		assertThat(this.brake.killed("render", new MethodEntry(), "c")).as("another method").isFalse();
		assertThat(this.brake.isOn()).isFalse();
		assertThat(this.brake.killed("render", this.method, "c")).isTrue();
		assertThat(this.brake.killed("render", this.method, "d")).as("known already").isFalse();
		assertThat(this.brake.isOn()).isTrue();
		assertThat(this.brake.list()).singleElement().satisfies((task) -> {
			assertThat(task.name()).isEqualTo("render");
			assertThat(task.deaths()).isEqualTo(3);
			assertThat(task.fingerprint()).startsWith("method-");
		});
	}

	@Test
	void deathsThatLieFarApartDoNotCount() {
		for (String arguments : List.of("a", "b", "c", "d")) {
			assertThat(this.brake.killed("render", this.method, arguments)).isFalse();
			this.now += Duration.ofSeconds(40).toNanos();
		}
	}

	@Test
	void whatIsReleasedStartsAnew() {
		killThrice();
		String fingerprint = this.brake.list().get(0).fingerprint();
		assertThat(this.brake.release("another")).isFalse();
		assertThat(this.brake.release(fingerprint)).isTrue();
		assertThat(this.brake.isOn()).isFalse();
		assertThat(this.brake.killed("render", this.method, "d")).isFalse();
		killThrice();
		assertThat(this.brake.list()).extracting(QuarantinedTask::fingerprint).doesNotContain(fingerprint);
		assertThat(this.brake.releaseAll()).isOne();
		killThrice();
		this.brake.release(this.method);
		assertThat(this.brake.list()).isEmpty();
	}

	private void killThrice() {
		for (String arguments : List.of("a", "b", "c")) {
			this.brake.killed("render", this.method, arguments);
		}
		assertThat(this.method.brake).isNotNull();
	}

	@Test
	void oneArgumentIsNotManyHoweverFewDeathsAreAllowed() {
		MethodBrake strict = new MethodBrake(new QuarantineSettings(1, Duration.ofSeconds(60)), () -> this.now,
				Clock.systemUTC());
		assertThat(strict.killed("render", this.method, "a")).isFalse();
		assertThat(strict.killed("render", this.method, "b")).isTrue();
	}

	/** One worker has died of it with other arguments. */
	private static MethodEntry killing(ScriptedPool pool, long nanos) {
		MethodEntry method = pool.method(nanos);
		pool.engine.quarantine().methods().killed("task", method, "other arguments");
		return method;
	}

	private static ScriptedPool pool(int processes, int deaths) {
		return new ScriptedPool(ProcessPool.builder()
			.name("scripted")
			.processes(processes)
			.start(StartMode.BACKGROUND)
			.redelivery(new RedeliverySettings(0, 1, 1))
			.quarantine(new QuarantineSettings(deaths, Duration.ofSeconds(60))));
	}

	/** The worker exits while it runs the last task that it was given. */
	private static void exit(ScriptedWorker worker) {
		List<ParentMessage.Run> runs = worker.runs();
		worker.begins(runs.get(runs.size() - 1));
		worker.dies(1);
	}

	@Test
	void ofTheTasksThatWaitTheFirstRunsAndTheOthersAreRefused() {
		ScriptedPool pool = pool(1, 1);
		MethodEntry killing = killing(pool, 5 * MILLI);
		Submitted killer = pool.submit(killing, ALONE);
		List<Submitted> waiting = List.of(pool.submit(killing, ALONE), pool.submit(killing, ALONE));
		Submitted innocent = pool.submit(pool.method(5 * MILLI), ALONE);
		exit(pool.worker(0));
		assertThat(killer.failure).isInstanceOf(WorkerLostException.class);
		assertThat(waiting.get(0).outcomes).isZero();
		assertThat(waiting.get(1).failure).isInstanceOf(PoisonTaskException.class)
			.hasMessageContaining("has not run")
			.hasMessageContaining("its method task has killed 2 workers");
		ScriptedWorker next = pool.worker(1);
		next.says(new ChildMessage.Ready());
		next.says(ScriptedPool.result(next.runs().get(0)));
		assertThat(waiting.get(0).outcomes).isOne();
		assertThat(killing.brake).as("released by the success").isNull();
		next.says(ScriptedPool.result(next.runs().get(1)));
		assertThat(innocent.failure).isNull();
		assertThat(innocent.outcomes).isOne();
	}

	@Test
	void aTaskIsRefusedWhileAnotherOneOfItsMethodRunsAndRunsAlone() {
		ScriptedPool pool = pool(2, 1);
		MethodEntry killing = killing(pool, 5 * MILLI);
		assertThat(pool.engine.quarantine().methods().killed("task", killing, "a")).isTrue();
		Submitted only = pool.submit(killing, SHARED);
		assertThat(only.task.exclusive).isTrue();
		ScriptedWorker worker = pool.worker(0).runs().isEmpty() ? pool.worker(1) : pool.worker(0);
		assertThat(worker.runs()).hasSize(1);
		assertThatExceptionOfType(PoisonTaskException.class).isThrownBy(() -> pool.submit(killing, SHARED));
		worker.says(ScriptedPool.failure(worker.runs().get(0)));
		assertThat(killing.brake).as("a failure is no success").isNotNull();
		Submitted next = pool.submit(killing, SHARED);
		assertThat(next.outcomes).as("taken").isZero();
	}

	@Test
	void tasksThatWereSentAheadAreCalledBackAndRefused() {
		ScriptedPool pool = pool(2, 1);
		MethodEntry tiny = killing(pool, 20_000);
		List<Submitted> tasks = List.of(pool.submit(tiny, ALONE), pool.submit(tiny, ALONE), pool.submit(tiny, ALONE),
				pool.submit(tiny, ALONE));
		assertThat(pool.worker(0).runs()).hasSize(2);
		assertThat(pool.worker(1).runs()).hasSize(2);
		pool.worker(0).begins(pool.worker(0).runs().get(0));
		pool.worker(0).dies(1);
		assertThat(pool.worker(1).heard(ParentMessage.TakeBack.class)).isTrue();
		assertThat(tasks).filteredOn((task) -> task.outcomes == 1)
			.singleElement()
			.satisfies((task) -> assertThat(task.failure).isInstanceOf(WorkerLostException.class));
		List<ParentMessage.Run> runs = pool.worker(1).runs();
		assertThat(runs).as("its own and the one that had not begun elsewhere").hasSize(3);
		pool.worker(1).says(ScriptedPool.returned(runs.get(1)), ScriptedPool.returned(runs.get(2)));
		assertThat(tasks).filteredOn((task) -> task.failure instanceof PoisonTaskException).hasSize(2);
		pool.worker(1).says(ScriptedPool.result(pool.worker(1).runs().get(0)));
		assertThat(tasks).allMatch((task) -> task.outcomes == 1);
	}

	@Test
	void aKillFromOutsideProvesNothingAgainstAMethod() {
		ScriptedPool pool = pool(1, 1);
		MethodEntry innocent = killing(pool, 5 * MILLI);
		for (int i = 0; i < 3; i++) {
			pool.submit(innocent, ALONE);
			ScriptedWorker worker = pool.worker(i);
			if (i > 0) {
				worker.says(new ChildMessage.Ready());
			}
			worker.begins(worker.runs().get(0));
			worker.dies();
			pool.engine.quarantine().releaseAll();
			assertThat(innocent.brake).isNull();
		}
	}

	@Test
	void whatAnotherTaskDidToItsWorkerIsNotCountedAgainstATaskThatHadNotBegun() {
		ScriptedPool pool = pool(1, 0);
		MethodEntry tiny = pool.method(20_000);
		Submitted killer = pool.submit(tiny, ALONE);
		Submitted innocent = pool.submit(tiny, ALONE);
		assertThat(pool.worker(0).runs()).hasSize(2);
		pool.worker(0).begins(pool.worker(0).runs().get(0));
		pool.worker(0).dies(1);
		assertThat(killer.failure).isInstanceOf(WorkerLostException.class);
		assertThat(innocent.outcomes).as("redelivered beyond the budget, which is 0").isZero();
		pool.worker(1).says(new ChildMessage.Ready());
		pool.worker(1).says(ScriptedPool.result(pool.worker(1).runs().get(0)));
		assertThat(innocent.outcomes).isOne();
		assertThat(innocent.failure).isNull();
	}

}
