package io.aiopool.spring.logging.worker;

import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.aiopool.TaskContext;
import io.aiopool.logging.WorkerLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.ThreadLocalMapOfStacks;
import org.slf4j.spi.MDCAdapter;

/**
 * The diagnostic context of a worker. On a thread that runs a task it begins with what
 * came with the task, and what the task leaves in it is gone with the task, so that the
 * next one finds its own only. Thread-safe.
 */
final class WorkerMdc implements MDCAdapter {

	private final ThreadLocal<@Nullable Entries> entries = new ThreadLocal<>();

	private final ThreadLocalMapOfStacks stacks = new ThreadLocalMapOfStacks();

	/**
	 * The context of a thread.
	 *
	 * @param task the task that the thread ran when it was made, if any
	 * @param values by name
	 */
	private record Entries(@Nullable TaskContext task, Map<String, String> values) {
	}

	private Map<String, String> values() {
		TaskContext task = TaskContext.find();
		Entries found = this.entries.get();
		if (found == null || found.task() != task) {
			WorkerLog log = (task != null) ? WorkerLog.find() : null;
			found = new Entries(task, (log != null) ? new HashMap<>(log.taskContext()) : new HashMap<>());
			this.entries.set(found);
		}
		return found.values();
	}

	@Override
	public void put(@Nullable String key, @Nullable String value) {
		if (key == null) {
			throw new IllegalArgumentException("key must not be null");
		}
		if (value == null) {
			remove(key);
		}
		else {
			values().put(key, value);
		}
	}

	@Override
	public @Nullable String get(@Nullable String key) {
		return values().get(key);
	}

	@Override
	public void remove(@Nullable String key) {
		values().remove(key);
	}

	@Override
	public void clear() {
		values().clear();
	}

	@Override
	public @Nullable Map<String, String> getCopyOfContextMap() {
		Map<String, String> values = values();
		return values.isEmpty() ? null : new HashMap<>(values);
	}

	@Override
	public void setContextMap(Map<String, String> contextMap) {
		Map<String, String> values = values();
		values.clear();
		values.putAll(contextMap);
	}

	@Override
	public void pushByKey(@Nullable String key, @Nullable String value) {
		this.stacks.pushByKey(key, value);
	}

	@Override
	public @Nullable String popByKey(@Nullable String key) {
		return this.stacks.popByKey(key);
	}

	@Override
	public @Nullable Deque<String> getCopyOfDequeByKey(@Nullable String key) {
		return this.stacks.getCopyOfDequeByKey(key);
	}

	@Override
	public void clearDequeByKey(@Nullable String key) {
		this.stacks.clearDequeByKey(key);
	}

}
