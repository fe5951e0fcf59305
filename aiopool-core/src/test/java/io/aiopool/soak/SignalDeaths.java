package io.aiopool.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.TaskOptions;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.soak.Scene.Held;

/**
 * Deaths that come from outside of the worker.
 */
final class SignalDeaths {

	private static final Duration DEADLINE = Duration.ofMillis(500);

	private static final int LARGE = 8 << 20;

	private static final int WRITING_NANOS = 15_000_000;

	private SignalDeaths() {
	}

	static void killBusy(Scene scene, Death kind) throws Exception {
		killBusy(scene, kind, scene.findings().toldLoaded);
	}

	/** Measures when the caller hears of it. */
	static void killBusy(Scene scene, Death kind, Latencies heard) throws Exception {
		long lost = scene.lost();
		Held held = scene.hold(FatalTasks::hold, TaskOptions.DEFAULTS, 0);
		AtomicLong toldAt = new AtomicLong();
		held.future().whenComplete((answer, failure) -> toldAt.set(System.nanoTime()));
		long killed = Scene.kill(held.pid());
		Throwable told = scene.told(held.future());
		Scene.await("the caller of a task is told", () -> toldAt.get() != 0);
		heard.add(toldAt.get() - killed);
		scene.awaitDeath(kind, held.pid());
		scene.awaitCapacity(killed, lost, scene.findings().capacity::add);
		TaskDeaths.verify(WorkerLostException.class, told);
	}

	/** Another worker runs it. */
	static void killIdempotent(Scene scene, Death kind) throws Exception {
		long lost = scene.lost();
		Held held = scene.hold(FatalTasks::hold, TaskOptions.DEFAULTS.withIdempotent(true), 0);
		long killed = Scene.kill(held.pid());
		scene.awaitDeath(kind, held.pid());
		scene.awaitCapacity(killed, lost, scene.findings().capacity::add);
		Throwable told = scene.told(held.future());
		if (told != null) {
			throw new Scene.Surprise("an idempotent task was not run again: " + told);
		}
	}

	static void killAny(Scene scene, Death kind) {
		long lost = scene.lost();
		long pid = scene.anyWorker().pid();
		long killed = Scene.kill(pid);
		scene.awaitDeath(kind, pid);
		scene.awaitCapacity(killed, lost, scene.findings().capacity::add);
	}

	static void killBoth(Scene scene, Death kind) {
		long lost = scene.lost();
		List<WorkerSnapshot> workers = scene.serving();
		long killed = System.nanoTime();
		workers.forEach((worker) -> Scene.kill(worker.pid()));
		workers.forEach((worker) -> scene.awaitDeath(kind, worker.pid()));
		scene.awaitCapacity(killed, lost + workers.size() - 1, scene.findings().capacity::add);
	}

	static void killSpare(Scene scene, Death kind) {
		long pid = scene.spare().pid();
		Scene.kill(pid);
		scene.awaitDeath(kind, pid);
	}

	/** Whatever is started in place of a worker is killed on its way. */
	static void killStarting(Scene scene, Death kind) {
		long lost = scene.lost();
		long first = scene.anyWorker().pid();
		long killed = Scene.kill(first);
		long second = scene.starting().pid();
		Scene.kill(second);
		scene.awaitDeath(Death.KILLED, first);
		scene.awaitDeath(kind, second);
		scene.awaitCapacity(killed, lost, scene.findings().capacity::add);
	}

	/** The result gets through or not, but nothing in between. */
	static void killWriting(Scene scene, Death kind) throws Exception {
		long lost = scene.lost();
		Held held = scene.hold(FatalTasks::write, TaskOptions.DEFAULTS, LARGE);
		long end = System.nanoTime() + scene.random().nextInt(WRITING_NANOS);
		while (System.nanoTime() - end < 0) {
			Thread.onSpinWait();
		}
		long killed = Scene.kill(held.pid());
		Throwable told = scene.told(held.future());
		scene.awaitDeath(kind, held.pid());
		scene.awaitCapacity(killed, lost, scene.findings().capacity::add);
		if (told != null) {
			TaskDeaths.verify(WorkerLostException.class, told);
		}
	}

	static void stopBusy(Scene scene, Death kind) throws Exception {
		long lost = scene.lost();
		Held held = scene.hold(FatalTasks::hold, TaskOptions.DEFAULTS.withTimeout(DEADLINE), 0);
		Scene.signal("STOP", held.pid());
		TaskDeaths.verify(TaskTimeoutException.class, scene.told(held.future()));
		long since = System.nanoTime();
		scene.awaitDeath(kind, held.pid());
		scene.awaitCapacity(since, lost, scene.findings().capacityAfterTold::add);
	}

	static void stopAny(Scene scene, Death kind) throws Exception {
		long lost = scene.lost();
		long pid = scene.anyWorker().pid();
		Scene.signal("STOP", pid);
		scene.awaitDeath(kind, pid);
		scene.awaitCapacity(System.nanoTime(), lost, scene.findings().capacityAfterTold::add);
	}

	static void failNextStart(Scene scene, Death kind) throws Exception {
		Path failed = SoakWorker.didNotStart(scene.directory(), scene.pool().name());
		Files.createFile(SoakWorker.nextStartFails(scene.directory(), scene.pool().name()));
		killAny(scene, Death.KILLED);
		Scene.await("a worker does not start", () -> Files.exists(failed));
		scene.awaitDeath(kind, Long.parseLong(Files.readString(failed)));
		Files.delete(failed);
	}

}
