package io.aiopool;

import org.jspecify.annotations.Nullable;

/**
 * The task of a thread.
 */
final class CurrentTask {

	private static final ThreadLocal<@Nullable TaskContext> CURRENT = new ThreadLocal<>();

	private CurrentTask() {
	}

	static @Nullable TaskContext get() {
		return CURRENT.get();
	}

	static void set(@Nullable TaskContext context) {
		if (context == null) {
			CURRENT.remove();
		}
		else {
			CURRENT.set(context);
		}
	}

}
