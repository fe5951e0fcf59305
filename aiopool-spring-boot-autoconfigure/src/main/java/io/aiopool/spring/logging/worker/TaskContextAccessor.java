package io.aiopool.spring.logging.worker;

import io.aiopool.TaskContext;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets operators of a publisher in a worker find the task, and so its diagnostic context,
 * on their threads. Found by Micrometer's context propagation.
 */
public final class TaskContextAccessor implements ThreadLocalAccessor<TaskContext> {

	@Override
	public Object key() {
		return TaskContext.class;
	}

	@Override
	public @Nullable TaskContext getValue() {
		return TaskContext.find();
	}

	@Override
	public void setValue(TaskContext value) {
		TaskContext.bind(value);
	}

	@Override
	public void setValue() {
		TaskContext.bind(null);
	}

}
