package io.aiopool.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import io.aiopool.OffProcessException;
import io.aiopool.PoolUnavailableException;
import io.aiopool.QuarantinedTask;
import io.aiopool.RetryPolicy;
import io.aiopool.TaskOptions;
import io.aiopool.simulation.Fate.Terms;
import io.aiopool.simulation.Payloads;
import io.aiopool.simulation.SimulatedPublisher;
import io.aiopool.simulation.Witness;
import io.aiopool.simulation.World;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.WorkerHandle;
import org.jspecify.annotations.Nullable;

/**
 * Everybody who does something to a simulated pool, and what they may do.
 */
final class SimulatedUsers {

	/** What somebody does. */
	enum Kind {

		SUBMIT(50), BURST(6), CANCEL(12), DEMAND(6), MAP(3), READ(6), CANCEL_MAP(1), RECYCLE(3), RESIZE(3), RELEASE(1),

		PAUSE(2), RESUME(6), QUEUE(20), STREAM(6);

		private static final int ALL = Stream.of(values()).mapToInt((kind) -> kind.weight).sum();

		private final int weight;

		Kind(int weight) {
			this.weight = weight;
		}

		static Kind draw(SplittableRandom random) {
			int at = random.nextInt(ALL);
			for (Kind kind : values()) {
				at -= kind.weight;
				if (at < 0) {
					return kind;
				}
			}
			return SUBMIT;
		}

	}

	private final World world;

	private final Witness witness;

	private final Engine engine;

	private final MethodEntry[] methods = { entry(Payloads.TINY), entry(Payloads.QUICK), entry(Payloads.SLOW) };

	private final MethodEntry streamed = entry(Payloads.STREAMED);

	private final SimulatedQueue queue;

	private final List<SimulatedPublisher> publishers = new ArrayList<>();

	private final List<Open> open = new ArrayList<>();

	private final List<SimulatedMap> maps = new ArrayList<>();

	/** A task that has been taken, and its future if there is one. */
	private record Open(Task task, @Nullable TaskFuture<?> future) {
	}

	SimulatedUsers(World world, Witness witness, Engine engine) {
		this.world = world;
		this.witness = witness;
		this.engine = engine;
		this.queue = new SimulatedQueue(world, witness, engine.queues());
		if (world.happens(0.5)) {
			for (int i = 0; i < 100; i++) {
				this.methods[0].ran(20_000);
				engine.methods().body(new Payloads.Body()).ran(20_000);
			}
		}
	}

	private static MethodEntry entry(int number) {
		return new MethodEntry(new ParentMessage.Define(number, "Target", "Target", "method" + number, List.of()));
	}

	void act(Kind kind, SplittableRandom random) {
		switch (kind) {
			case SUBMIT -> submit(random, this.methods[random.nextInt(this.methods.length)], options(random));
			case BURST -> burst(random);
			case CANCEL -> cancel(random);
			case DEMAND -> demand(random);
			case MAP -> map(random);
			case READ -> this.maps.forEach((map) -> map.request(random.nextInt(20) + 1));
			case CANCEL_MAP ->
				this.maps.stream().filter((map) -> !map.isOver()).findFirst().ifPresent(SimulatedMap::cancel);
			case RECYCLE -> recycle(random);
			case RESIZE -> resize(random);
			case RELEASE -> this.engine.quarantine().releaseAll();
			case PAUSE -> this.engine.staffing().pause();
			case RESUME -> this.engine.staffing().resume();
			case QUEUE -> this.queue.act(random);
			case STREAM -> stream(random);
		}
	}

	private static TaskOptions options(SplittableRandom random) {
		TaskOptions options = TaskOptions.DEFAULTS.withExclusive(random.nextBoolean())
			.withPriority(random.nextInt(3))
			.withIdempotent(random.nextInt(3) == 0);
		if (random.nextBoolean()) {
			options = options.withTimeout(Duration.ofMillis(random.nextInt(5, 1000)));
		}
		if (random.nextInt(4) == 0) {
			options = options
				.withRetry(RetryPolicy.of(2 + random.nextInt(2), Duration.ofMillis(random.nextInt(1, 100))));
		}
		return (random.nextInt(3) == 0) ? options.withAffinityKey(random.nextInt(6)) : options;
	}

	private void burst(SplittableRandom random) {
		TaskOptions options = options(random).withTimeout(null);
		for (int i = random.nextInt(5, 40); i > 0; i--) {
			submit(random, this.methods[0], options);
		}
	}

	private void submit(SplittableRandom random, MethodEntry method, TaskOptions options) {
		submit(random, method, options, random.nextInt(10) == 0);
	}

	/** Submits a task with a stream as its argument. */
	private void stream(SplittableRandom random) {
		SimulatedPublisher publisher = new SimulatedPublisher(this.world);
		this.publishers.add(publisher);
		submit(random, new Call("task", this.streamed, false, new Object[] { publisher }, null), options(random),
				false);
	}

	private void submit(SplittableRandom random, MethodEntry method, TaskOptions options, boolean stream) {
		submit(random, new Call("task", method, false, new Object[] { random.nextInt(20) }, null), options, stream);
	}

