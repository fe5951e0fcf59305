package io.aiopool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.aiopool.scheduler.ScheduledTask;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.scheduler.Schedulers;
import io.aiopool.scheduler.WorkerLoad;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which worker runs a task, and in which order tasks wait.
 */
@Timeout(120)
class SchedulerTests {

	@TempDir
	Path directory;

	@Test
	void roundRobinDealsTasksToQueuesByTheNumberOfTheirWorkers() {
		try (TrackedPool tracked = TrackedPool.open(pool(3).scheduler(Schedulers.ROUND_ROBIN).queueCount(2))) {
			Map<Long, Integer> slots = tracked.slots();
			Map<Integer, Integer> tasksByQueue = new TreeMap<>();
			pidsOf(tracked.pool(), 30).forEach((pid) -> tasksByQueue.merge(slots.get(pid) % 2, 1, Integer::sum));
			assertThat(tasksByQueue).isEqualTo(Map.of(0, 20, 1, 10));
		}
	}

	@Test
	void roundRobinWithOneQueueTakesTheWorkersInTurn() {
		try (TrackedPool tracked = TrackedPool.open(pool(3).scheduler(Schedulers.ROUND_ROBIN))) {
			Map<Long, Integer> slots = tracked.slots();
			List<Integer> used = IntStream.range(0, 6)
				.mapToObj((i) -> slots.get(tracked.pool().apply(SchedulerTests::pid).join()))
				.toList();
			assertThat(used).containsExactly(0, 1, 2, 0, 1, 2);
		}
	}

	@Test
	void leastLoadedTakesTheFirstOfIdleWorkers() {
		try (TrackedPool tracked = TrackedPool.open(pool(2))) {
			Set<Long> used = new HashSet<>();
			for (int i = 0; i < 5; i++) {
				used.add(tracked.pool().apply(SchedulerTests::pid).join());
			}
			assertThat(used).hasSize(1);
			assertThat(tracked.slots()).containsEntry(used.iterator().next(), 0);
		}
	}

	@Test
	void leastLoadedPrefersAnIdleWorkerThatHasRunATask() throws IOException {
		Path hold = this.directory.resolve("warm");
		try (TrackedPool tracked = TrackedPool.open(pool(2))) {
			ProcessPool pool = tracked.pool();
			List<CompletableFuture<Long>> held = List.of(pool.apply(Held::until, hold + "0"),
					pool.apply(Held::until, hold + "1"));
			awaitRunning(Path.of(hold + "0"), Path.of(hold + "1"));
			Held.release(Path.of(hold + "0"));
			Held.release(Path.of(hold + "1"));
			held.forEach(CompletableFuture::join);
			long first = pidInSlot(tracked, 0);
			long second = pidInSlot(tracked, 1);
			ProcessHandle.of(first).orElseThrow().destroyForcibly();
			Awaitility.await().until(() -> tracked.slots().size() == 2 && !tracked.slots().containsKey(first));
			assertThat(pool.apply(SchedulerTests::pid).join()).isEqualTo(second);
		}
	}

	@Test
	void tasksOfAQueueThatHasLostItsWorkersRunElsewhere() throws IOException {
		Path hold = this.directory.resolve("queues");
		RestartSettings slow = new RestartSettings(Duration.ofSeconds(20), Duration.ofSeconds(30), 5,
				Duration.ofSeconds(10));
		try (TrackedPool tracked = TrackedPool.open(
				pool(2).scheduler(Schedulers.ROUND_ROBIN).queueCount(2).restart(slow).initializer(SlowRestart.class))) {
			ProcessPool pool = tracked.pool();
			List<CompletableFuture<Long>> held = List.of(pool.apply(Held::until, hold + "0"),
					pool.apply(Held::until, hold + "1"));
			awaitRunning(Path.of(hold + "0"), Path.of(hold + "1"));
			List<CompletableFuture<Long>> waiting = submit(pool, 4);
			long lost = pidInSlot(tracked, 1);
			ProcessHandle.of(lost).orElseThrow().destroyForcibly();
			Held.release(Path.of(hold + "0"));
			long left = held.get(0).join();
			assertThat(waiting).allSatisfy((task) -> assertThat(task.join()).isNotEqualTo(lost));
			assertThat(waiting.stream().map(CompletableFuture::join)).contains(left);
		}
	}

