package io.aiopool.pool;

import java.nio.ByteBuffer;

import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;

/**
 * An element of a map in flight, and then its result. Its outcome is decoded on a
 * callback thread and handed to the flow, to which all fields but the task belong.
 */
final class MapCell implements TaskSink {

	private final MapFlow flow;

	private final Engine engine;

	final Task task;

	boolean done;

	@Nullable Object result;

	@Nullable Throwable failure;

	MapCell(MapFlow flow, MapPlan plan, @Nullable Object element) {
		this.flow = flow;
		this.engine = plan.engine();
		this.task = plan.task(element, this);
	}

	@Override
	public void succeed(ByteBuffer value) {
		this.engine.execute(() -> {
			try {
				this.result = this.engine.decode(this.task, value);
			}
			catch (Throwable ex) {
				this.failure = ex;
			}
			this.flow.ended(this);
		});
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		this.engine.execute(() -> end(this.engine.decode(this.task, failure)));
	}

	@Override
	public void fail(Throwable failure) {
		this.engine.execute(() -> end(failure));
	}

	private void end(Throwable failure) {
		this.failure = failure;
		this.flow.ended(this);
	}

}
