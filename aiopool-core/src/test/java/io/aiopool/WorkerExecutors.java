package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Executors that workers are told to use, good ones and bad ones, and bodies for them.
 */
final class WorkerExecutors {

	private static final AtomicInteger touched = new AtomicInteger();

	private static final AtomicInteger met = new AtomicInteger();

	private static final CountDownLatch everybody = new CountDownLatch(1);

	private WorkerExecutors() {
	}

	/** Leaves a file of its own, in the worker. */
	static int touch(String directory) throws IOException {
		Files.createFile(Path.of(directory, "run-" + touched.incrementAndGet()));
		return touched.get();
	}

	static CompletionStage<Integer> touchLater(String directory) throws IOException {
		return CompletableFuture.completedFuture(touch(directory));
	}

	/** Holds its thread until so many are there. */
	static CompletionStage<Integer> meet(int parties) throws InterruptedException {
		if (met.incrementAndGet() == parties) {
			everybody.countDown();
		}
		everybody.await();
		return CompletableFuture.completedFuture(parties);
	}

	private static ExecutorService threads(String name) {
		return Executors.newCachedThreadPool((body) -> {
			Thread thread = new Thread(body, name);
			thread.setDaemon(true);
			return thread;
		});
	}

	static final class Named implements Executor {

		private final Executor threads = threads("of-the-application");

		@Override
		public void execute(Runnable body) {
			this.threads.execute(body);
		}

	}

	static final class Factory implements WorkerExecutorFactory {

		@Override
		public Executor create(WorkerContext context) {
			ExecutorService threads = threads(context.args().get(0));
			context.onClose(() -> {
				threads.shutdown();
				Files.createFile(Path.of(context.args().get(1)));
			});
			return threads;
		}

	}

	static final class NoInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
		}

	}

	static final class Nothing implements WorkerExecutorFactory {

		@Override
		@SuppressWarnings("NullAway") // which is what is tested
		public Executor create(WorkerContext context) {
			return null;
		}

	}

	static final class Direct implements Executor {

		@Override
		public void execute(Runnable body) {
			body.run();
		}

	}

	static final class Refusing implements Executor {

		@Override
		public void execute(Runnable body) {
			throw new RejectedExecutionException("full");
		}

	}

	static final class Dropping implements Executor {

		@Override
		public void execute(Runnable body) {
		}

	}

	static final class RefusingWhenTold implements Executor {

		private static final AtomicInteger left = new AtomicInteger();

		private final Executor threads = threads("refusing-when-told");

		static int refuse(int bodies) {
			left.set(bodies);
			return bodies;
		}

		@Override
		public void execute(Runnable body) {
			if (left.getAndUpdate((bodies) -> Math.max(0, bodies - 1)) > 0) {
				throw new IllegalStateException("told to refuse");
			}
			this.threads.execute(body);
		}

	}

	static final class DroppingWhenTold implements Executor {

		private static final AtomicInteger left = new AtomicInteger();

		private final Executor threads = threads("dropping-when-told");

		static int drop(int bodies) {
			left.set(bodies);
			return bodies;
		}

		@Override
		public void execute(Runnable body) {
			if (left.getAndUpdate((bodies) -> Math.max(0, bodies - 1)) == 0) {
				this.threads.execute(body);
			}
		}

	}

	static final class OneThreadOrCaller implements Executor {

		private final Executor threads = new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new ThreadPoolExecutor.CallerRunsPolicy());

		@Override
		public void execute(Runnable body) {
			this.threads.execute(body);
		}

	}

	static final class Twice implements Executor {

		private final Executor threads = threads("twice");

		@Override
		public void execute(Runnable body) {
			this.threads.execute(body);
			this.threads.execute(body);
		}

	}

}