	@Test
	void priorityTakesHigherTasksFirstAndEqualOnesInOrder() throws IOException {
		List<String> names = List.of("low 1", "low 2", "high 1", "low 3", "high 2", "highest");
		assertThat(orderUnderPriority((pool, waiting) -> names.forEach((name) -> {
			int priority = name.equals("highest") ? 9 : name.startsWith("high") ? 5 : 0;
			waiting.add(run(pool, name, priority));
		}))).containsExactly("highest", "high 1", "high 2", "low 1", "low 2", "low 3");
	}

	@Test
	void aTaskThatHasWaitedLongIsNotOvertakenByALittleMorePriority() throws IOException {
		assertThat(orderUnderPriority((pool, waiting) -> {
			long begin = System.nanoTime();
			waiting.add(run(pool, "old", 0));
			Awaitility.await()
				.pollInterval(Duration.ofMillis(50))
				.until(() -> System.nanoTime() - begin > Duration.ofMillis(1200).toNanos());
			waiting.add(run(pool, "a level higher", 1));
			waiting.add(run(pool, "five levels higher", 5));
		})).containsExactly("five levels higher", "old", "a level higher");
	}

	/** What is to be submitted while the only worker is busy. */
	private interface Submission {

		void submit(ProcessPool pool, List<CompletableFuture<Ran>> waiting);

	}

	private List<String> orderUnderPriority(Submission submission) throws IOException {
		Path hold = this.directory.resolve("priority");
		try (TrackedPool tracked = TrackedPool.open(pool(1).scheduler(Schedulers.PRIORITY))) {
			tracked.pool().apply(Held::until, hold.toString());
			awaitRunning(hold);
			List<CompletableFuture<Ran>> waiting = new ArrayList<>();
			submission.submit(tracked.pool(), waiting);
			Held.release(hold);
			return waiting.stream()
				.map(CompletableFuture::join)
				.sorted(Comparator.comparingLong(Ran::nanos))
				.map(Ran::name)
				.toList();
		}
	}

	@Test
	void affinityKeepsAKeyOnOneWorker() {
		try (TrackedPool tracked = TrackedPool.open(pool(3).scheduler(Schedulers.AFFINITY))) {
			List<CompletableFuture<Long>> tasks = new ArrayList<>();
			for (int i = 0; i < 120; i++) {
				tasks.add(withKey(tracked.pool(), "key " + i % 12).apply(SchedulerTests::pid));
			}
			Map<Integer, Set<Long>> workersByKey = new TreeMap<>();
			for (int i = 0; i < tasks.size(); i++) {
				workersByKey.computeIfAbsent(i % 12, (key) -> new HashSet<>()).add(tasks.get(i).join());
			}
			assertThat(workersByKey.values()).allSatisfy((workers) -> assertThat(workers).hasSize(1));
			Map<Long, Integer> keysByWorker = new TreeMap<>();
			workersByKey.values().forEach((workers) -> keysByWorker.merge(workers.iterator().next(), 1, Integer::sum));
			assertThat(keysByWorker.values()).hasSize(3).allMatch((keys) -> keys >= 3 && keys <= 5);
		}
	}

	@Test
	void affinityWaitsForABusyWorkerWhileOthersAreIdle() throws IOException {
		Path hold = this.directory.resolve("affinity");
		try (TrackedPool tracked = TrackedPool.open(pool(2).scheduler(Schedulers.AFFINITY))) {
			ProcessPool keyed = withKey(tracked.pool(), "a");
			CompletableFuture<Long> busy = keyed.apply(Held::until, hold.toString());
			awaitRunning(hold);
			CompletableFuture<Long> same = keyed.apply(SchedulerTests::pid);
			List<Long> others = pidsOf(tracked.pool(), 10);
			assertThat(same).isNotDone();
			Held.release(hold);
			assertThat(same.join()).isEqualTo(busy.join());
			assertThat(others).doesNotContain(busy.join());
		}
	}

