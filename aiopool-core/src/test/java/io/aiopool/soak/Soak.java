package io.aiopool.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ElasticSettings;
import io.aiopool.HeartbeatSettings;
import io.aiopool.JvmSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskOptions;
import io.aiopool.pool.CountedTasks;

/**
 * Two workers and a spare under load, of which one after the other is killed in every way
 * there is; beside them a worker that is recycled all the time. Used by one thread.
 */
final class Soak implements AutoCloseable {

	private static final int PER_TICK = 20;

	private static final int TASKS_PER_CHILD = 300;

	private static final int QUIET_KILLS = 3;

	private static final int A_FEW = 8;

	private static final int SLOW_MILLIS = 10;

	private static final double IDLE = 0.2;

	private static final int LOOK_MILLIS = 100;

	private static final int MOST_LOOKS = 30;

	/**
	 * So that deaths meet pools in every state, not only those that have just recovered.
	 */
	private static final int LONGEST_PAUSE_MILLIS = 300;

	private final SoakSettings settings;

	private final Findings findings = new Findings();

	private final Ledger ledger;

	private final Clerk clerk;

	private final Clerk recycling;

	private final Scene scene;

	private final Load load;

	private final Load lightLoad;

	private final Maps maps;

	private final Queue<Death> round = new ArrayDeque<>();

	private final Random random;

	Soak(SoakSettings settings) throws IOException {
		this.settings = settings;
		this.random = new Random(settings.seed());
		Files.createDirectories(SoakWorker.begins(settings.directory()));
		Files.createDirectories(SoakWorker.held(settings.directory(), 0).getParent());
		this.ledger = new Ledger(settings.mostTasks());
		this.clerk = clerk(SoakWorker.prepare(main(), "soak", settings));
		this.recycling = clerk(SoakWorker.prepare(recycling(), "recycling", settings));
		this.scene = new Scene(this.clerk, this.findings, settings.directory(), this.random.nextLong());
		this.load = new Load(this.clerk, PER_TICK, this.random.nextLong());
		this.lightLoad = new Load(this.recycling, 1, this.random.nextLong());
		this.maps = new Maps(this.clerk, this.random.nextLong());
	}

	private Clerk clerk(PoolBuilder pool) {
		return new Clerk(CountedTasks.open(pool.settings()), this.ledger, this.settings.sabotage(),
				this.findings.afterDeadline);
	}

	private static PoolBuilder main() {
		return ProcessPool.builder()
			.processes(2)
			.elastic(new ElasticSettings(null, ElasticSettings.DEFAULTS.idleTimeout(), 1))
			.heartbeat(new HeartbeatSettings(Duration.ofMillis(100), Duration.ofSeconds(1)))
			.start(StartMode.EAGER)
			.killGrace(Duration.ofMillis(200))
			.jvm(jvm());
	}

	private static PoolBuilder recycling() {
		return ProcessPool.builder()
			.processes(1)
			.maxTasksPerChild(TASKS_PER_CHILD)
			.killGrace(Duration.ofMillis(200))
			.jvm(jvm());
	}

	private static JvmSettings jvm() {
		return JvmSettings.DEFAULTS.withMaxHeap(64 << 20)
			.withArgs(List.of("-XX:MaxMetaspaceSize=32m", "-XX:MaxDirectMemorySize=8m", "-XX:-CreateCoredumpOnCrash",
					"--add-opens=java.base/java.io=ALL-UNNAMED"));
	}

	ProcessPool pool() {
		return this.clerk.tasks().pool();
	}

	ProcessPool recyclingPool() {
		return this.recycling.tasks().pool();
	}

	Findings findings() {
		return this.findings;
	}

	Maps maps() {
		return this.maps;
	}

	/**
	 * Causes deaths until a moment on the monotonic clock, and if so wanted on until
	 * there has been one of every kind.
	 */
	void hurt(long end, boolean wholeRound) throws InterruptedException, IOException {
		while (System.nanoTime() - end < 0 || wholeRound && !this.round.isEmpty()) {
			if (this.round.isEmpty()) {
				hurtInQuiet();
				this.round.addAll(Death.round(this.random));
			}
			cause(this.round.remove());
			Thread.sleep(this.random.nextInt(LONGEST_PAUSE_MILLIS));
		}
	}

	private void cause(Death kind) throws InterruptedException {
		try {
			kind.happen(this.scene);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			this.findings.surprise(kind + ": " + ex);
		}
	}

