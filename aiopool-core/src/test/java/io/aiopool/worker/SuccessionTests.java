package io.aiopool.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.ElasticSettings;
import io.aiopool.ProcessPool;
import io.aiopool.wire.ChildMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who follows whom, word by word.
 */
class SuccessionTests {

	private final ScriptedSource source = new ScriptedSource();

	private final Heard heard = new Heard();

	private final WorkerSupervisor supervisor = new WorkerSupervisor(ProcessPool.builder()
		.name("scripted")
		.processes(1)
		.elastic(new ElasticSettings(null, Duration.ofMinutes(1), 1))
		.settings(), this.source, new NoTimer(), this.heard);

	@Test
	void aSpareThatIsReadyFirstServesAndTheOtherBecomesTheSpare() {
		this.supervisor.startAll();
		ScriptedWorker first = this.source.worker(0);
		ScriptedWorker spare = this.source.worker(1);
		spare.says(new ChildMessage.Ready());
		assertThat(this.heard.ready).containsExactly(spare.handle());
		assertThat(spare.handle().slot()).isZero();
		assertThat(first.handle().slot()).isEqualTo(WorkerHandle.NO_SLOT);
		assertThat(this.supervisor.serving()).isOne();
		first.says(new ChildMessage.Ready());
		assertThat(this.heard.ready).as("a spare takes no tasks").containsExactly(spare.handle());
		assertThat(this.supervisor.started()).isEqualTo(2);
	}

	@Test
	void whoHasBecomeTheSpareServesWhenItsTimeHasCome() {
		this.supervisor.startAll();
		ScriptedWorker first = this.source.worker(0);
		ScriptedWorker spare = this.source.worker(1);
		spare.says(new ChildMessage.Ready());
		first.says(new ChildMessage.Ready());
		spare.dies();
		assertThat(this.heard.ready).containsExactly(spare.handle(), first.handle());
		assertThat(first.handle().slot()).isZero();
		assertThat(this.supervisor.workers()).hasSize(2).contains(this.source.worker(2).handle());
	}

	@Test
	void whoHasBecomeTheSpareIsReplacedIfItDoesNotStart() {
		this.supervisor.startAll();
		ScriptedWorker first = this.source.worker(0);
		this.source.worker(1).says(new ChildMessage.Ready());
		first.dies();
		assertThat(this.supervisor.serving()).isOne();
		assertThat(this.supervisor.workers()).containsExactly(this.source.worker(1).handle(),
				this.source.worker(2).handle());
		assertThat(this.source.worker(2).handle().slot()).isEqualTo(WorkerHandle.NO_SLOT);
	}

	/** Notes who is said to be ready. */
	private static final class Heard extends DeafListener {

		private final List<WorkerHandle> ready = new ArrayList<>();

		@Override
		public void ready(WorkerHandle worker) {
			this.ready.add(worker);
		}

	}

	/** Time does not pass. */
	private static final class NoTimer implements PoolTimer {

		@Override
		public long now() {
			return 0;
		}

		@Override
		public boolean later(long nanos, Runnable step) {
			return true;
		}

		@Override
		public void every(long nanos, Runnable step) {
		}

	}

}