	@Test
	void affinityMovesAKeyWhenItsWorkerIsLostAndKeepsItThere() throws IOException {
		Path hold = this.directory.resolve("lost");
		try (TrackedPool tracked = TrackedPool.open(pool(2).scheduler(Schedulers.AFFINITY))) {
			ProcessPool keyed = withKey(tracked.pool(), "a");
			CompletableFuture<Long> running = keyed.apply(Held::until, hold.toString());
			awaitRunning(hold);
			long lost = keyOwner(tracked, hold);
			List<CompletableFuture<Long>> waiting = submit(keyed, 3);
			ProcessHandle.of(lost).orElseThrow().destroyForcibly();
			Set<Long> used = new HashSet<>();
			waiting.forEach((task) -> used.add(task.join()));
			used.add(keyed.apply(SchedulerTests::pid).join());
			assertThat(used).hasSize(1).doesNotContain(lost);
			assertThat(running).failsWithin(Duration.ofSeconds(5));
		}
	}

	private static long keyOwner(TrackedPool tracked, Path hold) {
		return tracked.pool()
			.workers()
			.stream()
			.filter((worker) -> worker.inFlight() == 1)
			.mapToLong(WorkerSnapshot::pid)
			.findFirst()
			.orElseThrow(() -> new AssertionError("nothing runs that is held by " + hold));
	}

	@Test
	void aSchedulerOfTheApplicationIsToldOfEverything() {
		Recording scheduler = new Recording();
		long worker;
		try (TrackedPool tracked = TrackedPool.open(pool(2).queueCount(2).scheduler(scheduler))) {
			worker = tracked.pool().with(TaskOptions.DEFAULTS.withName("one")).apply(SchedulerTests::pid).join();
			assertThat(tracked.slots()).containsEntry(worker, 1);
			Awaitility.await().until(() -> scheduler.events.contains("completed one on 1"));
			ProcessHandle.of(worker).orElseThrow().destroyForcibly();
			Awaitility.await().until(() -> scheduler.events.contains("lost 1.1"));
			Awaitility.await().until(() -> scheduler.events.contains("added 1.2 in queue 1"));
		}
		assertThat(scheduler.events).startsWith("opened 2 2")
			.contains("added 0.1 in queue 0", "added 1.1 in queue 1")
			.containsSubsequence("choose one", "scheduled one on 1", "completed one on 1", "lost 1.1",
					"added 1.2 in queue 1");
	}

	@Test
	void aSchedulerIsFoundByItsClassName() {
		try (TrackedPool tracked = TrackedPool.open(pool(2).scheduler(HighestSlot.class.getName()))) {
			long worker = tracked.pool().apply(SchedulerTests::pid).join();
			assertThat(tracked.slots()).containsEntry(worker, 1);
		}
	}

	@Test
	void aTaskIsLeftPendingUntilTheSchedulerLikes() {
		AtomicBoolean open = new AtomicBoolean();
		Scheduler gate = (task, candidates) -> (task.name().equals("gated") && !open.get()) ? Scheduler.PENDING : 0;
		try (TrackedPool tracked = TrackedPool.open(pool(1).scheduler(gate))) {
			ProcessPool gated = tracked.pool().with(TaskOptions.DEFAULTS.withName("gated").withExclusive(true));
			CompletableFuture<Long> task = gated.apply(SchedulerTests::pid);
			ProcessPool others = tracked.pool().with(TaskOptions.DEFAULTS.withExclusive(false));
			others.apply(SchedulerTests::pid).join();
			assertThat(task).isNotDone();
			assertThat(tracked.pool().statistics().pending()).isEqualTo(1);
			open.set(true);
			others.apply(SchedulerTests::pid).join();
			assertThat(task).succeedsWithin(Duration.ofSeconds(10));
		}
	}

