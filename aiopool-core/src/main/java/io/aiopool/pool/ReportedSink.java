package io.aiopool.pool;

import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where the outcome of a task goes if an application wants to hear of failures: to its
 * caller, and then, if it is one, to the relay. A result that cannot be read is a failure
 * that shows only when somebody reads it.
 */
final class ReportedSink extends PassingSink {

	private final FailureRelay relay;

	private final AtomicBoolean unreadable = new AtomicBoolean();

	private @Nullable Task task;

	ReportedSink(TaskSink sink, FailureRelay relay) {
		super(sink);
		this.relay = relay;
	}

	/** Set before the task can have an outcome. */
	void bind(Task task) {
		this.task = task;
	}

	private Task task() {
		Task task = this.task;
		if (task == null) {
			throw new IllegalStateException("an outcome without task");
		}
		return task;
	}

	/** Found by several threads at once, perhaps. */
	void unreadable(Throwable failure) {
		if (this.unreadable.compareAndSet(false, true)) {
			this.relay.failed(task(), failure);
		}
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		super.fail(failure);
		this.relay.failed(task(), failure);
	}

	@Override
	public void fail(Throwable failure) {
		super.fail(failure);
		this.relay.failed(task(), failure);
	}

}
