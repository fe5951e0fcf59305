package io.aiopool.child;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.WorkerExecutorFactory;
import io.aiopool.WorkerSettings;

/**
 * Runs the bodies of tasks on what {@code aiopool.executor} names; until it is told, and
 * by default, on the worker's own platform threads. Thread-safe.
 * <p>
 * Demand, cancellation, and whatever else must not wait for a body stays on the worker's
 * own threads in any case.
 */
final class BodyExecutor implements Executor {

	private final Executor own;

	private volatile Executor chosen;

	BodyExecutor(Executor own) {
		this.own = own;
		this.chosen = own;
	}

	/**
	 * Runs a body.
	 * @throws RuntimeException if an executor of the user's refuses it, of whatever type
	 */
	@Override
	public void execute(Runnable body) {
		this.chosen.execute(body);
	}

	/** Whether bodies run on the worker's own threads. */
	boolean areOwn() {
		return this.chosen == this.own;
	}

	/**
	 * Uses other threads from now on.
	 * @param setting what {@code aiopool.executor} says
	 * @param named makes an instance of the class that it names, if it does
	 */
	void use(String setting, ChildContext context, Maker named) throws Exception {
		if (setting.equals(WorkerSettings.VIRTUAL)) {
			ThreadFactory threads = virtualThreads();
			this.chosen = (body) -> threads.newThread(body).start();
		}
		else if (!setting.equals(WorkerSettings.PLATFORM)) {
			Executor foreign = foreign(setting, named.make(), context);
			ExecutorTrial.run(setting, foreign);
			this.chosen = (body) -> foreign.execute(new Turn(body));
		}
	}

	/** Makes an instance of a class that the settings name. */
	interface Maker {

		Object make() throws ReflectiveOperationException;

	}

	private static Executor foreign(String setting, Object made, ChildContext context) throws Exception {
		if (made instanceof WorkerExecutorFactory factory) {
			Executor executor = factory.create(context);
			if (executor == null) {
				throw new IllegalArgumentException("aiopool.executor names " + setting + ", which made no executor");
			}
			return executor;
		}
		if (made instanceof Executor executor) {
			return executor;
		}
		throw new IllegalArgumentException("aiopool.executor names " + setting + ", which implements neither "
				+ Executor.class.getName() + " nor " + WorkerExecutorFactory.class.getName());
	}

	/** By reflection, as this is compiled for JDKs that have none. */
	private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
		int feature = Runtime.version().feature();
		if (feature < WorkerSettings.VIRTUAL_SINCE) {
			throw new IllegalArgumentException("aiopool.executor is " + WorkerSettings.VIRTUAL + ", which needs JDK "
					+ WorkerSettings.VIRTUAL_SINCE + " or newer, but the worker runs on JDK " + feature);
		}
		Class<?> type = Class.forName("java.lang.Thread$Builder");
		Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
		Object named = type.getMethod("name", String.class, long.class).invoke(builder, "aiopool-task-", 1L);
		return (ThreadFactory) type.getMethod("factory").invoke(named);
	}

	/**
	 * One turn of a body on an executor that is not ours: it is taken once, and never by
	 * the thread that hands it over, which may be the one that serves the parent.
	 */
	private final class Turn implements Runnable {

		private final Runnable body;

		private final Thread giver = Thread.currentThread();

		private final AtomicBoolean taken = new AtomicBoolean();

		Turn(Runnable body) {
			this.body = body;
		}

		@Override
		public void run() {
			if (!this.taken.compareAndSet(false, true)) {
				return;
			}
			if (Thread.currentThread() == this.giver) {
				BodyExecutor.this.own.execute(this.body);
			}
			else {
				this.body.run();
			}
		}

	}

}