	@Test
	void aSchedulerThatThrowsHoldsNothingUp() {
		Scheduler broken = (task, candidates) -> {
			throw new IllegalStateException("no idea");
		};
		try (TrackedPool tracked = TrackedPool.open(pool(2).scheduler(broken))) {
			assertThat(pidsOf(tracked.pool(), 20)).hasSize(20);
		}
	}

	@Test
	void moreQueuesThanProcessesAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> pool(2).queueCount(3).build())
			.withMessage("queue-count must be between 1 and 2, but was 3");
		assertThatIllegalArgumentException().isThrownBy(() -> pool(2).queueCount(0))
			.withMessage("queue-count must be at least 1, but was 0");
	}

	@Test
	void aSchedulerThatIsUnknownIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> pool(1).scheduler("fastest").build())
			.withMessage(
					"scheduler must be one of affinity, least-loaded, priority, round-robin or the name of a class,"
							+ " but was 'fastest'");
		assertThatIllegalArgumentException().isThrownBy(() -> pool(1).scheduler("java.lang.Object").build())
			.withMessageContaining("java.lang.Object, which does not implement io.aiopool.scheduler.Scheduler");
	}

	private static PoolBuilder pool(int processes) {
		return ProcessPool.builder().name("scheduling").processes(processes).start(StartMode.BACKGROUND);
	}

	private static long pid() {
		return ProcessHandle.current().pid();
	}

	private static ProcessPool withKey(ProcessPool pool, Object key) {
		return pool.with(TaskOptions.DEFAULTS.withAffinityKey(key));
	}

	private static List<CompletableFuture<Long>> submit(ProcessPool pool, int tasks) {
		return IntStream.range(0, tasks).mapToObj((i) -> pool.apply(SchedulerTests::pid)).toList();
	}

	private static List<Long> pidsOf(ProcessPool pool, int tasks) {
		return submit(pool, tasks).stream().map(CompletableFuture::join).toList();
	}

	private static long pidInSlot(TrackedPool tracked, int slot) {
		return tracked.pool()
			.workers()
			.stream()
			.filter((worker) -> worker.slot() == slot)
			.mapToLong(WorkerSnapshot::pid)
			.findFirst()
			.orElseThrow();
	}

	private static void awaitRunning(Path... held) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> List.of(held).stream().allMatch(Held::isRunning));
	}

	/** What a task says of itself: the clock is that of the one worker. */
	record Ran(String name, long nanos) {
	}

	private static CompletableFuture<Ran> run(ProcessPool pool, String name, int priority) {
		return pool.with(TaskOptions.DEFAULTS.withPriority(priority))
			.apply((given) -> new Ran(given, System.nanoTime()), name);
	}

	/** Lets no second worker of a slot become ready soon. */
	static final class SlowRestart implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) throws InterruptedException {
			if (context.generation() > 1) {
				Thread.sleep(2000);
			}
		}

	}

	/** Takes the highest slot. */
	static class HighestSlot implements Scheduler {

		@Override
		public int choose(ScheduledTask task, List<? extends WorkerLoad> candidates) {
			return candidates.size() - 1;
		}

	}

	/** Notes what it is told. */
	static final class Recording extends HighestSlot {

		private final List<String> events = new CopyOnWriteArrayList<>();

		@Override
		public void opened(int processes, int queues) {
			this.events.add("opened " + processes + " " + queues);
		}

		@Override
		public void workerAdded(WorkerLoad worker) {
			this.events.add("added " + worker.slot() + "." + worker.generation() + " in queue " + worker.queue());
		}

		@Override
		public void workerLost(WorkerLoad worker) {
			this.events.add("lost " + worker.slot() + "." + worker.generation());
		}

		@Override
		public int choose(ScheduledTask task, List<? extends WorkerLoad> candidates) {
			this.events.add("choose " + task.name());
			return super.choose(task, candidates);
		}

		@Override
		public void taskScheduled(ScheduledTask task, WorkerLoad worker) {
			this.events.add("scheduled " + task.name() + " on " + worker.slot());
		}

		@Override
		public void taskCompleted(ScheduledTask task, WorkerLoad worker) {
			this.events.add("completed " + task.name() + " on " + worker.slot());
		}

	}

}
