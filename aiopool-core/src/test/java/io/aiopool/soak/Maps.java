package io.aiopool.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import io.aiopool.OffProcessException;
import io.aiopool.TaskOptions;
import io.aiopool.soak.Ledger.Kind;
import io.aiopool.soak.Ledger.Outcome;

/**
 * Runs one map after the other and looks at the order of what comes back.
 */
final class Maps implements AutoCloseable {

	private static final long PAUSE_NANOS = 100_000_000;

	private static final int MOST_ELEMENTS = 800;

	private final Clerk clerk;

	private final SplittableRandom random;

	private final Thread thread;

	/** Held while a map runs. */
	private final ReentrantLock turn = new ReentrantLock();

	private final AtomicInteger whole = new AtomicInteger();

	private final AtomicInteger cutShort = new AtomicInteger();

	private final AtomicInteger disordered = new AtomicInteger();

	private volatile boolean paused;

	private volatile boolean closed;

	private volatile Throwable failure;

	/** Starts it. */
	Maps(Clerk clerk, long seed) {
		this.clerk = clerk;
		this.random = new SplittableRandom(seed);
		this.thread = new Thread(this::run, "soak-maps");
		this.thread.start();
	}

	private void run() {
		try {
			while (!this.closed) {
				takeTurn();
				LockSupport.parkNanos(PAUSE_NANOS);
			}
		}
		catch (RuntimeException | Error ex) {
			this.failure = ex;
		}
	}

	private void takeTurn() {
		this.turn.lock();
		try {
			if (!this.paused) {
				map();
			}
		}
		finally {
			this.turn.unlock();
		}
	}

	private void map() {
		boolean repeated = this.random.nextBoolean();
		int size = 1 + this.random.nextInt(MOST_ELEMENTS);
		List<Order> pulled = new ArrayList<>();
		Iterable<Order> input = () -> Stream.generate(() -> pull(repeated, pulled)).limit(size).iterator();
		TaskOptions options = TaskOptions.DEFAULTS.withIdempotent(repeated);
		int next = 0;
		try (Stream<Answer> results = this.clerk.tasks().pool().with(options).map(SoakTasks::plain, input).stream()) {
			for (Iterator<Answer> each = results.iterator(); each.hasNext();) {
				hear(pulled, next++, each.next());
			}
			this.whole.incrementAndGet();
			if (next != size) {
				this.disordered.incrementAndGet();
			}
		}
		catch (OffProcessException ex) {
			// It ends with the first element that is lost; what came before is in order.
			this.cutShort.incrementAndGet();
		}
	}

	private Order pull(boolean repeated, List<Order> pulled) {
		int id = this.clerk.ledger().submit(repeated ? Kind.REPEATED_ELEMENT : Kind.ELEMENT);
		Order order = Order.of(id, 0, 64, new SplittableRandom(id));
		synchronized (pulled) {
			pulled.add(order);
		}
		return order;
	}

	private void hear(List<Order> pulled, int index, Answer answer) {
		Order order;
		synchronized (pulled) {
			order = pulled.get(index);
		}
		if (answer.id() != order.id()) {
			this.disordered.incrementAndGet();
		}
		this.clerk.ledger().told(order.id(), answer.isTo(order) ? Outcome.RIGHT : Outcome.WRONG);
	}

	/** Begins no map until it is resumed. */
	void pause() {
		this.paused = true;
	}

	void resume() {
		this.paused = false;
	}

	/** Waits for the end of the map that runs while it is paused. */
	boolean awaitIdle(Duration timeout) throws InterruptedException {
		boolean idle = this.turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS);
		if (idle) {
			this.turn.unlock();
		}
		return idle;
	}

	/** Maps that ran to their end. */
	int whole() {
		return this.whole.get();
	}

	/** Maps that a death has ended. */
	int cutShort() {
		return this.cutShort.get();
	}

	/** Results at the wrong place, and maps with too few or too many. */
	int disordered() {
		return this.disordered.get();
	}

	Throwable failure() {
		return this.failure;
	}

	@Override
	public void close() throws InterruptedException {
		this.closed = true;
		this.thread.join();
	}

}
