package io.aiopool.pool;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.aiopool.MapProgress;
import io.aiopool.TaskOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a map is to do; each run follows it anew. Immutable.
 *
 * @param engine the pool
 * @param options how its tasks are to be run
 * @param body the body
 * @param plain whether the body holds a thread until it ends
 * @param pairs whether each element is a pair of arguments
 * @param source makes the source of a run
 * @param concurrency so many elements run at the same time
 * @param queueSize so many elements may be begun and not taken; 0 if that is left to the
 * pool
 * @param ordered whether results come in input order
 * @param listener told how far a run has come, if anybody is
 */
record MapPlan(Engine engine, TaskOptions options, Object body, boolean plain, boolean pairs,
		Supplier<MapSource> source, int concurrency, int queueSize, boolean ordered,
		@Nullable Consumer<MapProgress> listener) {

	MapPlan withConcurrency(int concurrency) {
		return new MapPlan(this.engine, this.options, this.body, this.plain, this.pairs, this.source, concurrency,
				this.queueSize, this.ordered, this.listener);
	}

	MapPlan withQueueSize(int queueSize) {
		return new MapPlan(this.engine, this.options, this.body, this.plain, this.pairs, this.source, this.concurrency,
				queueSize, this.ordered, this.listener);
	}

	MapPlan unordered() {
		return new MapPlan(this.engine, this.options, this.body, this.plain, this.pairs, this.source, this.concurrency,
				this.queueSize, false, this.listener);
	}

	MapPlan withListener(Consumer<MapProgress> listener) {
		return new MapPlan(this.engine, this.options, this.body, this.plain, this.pairs, this.source, this.concurrency,
				this.queueSize, this.ordered, listener);
	}

	/** How many elements may be begun and not taken. */
	int window() {
		return (this.queueSize > 0) ? this.queueSize : 2 * this.concurrency;
	}

	/** Makes the task of one element. */
	Task task(@Nullable Object element, TaskSink sink) {
		return this.engine.submissions().task(call(element), this.options, false, sink);
	}

	/** Makes the task of several elements. */
	Task chunk(List<@Nullable Object> elements, TaskSink sink) {
		@Nullable Object[] arguments = new Object[elements.size() * (this.pairs ? 2 : 1)];
		for (int i = 0; i < elements.size(); i++) {
			if (!this.pairs) {
				arguments[i] = elements.get(i);
			}
			else {
				Map.Entry<?, ?> pair = pair(elements.get(i));
				arguments[2 * i] = pair.getKey();
				arguments[2 * i + 1] = pair.getValue();
			}
		}
		Call call = this.engine.methods().each(this.body, arguments);
		Task task = this.engine.submissions().task(call, this.options, false, sink);
		task.elements = elements.size();
		return task;
	}

	/** How many elements a task may stand for now. */
	int chunkLimit() {
		if (!this.plain || this.options.retry().attempts() > 1 || Boolean.FALSE.equals(this.options.exclusive())
				|| this.options.progressListener() != null || this.engine.settings().worker().maxTasks() > 0) {
			return 1;
		}
		return this.engine.dispatcher().chunkLimit(this.engine.methods().body(this.body));
	}

	private static Map.Entry<?, ?> pair(@Nullable Object element) {
		if (element instanceof Map.Entry<?, ?> pair) {
			return pair;
		}
		throw new NullPointerException("a pair of starmap is null");
	}

	private Call call(@Nullable Object element) {
		if (!this.pairs) {
			return this.engine.methods().call(this.plain, this.body, element);
		}
		Map.Entry<?, ?> pair = pair(element);
		return this.engine.methods().call(this.plain, this.body, pair.getKey(), pair.getValue());
	}

}
