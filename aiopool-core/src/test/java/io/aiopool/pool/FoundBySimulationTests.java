package io.aiopool.pool;

import java.time.Duration;
import java.util.List;

import io.aiopool.PoolBuilder;
import io.aiopool.PoolClosedException;
import io.aiopool.ProcessPool;
import io.aiopool.RedeliverySettings;
import io.aiopool.RetryPolicy;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.pool.ScriptedPool.Submitted;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.KillReason;
import io.aiopool.worker.ScriptedWorker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The faults that simulations have found, each in as few steps as show it.
 */
class FoundBySimulationTests {

	private static final long MILLI = 1_000_000;

	private static final TaskOptions ALONE = TaskOptions.DEFAULTS.withExclusive(true);

	private static final TaskOptions SHARED = TaskOptions.DEFAULTS.withExclusive(false);

	private static PoolBuilder builder(int processes) {
		return ProcessPool.builder()
			.name("scripted")
			.processes(processes)
			.start(StartMode.BACKGROUND)
			.redelivery(new RedeliverySettings(0, 1, 1));
	}

	/** One runs, and two are sent ahead behind it. */
	private static List<Submitted> sendAhead(ScriptedPool pool, ScriptedWorker worker) {
		MethodEntry tiny = pool.method(20_000);
		List<Submitted> tasks = List.of(pool.submit(tiny, ALONE), pool.submit(tiny, ALONE), pool.submit(tiny, ALONE));
		assertThat(worker.runs()).as("sent ahead").hasSize(3);
		return tasks;
	}

