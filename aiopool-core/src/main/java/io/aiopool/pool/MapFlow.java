package io.aiopool.pool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * One run of a map: pulls elements as long as there is room in flight and ahead of the
 * consumer, and passes results on as they are requested.
 * <p>
 * Whatever happens (an element ends, more is requested, the input has more, it is
 * cancelled) is noted and {@link #drain()} called; of the threads that do so at the same
 * time one works through everything, so that all plain fields belong to that one. Never
 * on a thread that serves a worker.
 */
final class MapFlow implements Subscription {

	/** Stands for {@code null}, which a subscriber cannot be given. */
	static final Object NULL = new Object();

	/** How soon a full queue of the pool is tried again, if nothing else happens. */
	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

	private final MapPlan plan;

	private final CoreSubscriber<? super Object> subscriber;

	private final MapSource source;

	private final MapReport report;

	private final AtomicInteger work = new AtomicInteger();

	private final AtomicLong requested = new AtomicLong();

	private final Queue<MapCell> news = new ConcurrentLinkedQueue<>();

	private final Collection<MapCell> inFlight = new LinkedHashSet<>();

	/** What is to be passed on next: all in input order, or those that have ended. */
	private final ArrayDeque<MapCell> line = new ArrayDeque<>();

	private @Nullable MapCell refused;

	private @Nullable Throwable failure;

	private long delivered;

	private boolean exhausted;

	private boolean ended;

	private volatile boolean retrying;

	private volatile boolean cancelled;

	private MapFlow(MapPlan plan, CoreSubscriber<? super Object> subscriber) {
		this.plan = plan;
		this.subscriber = subscriber;
		this.source = plan.source().get();
		this.report = new MapReport(plan.listener(), this.source.total());
	}

	/** Runs a map for a subscriber. */
	static void start(MapPlan plan, CoreSubscriber<? super Object> subscriber) {
		MapFlow flow;
		try {
			flow = new MapFlow(plan, subscriber);
		}
		catch (Throwable ex) {
			Operators.error(subscriber, ex);
			return;
		}
		subscriber.onSubscribe(flow);
		if (!flow.cancelled) {
			flow.source.begin(plan.window(), flow::drain);
		}
		flow.drain();
	}

	@Override
	public void request(long results) {
		if (Operators.validate(results)) {
			this.requested.accumulateAndGet(results, Operators::addCap);
			drain();
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		drain();
	}

	/** An element has its outcome. */
	void ended(MapCell cell) {
		this.news.add(cell);
		drain();
	}

	private void drain() {
		if (this.work.getAndIncrement() != 0) {
			return;
		}
		int seen = this.work.get();
		do {
			try {
				step();
			}
			catch (Throwable ex) {
				this.failure = ex;
				finish();
			}
			seen = this.work.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void step() {
		hear();
		if (this.ended) {
			return;
		}
		if (!this.cancelled) {
			deliver();
			fill();
		}
		boolean complete = this.exhausted && this.refused == null && this.inFlight.isEmpty() && this.line.isEmpty();
		if (this.cancelled || complete || this.failure != null) {
			finish();
		}
		else {
			this.report.tell(false);
		}
	}

	private void hear() {
		for (MapCell cell = this.news.poll(); cell != null; cell = this.news.poll()) {
			this.inFlight.remove(cell);
			cell.done = true;
			if (cell.failure != null) {
				this.report.failed();
				this.failure = (this.failure != null) ? this.failure : cell.failure;
			}
			else {
				this.report.done(1);
				if (!this.plan.ordered()) {
					this.line.add(cell);
				}
			}
		}
	}

	private void deliver() {
		MapCell next = this.line.peek();
		while (next != null && next.done && next.failure == null && !this.cancelled
				&& this.delivered < this.requested.get()) {
			this.line.poll();
			this.delivered++;
			this.subscriber.onNext((next.result != null) ? next.result : NULL);
			next = this.line.peek();
		}
	}

	private void fill() {
		while (this.failure == null && !this.cancelled && !this.exhausted | this.refused != null && hasRoom()) {
			MapCell cell = (this.refused != null) ? this.refused : next();
			if (cell == null) {
				return;
			}
			if (!this.plan.engine().offer(cell.task)) {
				this.refused = cell;
				retryLater();
				return;
			}
			this.refused = null;
			this.inFlight.add(cell);
			if (this.plan.ordered()) {
				this.line.add(cell);
			}
		}
	}

	private boolean hasRoom() {
		int begun = this.line.size() + (this.plan.ordered() ? 0 : this.inFlight.size());
		return this.inFlight.size() < this.plan.concurrency() && begun < this.plan.window();
	}

	private @Nullable MapCell next() {
		Object element = this.source.poll();
		this.exhausted = element == MapSource.END;
		return (element == MapSource.END || element == MapSource.NONE) ? null : new MapCell(this, this.plan, element);
	}

	/** A map waits for room in the queue of the pool rather than being rejected. */
	private void retryLater() {
		if (!this.retrying) {
			this.retrying = true;
			this.plan.engine().later(RETRY_NANOS, () -> {
				this.retrying = false;
				drain();
			});
		}
	}

	/** Tells the end, and gives up whatever is left. */
	private void finish() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.source.cancel();
		this.inFlight.forEach((cell) -> this.plan.engine().cancel(cell.task));
		this.inFlight.clear();
		this.line.clear();
		this.refused = null;
		if (this.cancelled) {
			return;
		}
		this.report.tell(true);
		if (this.failure != null) {
			this.subscriber.onError(this.failure);
		}
		else {
			this.subscriber.onComplete();
		}
	}

}