	private void submit(SplittableRandom random, Call call, TaskOptions options, boolean stream) {
		if (!stream && random.nextInt(3) == 0) {
			submitFuture(call, options);
			return;
		}
		SimulatedCaller caller = new SimulatedCaller(this.world, this.witness);
		Task task;
		try {
			task = this.engine.submissions().task(call, options, stream, caller);
		}
		catch (OffProcessException ex) {
			return;
		}
		caller.waitsFor(task);
		if (submit(task, random.nextInt(10) == 0)) {
			this.open.add(new Open(task, null));
		}
	}

	private void submitFuture(Call call, TaskOptions options) {
		TaskFuture<Object> future = new TaskFuture<>(this.engine);
		Task task;
		try {
			task = this.engine.submissions().task(call, options, false, future);
		}
		catch (OffProcessException ex) {
			return;
		}
		future.bind(task);
		future.whenComplete((value, failure) -> {
			this.world.calledOut("future");
			if (failure != null) {
				SimulatedCaller.tell(this.witness, task.id, failure);
			}
			else {
				if (!Long.valueOf(task.id).equals(value)) {
					this.world.violated(task + " has the result of another task: " + value);
				}
				this.witness.tells(task.id, io.aiopool.simulation.Fate.Outcome.RESULT);
			}
		});
		if (submit(task, false)) {
			this.open.add(new Open(task, future));
		}
	}

	private boolean submit(Task task, boolean offer) {
		this.witness.expect(task.id, task.toString(),
				new Terms(task.deadline, task.options.idempotent(), task.options.retry().attempts(), task.exclusive));
		QuarantinedTask brake = task.method.brake;
		try {
			if (offer && !this.engine.offer(task)) {
				this.witness.refused(task.id);
				return false;
			}
			else if (!offer) {
				this.engine.submit(task, false);
			}
			if (brake != null && task.method.brake == brake && task.method.inPool > 1) {
				this.world.violated(task + " is taken, as one of " + task.method.inPool + " of " + brake);
			}
			return true;
		}
		catch (OffProcessException ex) {
			this.world.log(() -> "refused: " + ex.getMessage());
			if (ex instanceof PoolUnavailableException) {
				this.witness.hearsOfNoWorkers(task.toString());
			}
			this.witness.refused(task.id);
			return false;
		}
	}

	private void cancel(SplittableRandom random) {
		this.open.removeIf((open) -> open.future() == null && this.witness.of(open.task().id).isOver());
		if (!this.open.isEmpty()) {
			Open open = this.open.remove(random.nextInt(this.open.size()));
			this.world.log(() -> "cancels " + open.task());
			if (open.future() != null) {
				open.future().cancel(true);
			}
			else {
				this.witness.cancels(open.task().id);
				this.engine.cancel(open.task());
			}
		}
	}

	private void demand(SplittableRandom random) {
		for (Open open : this.open) {
			if (open.task().stream) {
				demand(open.task(), random.nextInt(3) + 1);
			}
		}
	}

	private void demand(Task task, long items) {
		WorkerHandle worker = this.engine.demand(task, items);
		if (worker != null) {
			worker.flush();
		}
	}

	private void map(SplittableRandom random) {
		TaskOptions options = TaskOptions.DEFAULTS.withIdempotent(random.nextBoolean());
		if (random.nextInt(3) == 0) {
			options = options.withRetry(RetryPolicy.of(2, Duration.ofMillis(5)));
		}
		SimulatedMap map = new SimulatedMap(this.world, this.witness, options, this.maps.size(), random.nextInt(4) > 0,
				random.nextInt(200));
		this.maps.add(map);
		map.start(this.engine, random);
		map.request(1 + random.nextInt(50));
	}

	private void recycle(SplittableRandom random) {
		List<WorkerHandle> workers = this.engine.supervisor().workers();
		if (!workers.isEmpty()) {
			this.engine.supervisor().recycle(workers.get(random.nextInt(workers.size())));
		}
	}

	private void resize(SplittableRandom random) {
		if (!this.engine.life().isClosing()) {
			this.engine.resize(1 + random.nextInt(5));
		}
	}

	/** Nobody makes anybody else wait any more. */
	void finish() {
		this.engine.staffing().resume();
		this.maps.forEach((map) -> map.request(Long.MAX_VALUE));
		this.open.stream().filter((open) -> open.task().stream).forEach((open) -> demand(open.task(), 100));
	}

	/** Takes what is left in the queue. */
	void emptyQueue() {
		this.queue.empty();
	}

	boolean haveNothingOpen() {
		return this.queue.haveNothingOpen() && this.publishers.stream().allMatch(SimulatedPublisher::isOver);
	}

	/** Says what is still open of what ends with the pool. */
	String open() {
		return (this.queue.haveNothingOpen() ? "" : "puts or takes ")
				+ (this.publishers.stream().allMatch(SimulatedPublisher::isOver) ? "" : "streams among arguments");
	}

	void verifyQueue() {
		this.queue.verify();
	}

	boolean holdLockOfQueue() {
		return this.queue.isLocked();
	}

	boolean haveFinished() {
		return this.witness.isOver() && this.maps.stream().allMatch(SimulatedMap::isOver);
	}

	/** Whether the method of probes has one worker at a time. */
	boolean hasBrake() {
		return this.methods[1].brake != null;
	}

	/** Whether nothing of the method of probes is in the pool. */
	boolean isMethodIdle() {
		return this.methods[1].inPool == 0;
	}

	/** Submits a task that cannot fail. */
	void probe(SplittableRandom random) {
		submit(random, this.methods[1], TaskOptions.DEFAULTS.withExclusive(random.nextBoolean()), false);
	}

}
