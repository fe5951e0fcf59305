package io.aiopool;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Queues between processes, with real children.
 */
@Timeout(60)
class SharedQueueTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final Set<Long> PIDS = new HashSet<>();

	private static ProcessPool pool;

	private static final RemoteFunction<SharedQueue<Integer>, List<Integer>> TAKE_ALL = (queue) -> {
		List<Integer> taken = new ArrayList<>();
		try {
			while (true) {
				taken.add(queue.take());
			}
		}
		catch (QueueClosedException ex) {
			return taken;
		}
	};

	@BeforeAll
	static void open() {
		pool = builder("queues").build();
	}

	@BeforeEach
	void awaitWorkers() {
		Awaitility.await().until(() -> pool.statistics().ready() == 2);
	}

	@AfterEach
	void remember() {
		pool.workers().forEach((worker) -> PIDS.add(worker.pid()));
	}

	@AfterAll
	static void leaveNothingBehind() {
		pool.close();
		assertThat(PIDS).isNotEmpty().allSatisfy((pid) -> assertThat(ProcessHandle.of(pid)).isEmpty());
	}

	private static PoolBuilder builder(String name) {
		// The kills here come from outside: no task is to be blamed for them.
		return ProcessPool.builder()
			.name(name)
			.processes(2)
			.killGrace(Duration.ofMillis(300))
			.quarantine(new QuarantineSettings(0, Duration.ofMinutes(1)));
	}

	record Book(String title, int pages) {
	}

	@Test
	void severalWorkersAndThisProcessShareTheElements() throws Exception {
		SharedQueue<Integer> queue = pool.queue(10);
		CompletableFuture<List<Integer>> one = pool.apply(TAKE_ALL, queue);
		CompletableFuture<List<Integer>> two = pool.apply(TAKE_ALL, queue);
		Awaitility.await().until(() -> pool.statistics().inFlight() == 2);
		awaitTaker(queue);
		CompletableFuture<List<Integer>> here = CompletableFuture.supplyAsync(() -> takeAllHere(queue));
		for (int i = 0; i < 3_000; i++) {
			queue.put(i);
		}
		queue.close();
		List<List<Integer>> parts = List.of(one.join(), two.join(), here.join());
		assertThat(parts).allSatisfy((part) -> assertThat(part).isNotEmpty().isSorted());
		assertThat(parts.stream().flatMap(List::stream).sorted().toList())
			.isEqualTo(IntStream.range(0, 3_000).boxed().toList());
	}

	private static List<Integer> takeAllHere(SharedQueue<Integer> queue) {
		try {
			return TAKE_ALL.apply(queue);
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	@Test
	void aWorkerThatProducesWaitsForRoom() throws Exception {
		SharedQueue<Book> queue = pool.queue(3);
		RemoteFunction<SharedQueue<Book>, Integer> produce = (books) -> {
			for (int i = 0; i < 10; i++) {
				books.put(new Book("Book " + i, i));
			}
			return books.capacity();
		};
		CompletableFuture<Integer> producer = pool.apply(produce, queue);
		Awaitility.await().until(() -> queue.size() == 3);
		assertThat(producer).isNotDone();
		for (int i = 0; i < 10; i++) {
			assertThat(queue.take()).isEqualTo(new Book("Book " + i, i));
		}
		assertThat(producer.join()).isEqualTo(3);
	}

	@Test
	void elementsGoFromWorkerToWorker() {
		SharedQueue<Integer> questions = pool.queue(2);
		SharedQueue<Integer> answers = pool.queue(200);
		RemoteBiFunction<SharedQueue<Integer>, SharedQueue<Integer>, Integer> square = (in, out) -> {
			for (int number : TAKE_ALL.apply(in)) {
				out.put(number * number);
			}
			out.close();
			return 0;
		};
		RemoteFunction<SharedQueue<Integer>, Integer> ask = (out) -> {
			for (int i = 1; i <= 100; i++) {
				out.put(i);
			}
			out.close();
			return 0;
		};
		CompletableFuture<Integer> squarer = pool.apply(square, questions, answers);
		pool.apply(ask, questions).join();
		squarer.join();
		assertThat(takeAllHere(answers)).isEqualTo(IntStream.rangeClosed(1, 100).map((i) -> i * i).boxed().toList());
	}

	@Test
	void waitsAreLimitedOnBothSides() throws Exception {
		SharedQueue<Integer> queue = pool.queue(1);
		RemoteFunction<SharedQueue<Integer>, List<Object>> tryAll = (own) -> List.of(own.poll(), own.poll(SHORT),
				own.offer(1), own.offer(2), own.offer(3, SHORT), own.size(), own.poll(), own.isClosed());
		List<Object> expected = List.of(java.util.Optional.empty(), java.util.Optional.empty(), true, false, false, 1,
				java.util.Optional.of(1), false);
		assertThat(pool.apply(tryAll, queue).join()).isEqualTo(expected);
		assertThat(tryAll.apply(queue)).isEqualTo(expected);
	}

	@Test
	void asynchronousPutsAndTakesHoldNoThread() throws Exception {
		SharedQueue<Integer> queue = pool.queue(1);
		AsyncFunction<SharedQueue<Integer>, Integer> sum = (own) -> own.takeAsync()
			.thenCombine(own.takeAsync(), Integer::sum);
		CompletableFuture<Integer> taking = pool.applyAsync(sum, queue);
		CompletableFuture<Void> first = queue.putAsync(20);
		CompletableFuture<Void> second = queue.putAsync(22);
		assertThat(taking.join()).isEqualTo(42);
		first.join();
		second.join();
		AsyncFunction<SharedQueue<Integer>, Void> putTwo = (own) -> own.putAsync(1)
			.thenCompose((none) -> own.putAsync(2));
		CompletableFuture<Void> putting = pool.applyAsync(putTwo, queue);
		assertThat(queue.takeAsync().join()).isEqualTo(1);
		assertThat(queue.takeAsync().join()).isEqualTo(2);
		putting.join();
	}

	@Test
	void aCancelledTakeTakesNothing() throws Exception {
		SharedQueue<Integer> queue = pool.queue(1);
		CompletableFuture<Integer> given = queue.takeAsync();
		assertThat(given.cancel(true)).isTrue();
		RemoteFunction<SharedQueue<Integer>, Boolean> cancel = (own) -> own.takeAsync().cancel(true)
				&& own.takeAsync().orTimeout(10, TimeUnit.MILLISECONDS).handle((value, ex) -> ex != null).join();
		assertThat(pool.apply(cancel, queue).join()).isTrue();
		queue.put(7);
		assertThat(queue.poll(LONG)).contains(7);
	}

	@Test
	void aClosedQueueIsDrainedAndThenEnds() throws Exception {
		SharedQueue<Integer> queue = pool.queue(2);
		queue.put(1);
		queue.put(2);
		CompletableFuture<Void> tooMuch = queue.putAsync(3);
		RemoteFunction<SharedQueue<Integer>, String> put = (own) -> {
			own.put(4);
			return "put";
		};
		CompletableFuture<String> blocked = pool.apply(put, queue);
		Awaitility.await().until(() -> pool.statistics().inFlight() > 0);
		queue.close();
		assertThatThrownBy(tooMuch::join).hasCauseInstanceOf(QueueClosedException.class);
		assertThatThrownBy(blocked::join).hasCauseInstanceOf(QueueClosedException.class);
		assertThatExceptionOfType(QueueClosedException.class).isThrownBy(() -> queue.offer(5));
		assertThat(pool.apply(TAKE_ALL, queue).join()).containsExactly(1, 2);
		assertThatExceptionOfType(QueueClosedException.class).isThrownBy(queue::take);
		assertThatExceptionOfType(QueueClosedException.class).isThrownBy(queue::poll);
		RemoteFunction<SharedQueue<Integer>, Boolean> closed = SharedQueue::isClosed;
		assertThat(pool.apply(closed, queue).join()).isTrue();
	}

	@Test
	void closingThePoolEndsTasksThatWaitForItsQueues() {
		ProcessPool other = builder("closing").processes(1).build();
		SharedQueue<Integer> queue = other.queue(5);
		queue.offer(1);
		CompletableFuture<List<Integer>> taking = other.apply(TAKE_ALL, queue);
		Awaitility.await().until(() -> queue.size() == 0);
		other.workers().forEach((worker) -> PIDS.add(worker.pid()));
		long begin = System.nanoTime();
		other.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
		assertThat(taking.join()).containsExactly(1);
		assertThat(queue.isClosed()).isTrue();
		assertThat(other.queue(1).isClosed()).isTrue();
	}

	@Test
	void aDeadConsumerLosesOnlyWhatItHadTaken() throws Exception {
		SharedQueue<Integer> queue = pool.queue(5);
		for (int i = 1; i <= 4; i++) {
			queue.put(i);
		}
		RemoteFunction<SharedQueue<Integer>, Integer> dieWithOne = (own) -> {
			own.take();
			Runtime.getRuntime().halt(1);
			return 0;
		};
		assertThatThrownBy(() -> pool.apply(dieWithOne, queue).join()).hasCauseInstanceOf(WorkerLostException.class);
		queue.close();
		assertThat(takeAllHere(queue)).containsExactly(2, 3, 4);
	}

	@Test
	void anElementThatDiedOnItsWayGoesBackToTheHead() throws Exception {
		SharedQueue<Integer> queue = pool.queue(5);
		SharedQueue<Long> pids = pool.queue(1);
		RemoteBiFunction<SharedQueue<Integer>, SharedQueue<Long>, Integer> takeOne = (own, announce) -> {
			announce.put(ProcessHandle.current().pid());
			return own.take();
		};
		CompletableFuture<Integer> taking = pool.apply(takeOne, queue, pids);
		long pid = pids.take();
		awaitTaker(queue);
		signal("-STOP", pid);
		awaitStopped(pid);
		queue.put(1);
		queue.put(2);
		assertThat(queue.size()).isEqualTo(1);
		signal("-KILL", pid);
		assertThatThrownBy(taking::join).hasCauseInstanceOf(WorkerLostException.class);
		assertThat(queue.take()).isEqualTo(1);
		assertThat(queue.take()).isEqualTo(2);
	}

	/**
	 * A taker that waits gets what is put at once, so it is seen by what is not there.
	 */
	private static void awaitTaker(SharedQueue<Integer> queue) {
		Awaitility.await().during(Duration.ofMillis(200)).until(() -> queue.size() == 0);
	}

	/** Its threads stop one after the other; one that runs still may take an element. */
	private static void awaitStopped(long pid) {
		Path threads = Path.of("/proc/" + pid + "/task");
		Awaitility.await().until(() -> {
			if (!Files.exists(threads)) {
				return true;
			}
			try (Stream<Path> each = Files.list(threads)) {
				for (Path thread : each.toList()) {
					if (!Files.readString(thread.resolve("stat")).matches("(?s).*\\) T .*")) {
						return false;
					}
				}
			}
			return true;
		});
	}

	private static void signal(String signal, long pid) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor()).isZero();
	}

	@Test
	void cancellingATaskEndsItsTakeWithNothingTaken() throws Exception {
		SharedQueue<Integer> queue = pool.queue(5);
		SharedQueue<String> ends = pool.queue(5);
		RemoteBiFunction<SharedQueue<Integer>, SharedQueue<String>, Integer> take = (own, said) -> {
			said.put("waiting");
			try {
				return own.take();
			}
			catch (InterruptedException ex) {
				said.offer("interrupted");
				throw ex;
			}
		};
		CompletableFuture<Integer> taking = pool.apply(take, queue, ends);
		assertThat(ends.take()).isEqualTo("waiting");
		awaitTaker(queue);
		taking.cancel(true);
		assertThat(ends.poll(LONG)).contains("interrupted");
		queue.put(1);
		assertThat(queue.poll(LONG)).contains(1);
	}

	@Test
	void theEndOfATaskEndsTheTakesThatItHasLeftOpen() throws Exception {
		SharedQueue<Integer> queue = pool.queue(5);
		RemoteFunction<SharedQueue<Integer>, String> careless = (own) -> {
			own.takeAsync();
			return "gone";
		};
		assertThat(pool.apply(careless, queue).join()).isEqualTo("gone");
		queue.put(1);
		assertThat(queue.poll(LONG)).contains(1);
	}

	@Test
	void anInterruptedThreadOfThisProcessTakesNothing() throws Exception {
		SharedQueue<Integer> queue = pool.queue(5);
		CompletableFuture<Throwable> end = new CompletableFuture<>();
		Thread taker = new Thread(() -> {
			try {
				queue.take();
			}
			catch (Throwable ex) {
				end.complete(ex);
			}
		});
		taker.start();
		Awaitility.await().until(() -> taker.getState() == Thread.State.WAITING);
		taker.interrupt();
		assertThat(end.join()).isInstanceOf(InterruptedException.class);
		queue.put(1);
		assertThat(queue.poll()).contains(1);
	}

	@Test
	void killedConsumersLoseAtMostWhatEachWasWorkingOnAndNothingComesTwice() throws Exception {
		long seed = System.nanoTime();
		System.out.println("seed of the kills: " + seed);
		Random random = new Random(seed);
		int kills = 4;
		AtomicBoolean enough = new AtomicBoolean();
		SharedQueue<Integer> queue = pool.queue(20);
		SharedQueue<Integer> done = pool.queue(1_000_000);
		CompletableFuture<Integer> producer = CompletableFuture.supplyAsync(() -> putUntil(enough, queue));
		List<CompletableFuture<?>> consumers = new ArrayList<>();
		for (int i = 0; i < kills; i++) {
			// One that had not begun when its worker was killed goes on in another.
			consumers.removeIf(CompletableFuture::isDone);
			while (consumers.size() < 2) {
				consumers.add(consume(queue, done));
			}
			int mark = done.size() + 100 + random.nextInt(900);
			Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> done.size() > mark);
			long lost = pool.statistics().workersLost();
			List<WorkerSnapshot> workers = pool.workers();
			ProcessHandle.of(workers.get(random.nextInt(workers.size())).pid())
				.ifPresent(ProcessHandle::destroyForcibly);
			Awaitility.await().until(() -> pool.statistics().workersLost() > lost);
			awaitWorkers();
		}
		enough.set(true);
		int elements = producer.join();
		Awaitility.await().atMost(LONG).until(() -> pool.statistics().inFlight() == 0);
		done.close();
		List<Integer> seen = takeAllHere(done);
		assertThat(seen).doesNotHaveDuplicates().hasSizeBetween(elements - kills, elements);
	}

	private static CompletableFuture<Integer> consume(SharedQueue<Integer> queue, SharedQueue<Integer> done) {
		return pool.apply((SharedQueue<Integer> in, SharedQueue<Integer> out) -> {
			try {
				while (true) {
					out.put(in.take());
				}
			}
			catch (QueueClosedException ex) {
				return 0;
			}
		}, queue, done);
	}

	private static int putUntil(AtomicBoolean enough, SharedQueue<Integer> queue) {
		try {
			int next = 0;
			while (!enough.get()) {
				queue.put(next++);
			}
			queue.close();
			return next;
		}
		catch (InterruptedException ex) {
			throw new CompletionException(ex);
		}
	}

	@Test
	void aQueueTravelsInAQueueAndBack() throws Exception {
		SharedQueue<SharedQueue<String>> mailboxes = pool.queue(1);
		SharedQueue<String> mine = pool.queue(1);
		RemoteFunction<SharedQueue<SharedQueue<String>>, SharedQueue<String>> reply = (boxes) -> {
			SharedQueue<String> box = boxes.take();
			box.put("hello");
			return box;
		};
		CompletableFuture<SharedQueue<String>> back = pool.apply(reply, mailboxes);
		mailboxes.put(mine);
		assertThat(mine.take()).isEqualTo("hello");
		assertThat(back.join()).isSameAs(mine);
	}

	@Test
	void aQueueIsForTheTasksOfItsPoolOnly() {
		ProcessPool other = builder("other").start(StartMode.LAZY).build();
		assertThatThrownBy(() -> pool.apply(TAKE_ALL, other.queue(1)).join())
			.hasCauseInstanceOf(TaskSerializationException.class)
			.hasMessageContaining("pool");
		other.close();
	}

	@Test
	void whatCannotBeSentIsNotPut() throws Exception {
		SharedQueue<Object> queue = pool.queue(5);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> queue.put(new Thread("t")));
		assertThatThrownBy(() -> queue.putAsync(new Thread("t")).join())
			.hasCauseInstanceOf(TaskSerializationException.class);
		RemoteFunction<SharedQueue<Object>, Integer> put = (own) -> {
			own.put(new Thread("t"));
			return 0;
		};
		assertThatThrownBy(() -> pool.apply(put, queue).join()).hasCauseInstanceOf(TaskSerializationException.class);
		assertThat(queue.size()).isZero();
	}

	@Test
	void noWorkerGetsAnotherOneToRunALambdaThroughAQueue() throws Exception {
		SharedQueue<Object> queue = pool.queue(5);
		RemoteFunction<SharedQueue<Object>, Integer> put = (own) -> {
			own.put((Supplier<String> & Serializable) () -> "run me");
			return 0;
		};
		pool.apply(put, queue).join();
		RemoteFunction<SharedQueue<Object>, String> take = (own) -> ((Supplier<?>) own.take()).get().toString();
		assertThatThrownBy(() -> pool.apply(take, queue).join()).hasCauseInstanceOf(TaskSerializationException.class);
	}

	@Test
	void cancellingATaskEndsItsAsynchronousTakesToo() throws Exception {
		SharedQueue<Integer> queue = pool.queue(5);
		SharedQueue<String> ends = pool.queue(5);
		AsyncBiFunction<SharedQueue<Integer>, SharedQueue<String>, Integer> take = (own, said) -> {
			CompletableFuture<Integer> taken = own.takeAsync();
			taken.whenComplete((value, ex) -> said.offer(String.valueOf(ex instanceof CancellationException)));
			said.put("waiting");
			return taken;
		};
		CompletableFuture<Integer> taking = pool.applyAsync(take, queue, ends);
		assertThat(ends.take()).isEqualTo("waiting");
		taking.cancel(true);
		assertThat(ends.poll(LONG)).contains("true");
		queue.put(1);
		assertThat(queue.poll(LONG)).contains(1);
	}

}
