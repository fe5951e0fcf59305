package io.aiopool.spring.test.child;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.aiopool.TaskContext;
import io.aiopool.spring.test.TaskFault;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The tasks that run in place of those that are to fail, one for each kind of method. All
 * of it runs in a child JVM, on the thread of the task. Faults are passed by name, so
 * that no class of this package has to be trusted.
 */
public final class FaultyTasks {

	/** More than any heap that a child JVM is given. */
	private static final int HUGE = Integer.MAX_VALUE - 8;

	/**
	 * Shows that there is somebody to do it.
	 */
	public void nothing() {
	}

	/**
	 * In place of a plain method.
	 * @param fault name of the fault
	 * @return what cannot be sent, if that is the fault
	 */
	public @Nullable Object plain(String fault) {
		return switch (begin(fault)) {
			case HANG -> hang();
			case UNSENDABLE_RESULT -> Thread.currentThread();
			default -> end(fault);
		};
	}

	/**
	 * In place of a method that returns a future or a single value.
	 * @param fault name of the fault
	 * @return what never comes or cannot be sent, if that is the fault
	 */
	public Mono<Object> async(String fault) {
		return switch (begin(fault)) {
			case HANG -> Mono.never();
			case UNSENDABLE_RESULT -> Mono.just(Thread.currentThread());
			default -> Mono.just(end(fault));
		};
	}

	/**
	 * In place of a method that returns a stream.
	 * @param fault name of the fault
	 * @return what never comes or cannot be sent, if that is the fault
	 */
	public Flux<Object> stream(String fault) {
		return async(fault).flux();
	}

	/**
	 * In place of a plain method whose result cannot be read.
	 * @return the result
	 */
	public Unreadable plainUnreadable() {
		return new Unreadable();
	}

	/**
	 * In place of a method that returns a future or a single value which cannot be read.
	 * @return the result
	 */
	public Mono<Unreadable> asyncUnreadable() {
		return Mono.just(new Unreadable());
	}

	/**
	 * In place of a method that returns a stream whose items cannot be read.
	 * @return the result
	 */
	public Flux<Unreadable> streamUnreadable() {
		return Flux.just(new Unreadable());
	}

	/** Tells the other side who we are, so that it can kill this process. */
	private static TaskFault begin(String fault) {
		TaskContext.current().progress(0, Long.toString(ProcessHandle.current().pid()));
		return TaskFault.valueOf(fault);
	}

	private static Object end(String fault) {
		return switch (TaskFault.valueOf(fault)) {
			case KILL -> hang();
			case EXIT -> exit();
			case OUT_OF_MEMORY -> exhaustHeap();
			default -> throw new IllegalArgumentException(fault);
		};
	}

	private static Object exit() {
		System.exit(1);
		return hang();
	}

	/** At once, and without touching the memory of the machine. */
	private static Object exhaustHeap() {
		List<long[]> kept = new ArrayList<>();
		while (kept.size() < HUGE) {
			kept.add(new long[HUGE]);
		}
		return kept;
	}

	private static Object hang() {
		while (true) {
			LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(1));
			Thread.interrupted();
		}
	}

	/** Can be written, but not be read. */
	public static final class Unreadable implements Serializable {

		private static final long serialVersionUID = 1L;

		private void readObject(ObjectInputStream in) throws IOException {
			throw new IOException("this result was made unreadable by WorkerFaults");
		}

	}

}
