package io.aiopool.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import io.aiopool.OffProcessException;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;

/**
 * The future of a task.
 * <p>
 * The thread that serves the worker must not run a user's code, which completing a future
 * does and decoding a result may do. So it only leaves the outcome here, and either wakes
 * the one thread that waits in {@code join} or {@code get}, which then decodes and
 * completes by itself (a single change of threads), or asks a callback thread to.
 * {@code state} goes from {@code null} to the waiting thread and back, and once to the
 * outcome.
 */
final class TaskFuture<R extends @Nullable Object> extends CompletableFuture<R> implements TaskSink {

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(TaskFuture.class, "state", Object.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Completion completion;

	private volatile @Nullable Object state;

	private @Nullable Task task;

	/** What a future needs of its pool. */
	interface Completion {

		void execute(Runnable callback);

		@Nullable Object decode(Task task, Payload value);

		Throwable decode(Task task, ChildMessage.Failure failure);

		void cancel(Task task);

	}

	TaskFuture(Completion completion) {
		this.completion = completion;
	}

	/** Set before the task can have an outcome. */
	void bind(Task task) {
		this.task = task;
	}

	/** There is no task, or it was not taken; by the thread that wanted to submit it. */
	void refuse(OffProcessException reason) {
		super.completeExceptionally(reason);
	}

	private Task task() {
		Task task = this.task;
		if (task == null) {
			throw new IllegalStateException("a future without task");
		}
		return task;
	}

	@Override
	public void succeed(Payload value) {
		settle(value);
	}

	@Override
	public void fail(ChildMessage.Failure failure) {
		settle(failure);
	}

	@Override
	public void fail(Throwable failure) {
		settle(failure);
	}

	private void settle(Object outcome) {
		if (STATE.getAndSet(this, outcome) instanceof Thread waiter) {
			LockSupport.unpark(waiter);
		}
		else {
			this.completion.execute(this::complete);
		}
	}

	/** On a thread of the user or a callback thread. */
	private void complete() {
		Object outcome = this.state;
		if (isDone()) {
			return;
		}
		try {
			if (outcome instanceof Throwable failure) {
				super.completeExceptionally(failure);
			}
			else if (outcome instanceof ChildMessage.Failure failure) {
				super.completeExceptionally(this.completion.decode(task(), failure));
			}
			else if (outcome instanceof Payload value) {
				completeWith(value);
			}
		}
		catch (Throwable ex) {
			super.completeExceptionally(ex);
		}
	}

	@SuppressWarnings({ "unchecked", "NullAway" })
	private void completeWith(Payload value) {
		super.complete((R) this.completion.decode(task(), value));
	}

	/**
	 * Waits for the outcome, so that the thread which brings it need not complete this
	 * future. Returns without one if another thread waits already.
	 * @param end reading of the clock, or {@link Task#NEVER}
	 */
	private void await(boolean interruptibly, long end) {
		boolean mayPark = !isDone() && !(Thread.currentThread() instanceof ForkJoinWorkerThread);
		if (mayPark && STATE.compareAndSet(this, (Object) null, (Object) Thread.currentThread())) {
			park(interruptibly, end);
		}
		if (this.state != null && !(this.state instanceof Thread)) {
			complete();
		}
	}

	/** Until there is an outcome, or no reason to wait for it any more. */
	private void park(boolean interruptibly, long end) {
		boolean interrupted = false;
		while (this.state == Thread.currentThread()) {
			long left = (end == Task.NEVER) ? Long.MAX_VALUE : end - System.nanoTime();
			if (Thread.interrupted()) {
				interrupted = true;
			}
			if (left <= 0 || interruptibly && interrupted) {
				STATE.compareAndSet(this, (Object) Thread.currentThread(), (Object) null);
				break;
			}
			if (end == Task.NEVER) {
				// A wait with an end has the system set a timer, though it be for ever.
				LockSupport.park(this);
			}
			else {
				LockSupport.parkNanos(this, left);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public R join() {
		await(false, Task.NEVER);
		return super.join();
	}

	@Override
	public R get() throws InterruptedException, ExecutionException {
		await(true, Task.NEVER);
		return super.get();
	}

	@Override
	public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		long end = System.nanoTime() + unit.toNanos(timeout);
		await(true, end);
		return super.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
	}

	/**
	 * Waits for the outcome and returns or throws it as it is. Interruption cancels the
	 * task.
	 */
	R outcome() throws Throwable {
		try {
			return get();
		}
		catch (InterruptedException ex) {
			cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		return withdraw(super.cancel(mayInterruptIfRunning));
	}

	@Override
	public boolean complete(R value) {
		return withdraw(super.complete(value));
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		return withdraw(super.completeExceptionally(failure));
	}

	/** Somebody else has decided the outcome, so the task is of no use any more. */
	private boolean withdraw(boolean decided) {
		Task task = this.task;
		if (decided && task != null) {
			this.completion.cancel(task);
		}
		if (decided && STATE.getAndSet(this, new CancellationException()) instanceof Thread waiter) {
			LockSupport.unpark(waiter);
		}
		return decided;
	}

}
