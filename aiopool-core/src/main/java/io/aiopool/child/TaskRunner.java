package io.aiopool.child;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.TaskContext;
import io.aiopool.child.Targets.TargetException;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.recorder.FlightRecorder;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Runs one task on the calling thread: notes its begin, decodes, calls, and sees to its
 * answer, which an asynchronous body gives later and on another thread. Stateless but for
 * its parts.
 */
final class TaskRunner {

	private final FlightRecorder recorder;

	private final PayloadCodec codec;

	private final Methods methods;

	private final Targets targets;

	private final Reporter reporter;

	private final ChunkRun chunks;

	TaskRunner(FlightRecorder recorder, PayloadCodec codec, Methods methods, Targets targets, Reporter reporter) {
		this.recorder = recorder;
		this.codec = codec;
		this.methods = methods;
		this.targets = targets;
		this.reporter = reporter;
		this.chunks = new ChunkRun(recorder, reporter);
	}

	boolean hasLane(int lane) {
		return this.recorder.hasLane(lane);
	}

	void run(RunningTask task) {
		if (!task.begin()) {
			this.reporter.failure(task, FailureKind.NOT_STARTED, new InterruptedException("cancelled before it began"));
			return;
		}
		this.recorder.element(task.lane(), 0);
		this.recorder.begin(task.lane(), task.id());
		try {
			task.run(() -> call(task));
		}
		finally {
			task.leaveThread();
		}
	}

	private void call(RunningTask task) {
		try {
			ParentMessage.Run run = task.run();
			Object body = (run.method() > 0) ? this.methods.findBody(run.method()) : null;
			Methods.Found found = (run.method() > 0 && body == null) ? this.methods.find(run.method()) : null;
			Object target = (found != null) ? this.targets.get(found.targetType()) : null;
			@Nullable Object[] arguments = arguments(body, run);
			if (run.method() == ParentMessage.Run.EACH) {
				runChunk(task, arguments);
				return;
			}
			Object result = (found != null && target != null) ? Methods.call(target, found.method(), arguments)
					: Methods.callBody(arguments);
			conclude(task, result, (found != null) ? isAsynchronous(found) : isAsynchronous(arguments));
		}
		catch (PayloadException ex) {
			this.reporter.failure(task, FailureKind.ARGUMENTS, ex);
		}
		catch (TargetException ex) {
			this.reporter.failure(task, FailureKind.TARGET, ex);
		}
		catch (Throwable ex) {
			this.reporter.thrown(task, ex);
		}
	}

	/** With the body in front if it has come before. */
	private @Nullable Object[] arguments(@Nullable Object body, ParentMessage.Run run) throws PayloadException {
		@Nullable Object[] arguments = (Object[]) this.codec.unpack(run.arguments());
		if (arguments == null) {
			throw new IllegalArgumentException("the arguments are missing");
		}
		if (body == null) {
			return arguments;
		}
		@Nullable Object[] all = new Object[arguments.length + 1];
		all[0] = body;
		System.arraycopy(arguments, 0, all, 1, arguments.length);
		return all;
	}

	private void runChunk(RunningTask task, @Nullable Object[] arguments) {
		try {
			this.chunks.run(task, arguments);
		}
		catch (PayloadException ex) {
			boolean tooLarge = ex.kind() == PayloadException.Kind.TOO_LARGE;
			this.reporter.failure(task, tooLarge ? FailureKind.RESULT_TOO_LARGE : FailureKind.RESULT, ex);
		}
	}

	private static boolean isAsynchronous(@Nullable Object[] bodyAndArguments) {
		Object body = bodyAndArguments[0];
		return body instanceof AsyncCallable || body instanceof AsyncFunction || body instanceof AsyncBiFunction;
	}

	private static boolean isAsynchronous(Methods.Found found) {
		Class<?> type = found.method().getReturnType();
		return CompletionStage.class.isAssignableFrom(type) || Publisher.class.isAssignableFrom(type)
				|| Future.class.isAssignableFrom(type);
	}

	private void conclude(RunningTask task, @Nullable Object result, boolean asynchronous) throws Throwable {
		if (task.run().stream()) {
			publisher(task, result).subscribe(new StreamRun(task, this.reporter));
		}
		else if (result instanceof CompletionStage<?> stage) {
			await(task, stage.toCompletableFuture());
		}
		else if (result instanceof Publisher<?> publisher) {
			await(task, Mono.from(publisher).contextWrite(Context.of(TaskContext.class, task)).toFuture());
		}
		else if (result instanceof Future<?> future) {
			task.stoppable(() -> future.cancel(true));
			this.reporter.result(task, get(future));
		}
		else if (result == null && asynchronous) {
			this.reporter.thrownByUs(task,
					new NullPointerException("the task returned null where a future or publisher was expected"));
		}
		else {
			this.reporter.result(task, result);
		}
	}

	private static Flux<?> publisher(RunningTask task, @Nullable Object result) {
		if (result instanceof Publisher<?> publisher) {
			return Flux.from(publisher);
		}
		throw new NullPointerException(
				"the method of " + task.id() + " returned " + result + " where a publisher was expected");
	}

	private void await(RunningTask task, CompletableFuture<?> future) {
		task.stoppable(() -> future.cancel(true));
		future.whenComplete((value, failure) -> {
			if (failure != null) {
				this.reporter.thrown(task, (failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
			else {
				this.reporter.result(task, value);
			}
		});
	}

	private static @Nullable Object get(Future<?> future) throws Throwable {
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

}
