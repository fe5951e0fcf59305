package io.aiopool.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.WorkerContext;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * What the initializer registered, and what is to be closed at the end. Thread-safe by
 * its own lock.
 */
final class ChildContext implements WorkerContext {

	private final ParentMessage.Configure configure;

	private final Map<Class<?>, Object> instances = new LinkedHashMap<>();

	private final Deque<AutoCloseable> closers = new ArrayDeque<>();

	ChildContext(ParentMessage.Configure configure) {
		this.configure = configure;
	}

	@Override
	public synchronized <T> void register(Class<T> type, T instance) {
		Object before = this.instances.putIfAbsent(type, type.cast(instance));
		if (before != null) {
			throw new IllegalStateException(type.getName() + " is registered already, with " + before.getClass());
		}
	}

	/** Finds what was registered under the type, or else the only instance of it. */
	synchronized @Nullable Object find(Class<?> type) {
		Object exact = this.instances.get(type);
		if (exact != null) {
			return exact;
		}
		List<Object> fitting = this.instances.values().stream().filter(type::isInstance).distinct().toList();
		return (fitting.size() == 1) ? fitting.get(0) : null;
	}

	@Override
	public synchronized void onClose(AutoCloseable action) {
		this.closers.push(action);
	}

	@Override
	public List<String> args() {
		return this.configure.initArgs();
	}

	@Override
	public @Nullable String property(String name) {
		return this.configure.properties().get(name);
	}

	@Override
	public int slot() {
		return this.configure.slot();
	}

	@Override
	public int generation() {
		return this.configure.generation();
	}

	/**
	 * Runs the actions, the last added first; one that fails does not stop the others.
	 */
	void close() {
		for (AutoCloseable action = next(); action != null; action = next()) {
			try {
				action.close();
			}
			catch (Throwable ex) {
				ex.printStackTrace();
			}
		}
	}

	private synchronized @Nullable AutoCloseable next() {
		return this.closers.poll();
	}

}
