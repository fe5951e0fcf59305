package io.aiopool.spring.test.fault;

import java.util.Optional;

import io.aiopool.Invocation;
import io.aiopool.TaskOptions;
import io.aiopool.TaskProgress;
import io.aiopool.spring.test.TaskFault;
import io.aiopool.spring.test.child.FaultyTasks;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * A fault that befalls a task, from its submission until the faults are reset.
 * Thread-safe by its own lock.
 */
final class Strike {

	/** The kinds of methods, and what each has in common with the one it stands for. */
	enum Kind {

		PLAIN, ASYNC, STREAM

	}

	private final TaskFault fault;

	private @Nullable ProcessHandle worker;

	private boolean over;

	Strike(TaskFault fault) {
		this.fault = fault;
	}

	/** The call that is made instead. */
	Invocation invocation(Kind kind) {
		String prefix = switch (kind) {
			case PLAIN -> "plain";
			case ASYNC -> "async";
			case STREAM -> "stream";
		};
		return (this.fault == TaskFault.CORRUPT_RESULT) ? invocation(prefix + "Unreadable")
				: invocation(prefix, this.fault.name());
	}

	static Invocation invocation(String name, @Nullable Object... arguments) {
		Class<?>[] types = (arguments.length == 0) ? new Class<?>[0] : new Class<?>[] { String.class };
		var method = ReflectionUtils.findMethod(FaultyTasks.class, name, types);
		if (method == null) {
			throw new IllegalStateException("no method " + name);
		}
		return new Invocation(FaultyTasks.class, method, arguments);
	}

	/** The options of the task, with which the call is made. */
	TaskOptions options(String task, TaskOptions options) {
		return options.withName(task).withProgressListener(this::begun);
	}

	/** It runs, and says where. */
	private synchronized void begun(TaskProgress progress) {
		this.worker = ProcessHandle.of(Long.parseLong(String.valueOf(progress.message()))).orElse(null);
		if (this.over || this.fault == TaskFault.KILL) {
			kill();
		}
	}

	/** Ends what does not end by itself, now or as soon as it begins. */
	synchronized void end() {
		this.over = true;
		if (this.fault == TaskFault.HANG) {
			kill();
		}
	}

	/** Ours as long as it is a child of this process, whatever has its number later. */
	private void kill() {
		if (this.worker != null && this.worker.parent().equals(Optional.of(ProcessHandle.current()))) {
			this.worker.destroyForcibly();
		}
	}

}
