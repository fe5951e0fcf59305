package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;

/**
 * One or several elements of a map in flight as one task, and then their results. The
 * outcome is decoded on a callback thread and handed to the flow, to which {@code done},
 * {@code results} and {@code failure} belong from then on.
 */
final class MapCell implements TaskSink {

	private final MapFlow flow;

	private final MapPlan plan;

	private final Engine engine;

	private final List<@Nullable Object> elements;

	private Task task;

	/** Results of several elements as they came, a few at a time. */
	private final List<Payload> parts = new ArrayList<>(0);

	private final List<@Nullable Object> results;

	private int delivered;

	private int counted;

	boolean begun;

	private long resultBytes;

	boolean done;

	@Nullable Throwable failure;

	/** Of one element. */
	MapCell(MapFlow flow, MapPlan plan, @Nullable Object element) {
		this.flow = flow;
		this.plan = plan;
		this.engine = plan.engine();
		this.elements = List.of();
		this.results = new ArrayList<>(1);
		this.task = plan.task(element, this);
	}

	/** Of several elements. */
	MapCell(MapFlow flow, MapPlan plan, List<@Nullable Object> elements) {
		this.flow = flow;
		this.plan = plan;
		this.engine = plan.engine();
		this.elements = elements;
		this.results = new ArrayList<>(elements.size());
		this.task = plan.chunk(elements, this);
	}

	Task task() {
		return this.task;
	}

	int size() {
		return Math.max(1, this.elements.size());
	}

	/** Whether elements are left that have not begun, though the task has ended well. */
	boolean isShort() {
		return this.failure == null && this.results.size() < size();
	}

	/** Makes a task of the elements that are left, with a deadline of its own. */
	void resume() {
		List<@Nullable Object> rest = this.elements.subList(this.results.size(), size());
		this.plan.engine().dispatcher().takenOver(rest.size());
		this.task = (rest.size() == 1) ? this.plan.task(rest.get(0), this) : this.plan.chunk(rest, this);
	}

	/** Bytes of an element or its result, whichever are more. */
	long bytesOfOne() {
		return Math.max(this.task.arguments.size(), this.resultBytes) / this.task.elements;
	}

	/** Returns how many elements have ended well since it was asked last. */
	int newlyEnded() {
		int more = this.results.size() - this.counted;
		this.counted = this.results.size();
		return more;
	}

	boolean hasNext() {
		return this.delivered < this.results.size();
	}

	@Nullable Object next() {
		return this.results.set(this.delivered++, null);
	}

	@Override
	public void item(Payload value) {
		this.parts.add(value);
	}

	/** Nobody has seen the parts, so they are had again with the others. */
	@Override
	public void beginAnew() {
		this.parts.clear();
	}

	@Override
	public void succeed(Payload value) {
		if (this.task.elements == 1) {
			this.parts.add(value);
		}
		this.engine.execute(() -> end(null));
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		this.engine.execute(() -> end(this.engine.decode(this.task, failure)));
	}

	@Override
	public void fail(Throwable failure) {
		this.engine.execute(() -> end(failure));
	}

	private void end(@Nullable Throwable failure) {
		this.failure = failure;
		int before = this.results.size();
		try {
			for (Payload part : this.parts) {
				this.resultBytes += part.size();
				decode(part);
			}
			if (failure == null && this.results.size() == this.counted || this.results.size() > size()) {
				throw new IllegalStateException(
						this.task + " stood for " + this.task.elements + " elements of a map, but its worker sent "
								+ (this.results.size() - this.counted) + " results");
			}
		}
		catch (Throwable ex) {
			this.failure = (failure != null) ? failure : ex;
		}
		if (failure != null && this.results.size() > before) {
			this.engine.dispatcher().endedWell(this.results.size() - before);
		}
		this.parts.clear();
		this.flow.ended(this);
	}

	private void decode(Payload part) {
		Object value = this.engine.decode(this.task, part);
		if (this.task.elements == 1) {
			this.results.add(value);
		}
		else if (value instanceof Object[] values) {
			for (Object result : values) {
				this.results.add(result);
			}
		}
	}

}
