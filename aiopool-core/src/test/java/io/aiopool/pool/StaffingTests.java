package io.aiopool.pool;

import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import io.aiopool.pool.ScriptedPool.Submitted;
import io.aiopool.wire.ChildMessage;
import io.aiopool.worker.ScriptedWorker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets tasks when two threads decide about a worker at once.
 */
class StaffingTests {

	@Test
	void aWorkerThatIsLetGoBeforeItIsSaidToBeReadyGetsNoTasks() {
		ScriptedPool pool = new ScriptedPool(ProcessPool.builder().name("scripted").processes(1));
		pool.worker(0).dies();
		ScriptedWorker letGo = pool.worker(1);
		pool.engine.retired(letGo.handle());
		letGo.says(new ChildMessage.Ready());
		Submitted task = pool.submit(pool.method(1_000_000), TaskOptions.DEFAULTS);
		assertThat(letGo.runs()).isEmpty();
		letGo.dies();
		pool.pass(1_000_000_000);
		ScriptedWorker next = pool.worker(2);
		next.says(new ChildMessage.Ready());
		next.says(ScriptedPool.result(next.runs().get(0)));
		assertThat(task.failure).isNull();
		assertThat(task.outcomes).isOne();
	}

}
