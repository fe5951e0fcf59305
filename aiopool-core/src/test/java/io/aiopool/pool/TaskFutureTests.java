package io.aiopool.pool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aiopool.TaskOptions;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class TaskFutureTests {

	private final FakePool pool = new FakePool();

	private final TaskFuture<String> future = future();

	@Test
	void theOneThatWaitsCompletesItByItself() throws Exception {
		CompletableFuture<String> waiter = waiter();
		this.future.succeed(text("hello"));
		assertThat(waiter.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
		assertThat(this.pool.callbacks).isEmpty();
		assertThat(this.pool.decodedOn).extracting(Thread::getName).containsExactly("waiter");
	}

	@Test
	void withoutAWaiterACallbackThreadCompletesIt() {
		List<Thread> ranOn = new ArrayList<>();
		this.future.thenRun(() -> ranOn.add(Thread.currentThread()));
		this.future.succeed(text("hello"));
		assertThat(ranOn).isEmpty();
		this.pool.runCallbacks();
		assertThat(ranOn).hasSize(1);
		assertThat(this.future).isCompletedWithValue("hello");
	}

	@Test
	void whoComesAfterTheOutcomeDoesNotWaitForCallbacks() {
		this.future.succeed(text("hello"));
		assertThat(this.future.join()).isEqualTo("hello");
		this.pool.runCallbacks();
		assertThat(this.future).isCompletedWithValue("hello");
	}

	@Test
	void aWaitThatTimesOutLeavesTheTaskAlone() {
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> this.future.get(5, TimeUnit.MILLISECONDS));
		assertThat(this.pool.cancelled).isEmpty();
		this.future.succeed(text("late"));
		this.pool.runCallbacks();
		assertThat(this.future).isCompletedWithValue("late");
	}

	@Test
	void anInterruptedWaitForTheOutcomeCancelsTheTask() throws Exception {
		CompletableFuture<Throwable> thrown = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				this.future.outcome();
			}
			catch (Throwable ex) {
				thrown.complete(ex);
			}
		});
		thread.start();
		thread.interrupt();
		assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
		assertThat(this.pool.cancelled).hasSize(1);
	}

	@Test
	void joinGoesOnAfterAnInterruptAndKeepsIt() throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			this.future.join();
			if (Thread.interrupted()) {
				interrupted.countDown();
			}
		});
		thread.start();
		thread.interrupt();
		await()
			.until(() -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
		this.future.succeed(text("x"));
		assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.pool.cancelled).isEmpty();
	}

	@Test
	void cancellingWakesTheOneThatWaits() throws Exception {
		CompletableFuture<String> waiter = waiter();
		assertThat(this.future.cancel(true)).isTrue();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> waiter.get(10, TimeUnit.SECONDS));
		assertThat(this.pool.cancelled).hasSize(1);
	}

	@Test
	void aLateOutcomeChangesNothing() {
		this.future.cancel(true);
		this.future.succeed(text("late"));
		this.pool.runCallbacks();
		assertThat(this.future).isCancelled();
	}

	@Test
	void aResultThatCannotBeDecodedIsAFailure() {
		this.future.succeed(text("!"));
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.future::join)
			.withCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void decidingItFromOutsideWithdrawsTheTask() {
		this.future.completeExceptionally(new IllegalStateException("enough"));
		assertThat(this.pool.cancelled).hasSize(1);
	}

	private CompletableFuture<String> waiter() {
		CompletableFuture<String> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			try {
				result.complete(this.future.join());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		}, "waiter");
		thread.start();
		await()
			.until(() -> thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
		return result;
	}

	private TaskFuture<String> future() {
		TaskFuture<String> future = new TaskFuture<>(this.pool);
		future.bind(Tasks.task(1, Task.NEVER, future));
		return future;
	}

	private static Payload text(String text) {
		return Payload.of(ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
	}

	/** Decodes text, and runs callbacks when told to. */
	private static final class FakePool implements TaskFuture.Completion {

		private final Queue<Runnable> callbacks = new ConcurrentLinkedQueue<>();

		private final Queue<Task> cancelled = new ConcurrentLinkedQueue<>();

		private final Queue<Thread> decodedOn = new ConcurrentLinkedQueue<>();

		@Override
		public void execute(Runnable callback) {
			this.callbacks.add(callback);
		}

		private void runCallbacks() {
			this.callbacks.forEach(Runnable::run);
			this.callbacks.clear();
		}

		@Override
		public @Nullable Object decode(Task task, Payload value) {
			this.decodedOn.add(Thread.currentThread());
			String text = java.nio.charset.StandardCharsets.UTF_8.decode(value.bytes()).toString();
			if (text.equals("!")) {
				throw new IllegalArgumentException("unreadable");
			}
			return text;
		}

		@Override
		public Throwable decode(Task task, ChildMessage.Failure failure) {
			return new IllegalStateException(failure.text());
		}

		@Override
		public void cancel(Task task) {
			this.cancelled.add(task);
		}

	}

	/** Tasks for tests. */
	static final class Tasks {

		private Tasks() {
		}

		static Task task(long id, long deadline, TaskSink sink) {
			return new Task(id, "test", new MethodEntry(), TaskOptions.DEFAULTS, true, false, Payload.NOTHING, null,
					System.nanoTime(), deadline, sink);
		}

	}

}
