package io.aiopool.soak;

import java.time.Duration;
import java.util.concurrent.CancellationException;

import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.soak.Death.Cause;
import io.aiopool.soak.Scene.Held;
import io.aiopool.soak.Scene.Surprise;

/**
 * Deaths that tasks bring about.
 */
final class TaskDeaths {

	private static final Duration DEADLINE = Duration.ofMillis(500);

	private TaskDeaths() {
	}

	/** The body ends its worker, alone in it or with neighbours. */
	static Cause byTask(RemoteFunction<Order, Answer> body, Class<? extends Throwable> told) {
		return (scene, kind) -> {
			Boolean exclusive = scene.random().nextBoolean() ? null : false;
			end(scene, kind, body, TaskOptions.DEFAULTS.withExclusive(exclusive), told);
		};
	}

	/** The body does not end, and does not hear its interrupt. */
	static Cause atDeadline(RemoteFunction<Order, Answer> body) {
		return (scene, kind) -> end(scene, kind, body, TaskOptions.DEFAULTS.withTimeout(DEADLINE),
				TaskTimeoutException.class);
	}

	private static void end(Scene scene, Death kind, RemoteFunction<Order, Answer> body, TaskOptions options,
			Class<? extends Throwable> expected) throws Exception {
		long lost = scene.lost();
		Held held = scene.hold(body, options, 0);
		verify(expected, scene.told(held.future()));
		long since = System.nanoTime();
		scene.awaitDeath(kind, held.pid());
		scene.awaitCapacity(since, lost, scene.findings().capacityAfterTold::add);
	}

	static void cancel(Scene scene, Death kind) throws Exception {
		long lost = scene.lost();
		Held held = scene.hold(FatalTasks::hold, TaskOptions.DEFAULTS, 0);
		held.future().cancel(true);
		scene.awaitDeath(kind, held.pid());
		scene.awaitCapacity(System.nanoTime(), lost, scene.findings().capacityAfterTold::add);
		if (!held.future().isCancelled()) {
			verify(CancellationException.class, scene.told(held.future()));
		}
	}

	/** Its worker lives, and leaves when another one is there. */
	static void overflowStack(Scene scene, Death kind) throws Exception {
		Held held = scene.hold(FatalTasks::overflowStack, TaskOptions.DEFAULTS, 0);
		verify(StackOverflowError.class, scene.told(held.future()));
		scene.awaitDeath(kind, held.pid());
	}

	static void verify(Class<? extends Throwable> expected, Throwable told) {
		if (!expected.isInstance(told)) {
			throw new Surprise("its caller was told " + told + " instead of " + expected.getSimpleName());
		}
	}

}
