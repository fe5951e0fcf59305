package io.aiopool.child;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteFunction;
import io.aiopool.codec.PayloadException;
import io.aiopool.recorder.FlightRecorder;
import io.aiopool.wire.ChildMessage.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plain body on several elements, one after the other: a task that stands for
 * many. Each element is noted in the flight recorder before it begins, and the first that
 * fails is the last that runs. When elements turn out slower than they were measured, the
 * chunk ends early; those that have not begun go back to the map.
 */
final class ChunkRun {

	/** Many times what a chunk was measured to take. */
	private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final FlightRecorder recorder;

	private final Reporter reporter;

	ChunkRun(FlightRecorder recorder, Reporter reporter) {
		this.recorder = recorder;
		this.reporter = reporter;
	}

	/** The arguments are the body, and the arguments of all elements in a row. */
	void run(RunningTask task, @Nullable Object[] arguments) throws PayloadException {
		@Nullable Object[] elements = (Object[]) arguments[1];
		if (elements == null) {
			throw new IllegalArgumentException("the elements are missing");
		}
		@Nullable Object[] results = new Object[elements.length / (isPairs(arguments[0]) ? 2 : 1)];
		int ended = 0;
		for (int i = 0; i < results.length && (i == 0 || task.nanos() < LONGEST_NANOS); i++) {
			if (task.isWithdrawn()) {
				this.reporter.failure(task, FailureKind.NOT_STARTED,
						new InterruptedException("cancelled after " + i + " of " + results.length + " elements"));
				return;
			}
			this.recorder.element(task.lane(), i);
			try {
				results[i] = call(arguments[0], elements, i);
			}
			catch (Throwable ex) {
				send(task, results, 0, i);
				this.reporter.thrown(task, ex);
				return;
			}
			ended++;
		}
		send(task, results, 0, ended);
		this.reporter.result(task, null);
	}

	private static boolean isPairs(@Nullable Object body) {
		return body instanceof RemoteBiFunction<?, ?, ?>;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Object call(@Nullable Object body, @Nullable Object[] elements, int index)
			throws Exception {
		if (body instanceof RemoteFunction<?, ?> function) {
			return ((RemoteFunction<@Nullable Object, ?>) function).apply(elements[index]);
		}
		if (body instanceof RemoteBiFunction<?, ?, ?> function) {
			return ((RemoteBiFunction<@Nullable Object, @Nullable Object, ?>) function).apply(elements[2 * index],
					elements[2 * index + 1]);
		}
		throw new IllegalArgumentException("not a body for a chunk: " + body);
	}

	/** In parts, if all together would be too large where each by itself is not. */
	private void send(RunningTask task, @Nullable Object[] results, int from, int to) throws PayloadException {
		if (from == to) {
			return;
		}
		try {
			this.reporter.item(task, Arrays.copyOfRange(results, from, to));
		}
		catch (PayloadException ex) {
			if (ex.kind() != PayloadException.Kind.TOO_LARGE || to - from == 1) {
				throw ex;
			}
			int middle = (from + to) >>> 1;
			send(task, results, from, middle);
			send(task, results, middle, to);
		}
	}

}