	/** Kills while nothing else goes on. */
	private void hurtInQuiet() throws InterruptedException, IOException {
		pause();
		for (int i = 0; i < QUIET_KILLS; i++) {
			awaitFull();
			// Workers that die before they have done anything are replaced with
			// hesitation.
			succeed(A_FEW, 5);
			awaitIdleMachine();
			try {
				SignalDeaths.killBusy(this.scene, Death.KILLED_BUSY, this.findings.toldIdle);
			}
			catch (InterruptedException | IOException ex) {
				throw ex;
			}
			catch (Exception ex) {
				this.findings.surprise("in quiet: " + ex);
			}
		}
		resume();
	}

	/**
	 * Until compilers and starts have done what the load has left them to do; not for
	 * long, since others may keep the machine busy.
	 */
	private static void awaitIdleMachine() throws InterruptedException, IOException {
		for (int i = 0; i < MOST_LOOKS; i++) {
			MachineUse before = MachineUse.look();
			Thread.sleep(LOOK_MILLIS);
			if (MachineUse.look().allSince(before) < IDLE) {
				return;
			}
		}
	}

	/** Ends the load, and waits for everything that is under way. */
	void pause() throws InterruptedException {
		this.load.pause();
		this.lightLoad.pause();
		this.maps.pause();
		if (!this.maps.awaitIdle(Scene.LIMIT)) {
			this.findings.surprise("a map does not end");
		}
		try {
			Scene.await("all tasks are completed", this.settings.patience(),
					() -> this.clerk.outstanding() == 0 && this.recycling.outstanding() == 0);
		}
		catch (Scene.Surprise ex) {
			this.findings.surprise(ex.getMessage());
		}
	}

	void resume() {
		this.load.resume();
		this.lightLoad.resume();
		this.maps.resume();
	}

	/** Waits until every worker is there, the spare too; returns how long that took. */
	Duration awaitFull() {
		long began = System.nanoTime();
		try {
			Scene.await("both workers, the spare and the other pool are ready", () -> pool().statistics().ready() == 2
					&& pool().workers().size() == 3 && recyclingPool().statistics().ready() == 1);
			this.scene.spare();
		}
		catch (Scene.Surprise ex) {
			this.findings.surprise(ex.getMessage());
		}
		return Duration.ofNanos(System.nanoTime() - began);
	}

	/**
	 * Keeps the other pool at work until the worker that is being replaced has gone: as
	 * long as both are there, this process holds more than at another time.
	 */
	void awaitNoSuccessor() throws InterruptedException {
		for (int i = 0; i <= TASKS_PER_CHILD && recyclingPool().workers().size() > 1; i++) {
			succeed(this.recycling, 1, SLOW_MILLIS);
		}
		try {
			Scene.await("the other pool has one worker",
					() -> recyclingPool().workers().size() == 1 && recyclingPool().statistics().ready() == 1);
		}
		catch (Scene.Surprise ex) {
			this.findings.surprise(ex.getMessage());
		}
	}

	/** Runs so many tasks, a few at a time; returns how many end well. */
	int succeed(int tasks, int millis) throws InterruptedException {
		return succeed(this.clerk, tasks, millis);
	}

	private int succeed(Clerk clerk, int tasks, int millis) throws InterruptedException {
		int succeeded = 0;
		List<CompletableFuture<Answer>> some = new ArrayList<>();
		for (int i = 0; i < tasks; i++) {
			Order order = Order.of(clerk.nextId(TaskOptions.DEFAULTS), millis, 64, new SplittableRandom(i));
			some.add(clerk.apply(SoakTasks::plain, order, TaskOptions.DEFAULTS));
			if (some.size() == A_FEW || i == tasks - 1) {
				for (CompletableFuture<Answer> each : some) {
					succeeded += (this.scene.told(each) == null) ? 1 : 0;
				}
				some.clear();
			}
		}
		return succeeded;
	}

	Resources resources() throws IOException {
		return Resources.look(this.settings.pools(), pool(), recyclingPool());
	}

	/** Joins what the parent knows with what the children have noted. */
	Join join() throws IOException {
		this.findings.died(Death.RECYCLED, recyclingPool().statistics().workersStarted() - 1);
		return new Join(this.ledger, Begins.read(SoakWorker.begins(this.settings.directory()), this.ledger.last()));
	}

	/** Ends of workers that nothing here has brought about. */
	long unexplainedDeaths() {
		long dead = pool().statistics().workersStarted() - pool().workers().size();
		return dead - this.findings.deaths() + this.findings.deaths(Death.RECYCLED);
	}

	/** What has stopped the load, if anything has. */
	List<Throwable> failures() {
		List<Throwable> failures = new ArrayList<>();
		Collections.addAll(failures, this.load.failure(), this.lightLoad.failure(), this.maps.failure());
		failures.removeIf((failure) -> failure == null);
		return failures;
	}

	@Override
	public void close() throws InterruptedException {
		this.load.close();
		this.lightLoad.close();
		this.maps.close();
		this.clerk.tasks().close();
		this.recycling.tasks().close();
	}

}
