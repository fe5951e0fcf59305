package io.aiopool.spring.autoconfigure;

import java.util.List;

import io.aiopool.TaskExceptionHandler;
import io.aiopool.TaskFailure;
import org.jspecify.annotations.Nullable;

/**
 * Several handlers, told one after the other; one that fails keeps no other from hearing.
 *
 * @param handlers the handlers
 */
record ExceptionHandlers(List<TaskExceptionHandler> handlers) implements TaskExceptionHandler {

	@Override
	public void handle(TaskFailure failure) throws Exception {
		Exception first = null;
		for (TaskExceptionHandler handler : this.handlers) {
			try {
				handler.handle(failure);
			}
			catch (Exception ex) {
				first = added(first, ex);
			}
		}
		if (first != null) {
			throw first;
		}
	}

	private static Exception added(@Nullable Exception first, Exception next) {
		if (first == null || first == next) {
			return next;
		}
		first.addSuppressed(next);
		return first;
	}

}