	@Test
	void aTaskThatComesBackToAClosedPoolIsToldSo() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		ScriptedWorker worker = pool.worker(0);
		List<Submitted> tasks = sendAhead(pool, worker);
		pool.pass(20 * MILLI);
		assertThat(worker.heard(ParentMessage.TakeBack.class)).isTrue();
		pool.engine.life().beginToClose();
		List<ParentMessage.Run> runs = worker.runs();
		worker.says(ScriptedPool.returned(runs.get(1)), ScriptedPool.returned(runs.get(2)));
		assertThat(worker.runs()).as("nothing after Stop").hasSize(3);
		worker.says(ScriptedPool.result(runs.get(0)));
		assertThat(tasks).extracting((task) -> task.outcomes).containsOnly(1);
		assertThat(tasks.get(0).failure).isNull();
		assertThat(tasks.get(1).failure).isInstanceOf(PoolClosedException.class);
		assertThat(tasks.get(2).failure).isInstanceOf(PoolClosedException.class);
	}

	@Test
	void nothingIsCalledBackOnceThePoolIsClosed() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		ScriptedWorker worker = pool.worker(0);
		List<Submitted> tasks = sendAhead(pool, worker);
		pool.engine.life().beginToClose();
		pool.pass(50 * MILLI);
		assertThat(worker.heard(ParentMessage.TakeBack.class)).isFalse();
		worker.runs().forEach((run) -> worker.says(ScriptedPool.result(run)));
		assertThat(tasks).allMatch((task) -> task.outcomes == 1 && task.failure == null);
	}

	@Test
	void aTaskBetweenTwoAttemptsEndsWithThePool() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		Submitted task = pool.submit(pool.method(MILLI), ALONE.withRetry(RetryPolicy.of(2, Duration.ofMinutes(1))));
		pool.worker(0).says(ScriptedPool.failure(pool.worker(0).runs().get(0)));
		assertThat(task.outcomes).as("it waits for another attempt").isZero();
		pool.engine.life().beginToClose();
		assertThat(task.failure).isInstanceOf(PoolClosedException.class);
		pool.pass(Duration.ofMinutes(2).toNanos());
		assertThat(task.outcomes).isOne();
		assertThat(pool.worker(0).runs()).hasSize(1);
	}

	@Test
	void aTaskThatHadBegunInAnAttemptBeforeIsNotSaidNotToHaveBegun() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		Submitted task = pool.submit(pool.method(MILLI), ALONE.withRetry(RetryPolicy.of(2, Duration.ofMillis(5))));
		pool.worker(0).says(ScriptedPool.failure(pool.worker(0).runs().get(0)));
		pool.pass(50 * MILLI);
		assertThat(pool.worker(0).runs()).as("the second attempt").hasSize(2);
		pool.worker(0).dies();
		assertThat(task.failure).isInstanceOfSatisfying(WorkerLostException.class,
				(lost) -> assertThat(lost.started()).isTrue());
		assertThat(task.failure).hasMessageContaining("had not begun there, but may have before");
	}

	@Test
	void aTaskThatHadBegunInAWorkerBeforeIsNotSaidNotToHaveBegun() {
		ScriptedPool pool = new ScriptedPool(builder(2));
		Submitted task = pool.submit(pool.method(MILLI), ALONE.withIdempotent(true));
		ScriptedWorker first = pool.worker(0).runs().isEmpty() ? pool.worker(1) : pool.worker(0);
		ScriptedWorker second = (first == pool.worker(0)) ? pool.worker(1) : pool.worker(0);
		first.begins(first.runs().get(0));
		first.dies();
		assertThat(second.runs()).as("redelivered").hasSize(1);
		second.dies();
		assertThat(task.failure).isInstanceOfSatisfying(WorkerLostException.class,
				(lost) -> assertThat(lost.started()).isTrue());
	}

	@Test
	void aTaskOfManyElementsIsCountedAsSoMany() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		MethodEntry method = pool.method(MILLI);
		pool.submit(method, ALONE, 7);
		pool.worker(0).says(ScriptedPool.failure(pool.worker(0).runs().get(0)));
		Submitted cancelled = pool.submit(method, ALONE, 5);
		pool.engine.cancel(cancelled.task);
		Submitted late = pool.submit(method, ALONE.withTimeout(Duration.ofMillis(10)), 3);
		pool.pass(1_000 * MILLI);
		assertThat(late.outcomes).isOne();
		pool.engine.dispatcher().read((counters, pending, inFlight, unavailable) -> {
			assertThat(counters.submitted).isEqualTo(15);
			assertThat(counters.failed).as("failures and timeouts").isEqualTo(10);
			assertThat(counters.timedOut).isEqualTo(3);
			assertThat(counters.cancelled).isEqualTo(5);
			return true;
		});
	}

	@Test
	void aTaskThatComesBackGoesToAWorkerThatIsIdle() {
		ScriptedPool pool = new ScriptedPool(builder(2).scheduler("round-robin").queueCount(2));
		MethodEntry tiny = pool.method(20_000);
		List<Submitted> tasks = List.of(pool.submit(tiny, ALONE), pool.submit(tiny, ALONE), pool.submit(tiny, ALONE));
		ScriptedWorker busy = (pool.worker(0).runs().size() == 2) ? pool.worker(0) : pool.worker(1);
		ScriptedWorker idle = (busy == pool.worker(0)) ? pool.worker(1) : pool.worker(0);
		assertThat(busy.runs()).as("one is sent ahead").hasSize(2);
		idle.says(ScriptedPool.result(idle.runs().get(0)));
		pool.pass(20 * MILLI);
		assertThat(busy.heard(ParentMessage.TakeBack.class)).isTrue();
		busy.says(ScriptedPool.returned(busy.runs().get(1)));
		assertThat(idle.runs()).as("the idle worker is woken").hasSize(2);
		idle.says(ScriptedPool.result(idle.runs().get(1)));
		assertThat(tasks.stream().filter((task) -> task.outcomes == 1)).hasSize(2);
	}

	@Test
	void cancellingAnExclusiveTaskInTheQueueWakesThoseItKeptWaiting() {
		ScriptedPool pool = new ScriptedPool(builder(1).childConcurrency(2));
		MethodEntry slow = pool.method(50 * MILLI);
		pool.submit(slow, SHARED);
		Submitted exclusive = pool.submit(slow, ALONE);
		pool.submit(slow, SHARED);
		assertThat(pool.worker(0).runs()).as("it is kept free for the exclusive one").hasSize(1);
		pool.engine.cancel(exclusive.task);
		assertThat(pool.worker(0).runs()).hasSize(2);
	}

	@Test
	void aTaskThatComesBackAfterItsDeadlineIsNotSentAgain() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		ScriptedWorker worker = pool.worker(0);
		MethodEntry tiny = pool.method(20_000);
		pool.submit(tiny, ALONE);
		Submitted late = pool.submit(tiny, ALONE.withTimeout(Duration.ofMillis(20)));
		pool.pass(60 * MILLI);
		assertThat(worker.heard(ParentMessage.DumpThreads.class)).as("evidence is awaited").isTrue();
		assertThat(late.outcomes).isZero();
		worker.says(ScriptedPool.returned(worker.runs().get(1)));
		assertThat(late.failure).isInstanceOf(TaskTimeoutException.class);
		pool.pass(Duration.ofSeconds(5).toNanos());
		assertThat(late.outcomes).isOne();
		assertThat(worker.runs()).hasSize(2);
	}

	@Test
	void aTaskWhoseWorkerIsLostAfterItsDeadlineIsNotSentAgain() {
		ScriptedPool pool = new ScriptedPool(builder(2));
		Submitted late = pool.submit(pool.method(MILLI), ALONE.withIdempotent(true).withTimeout(Duration.ofMillis(20)));
		ScriptedWorker worker = pool.worker(0).runs().isEmpty() ? pool.worker(1) : pool.worker(0);
		ScriptedWorker other = (worker == pool.worker(0)) ? pool.worker(1) : pool.worker(0);
		worker.begins(worker.runs().get(0));
		pool.pass(60 * MILLI);
		assertThat(worker.heard(ParentMessage.DumpThreads.class)).as("evidence is awaited").isTrue();
		worker.dies();
		pool.pass(Duration.ofSeconds(5).toNanos());
		assertThat(late.failure).isInstanceOf(WorkerLostException.class);
		assertThat(late.outcomes).isOne();
		assertThat(other.runs()).isEmpty();
	}

	@Test
	void aWorkerThatIsBeingKilledGetsNoTask() {
		ScriptedPool pool = new ScriptedPool(builder(1));
		pool.worker(0).dies();
		ScriptedWorker successor = pool.worker(1);
		Submitted task = pool.submit(pool.method(MILLI), ALONE);
		successor.handle().kill(KillReason.START_TIMEOUT);
		successor.says(new ChildMessage.Ready());
		assertThat(successor.runs()).isEmpty();
		successor.dies();
		pool.pass(Duration.ofSeconds(1).toNanos());
		pool.worker(2).says(new ChildMessage.Ready());
		assertThat(pool.worker(2).runs()).hasSize(1);
		pool.worker(2).says(ScriptedPool.result(pool.worker(2).runs().get(0)));
		assertThat(task.failure).isNull();
		assertThat(task.outcomes).isOne();
	}

}
