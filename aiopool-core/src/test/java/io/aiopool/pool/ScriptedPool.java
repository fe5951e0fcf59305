package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;

import io.aiopool.PoolBuilder;
import io.aiopool.PoolSettings;
import io.aiopool.TaskOptions;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.PoolTimer;
import io.aiopool.worker.ScriptedSource;
import io.aiopool.worker.ScriptedWorker;
import io.aiopool.worker.WorkerSource;
import org.jspecify.annotations.Nullable;

/**
 * The real engine, step by step: time passes and workers speak when a test says so.
 */
final class ScriptedPool implements Host, PoolTimer {

	private final ScriptedSource source = new ScriptedSource();

	private final Queue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::at));

	private final List<MethodEntry> methods = new ArrayList<>();

	final Engine engine;

	private long now;

	private record Later(long at, Runnable step) {
	}

	ScriptedPool(PoolBuilder builder) {
		PoolSettings settings = builder.closeOnShutdown(false).settings();
		this.engine = new Engine(settings, settings.scheduling().create(), this);
		this.engine.life().ensureStarted();
		for (int i = 0; i < settings.processes(); i++) {
			worker(i).says(new ChildMessage.Ready());
		}
	}

	ScriptedWorker worker(int number) {
		return this.source.worker(number);
	}

	/** A method that takes so long, as is known already. */
	MethodEntry method(long nanos) {
		MethodEntry method = new MethodEntry(
				new ParentMessage.Define(this.methods.size() + 1, "Target", "Target", "method", List.of()));
		this.methods.add(method);
		for (int i = 0; i < 100; i++) {
			method.ran(nanos);
		}
		return method;
	}

	Submitted submit(MethodEntry method, TaskOptions options) {
		return submit(method, options, 1);
	}

	/** A task that stands for some elements of a map. */
	Submitted submit(MethodEntry method, TaskOptions options, int elements) {
		Submitted submitted = new Submitted();
		Call call = new Call("task", method, false, new Object[] { 1 }, null);
		submitted.task = this.engine.submissions().task(call, options, false, submitted);
		submitted.task.elements = elements;
		this.engine.submit(submitted.task, false);
		return submitted;
	}

	static ChildMessage result(ParentMessage.Run run) {
		return new ChildMessage.Result(run.task(), run.lane(), 20_000, Payload.NOTHING);
	}

	static ChildMessage failure(ParentMessage.Run run) {
		return new ChildMessage.Failure(run.task(), run.lane(), 20_000, FailureKind.TASK,
				"java.lang.IllegalStateException", "scripted", "", Payload.NOTHING);
	}

	static ChildMessage returned(ParentMessage.Run run) {
		return new ChildMessage.Returned(run.task(), run.lane());
	}

	/** Time passes. */
	void pass(long nanos) {
		long end = this.now + nanos;
		while (!this.later.isEmpty() && this.later.peek().at() <= end) {
			Later next = this.later.remove();
			this.now = Math.max(this.now, next.at());
			next.step().run();
		}
		this.now = end;
	}

	@Override
	public long now() {
		return this.now;
	}

	@Override
	public boolean later(long nanos, Runnable step) {
		this.later.add(new Later(this.now + nanos, step));
		return true;
	}

	@Override
	public void every(long nanos, Runnable step) {
		later(nanos, () -> {
			step.run();
			every(nanos, step);
		});
	}

	@Override
	public PoolTimer timer() {
		return this;
	}

	@Override
	public Executor callbacks() {
		return Runnable::run;
	}

	@Override
	public WorkerSource workers() {
		return this.source;
	}

	@Override
	public void release() {
		this.later.clear();
	}

	/** A task and what became of it. */
	static final class Submitted implements TaskSink {

		Task task;

		int outcomes;

		@Nullable Throwable failure;

		@Override
		public void succeed(Payload value) {
			this.outcomes++;
		}

		@Override
		public void fail(ChildMessage.Failure reported) {
			this.outcomes++;
			this.failure = new IllegalStateException(reported.text());
		}

		@Override
		public void fail(Throwable thrown) {
			this.outcomes++;
			this.failure = thrown;
		}

	}

}
