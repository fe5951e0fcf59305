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

	/** Cells with elements that are to be sent again, since they had no turn. */
	private final Queue<MapCell> unfinished = new ArrayDeque<>();

	private @Nullable MapCell refused;

	private final MapChunks chunks;

	private @Nullable Throwable failure;

	/** Why the input has not begun. */
	private volatile @Nullable Throwable unsourced;

	private long delivered;

	/** Elements begun whose results have not been passed on. */
	private int outstanding;

	private boolean ended;

	private volatile boolean retrying;

	private volatile boolean cancelled;

	private MapFlow(MapPlan plan, CoreSubscriber<? super Object> subscriber) {
		this.plan = plan;
		this.subscriber = subscriber;
		this.source = plan.source().get();
		this.chunks = new MapChunks(this, plan, this.source);
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
			flow.begin();
		}
		flow.drain();
	}

	/**
	 * A publisher that throws when it is subscribed to has failed as one that says so.
	 */
	private void begin() {
		try {
			this.source.begin(this.chunks.window(), this::drain);
		}
		catch (Throwable ex) {
			this.unsourced = ex;
		}
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

	private void step() throws Throwable {
		hear();
		Throwable unsourced = this.unsourced;
		if (unsourced != null && !this.ended) {
			throw unsourced;
		}
		if (this.ended) {
			return;
		}
		if (!this.cancelled) {
			deliver();
			fill();
		}
		boolean complete = this.chunks.isExhausted() && this.refused == null && this.unfinished.isEmpty()
				&& this.inFlight.isEmpty() && this.line.isEmpty();
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
			this.chunks.ended(cell);
			this.report.done(cell.newlyEnded());
			if (cell.isShort()) {
				this.unfinished.add(cell);
				continue;
			}
			cell.done = true;
			if (cell.failure != null) {
				this.report.failed();
				this.failure = (this.failure != null) ? this.failure : cell.failure;
			}
			if (!this.plan.ordered()) {
				this.line.add(cell);
			}
		}
	}

	private void deliver() {
		MapCell next = this.line.peek();
		while (next != null && next.done && !this.cancelled) {
			while (next.hasNext() && !this.cancelled) {
				if (this.delivered == this.requested.get()) {
					return;
				}
				this.delivered++;
				this.outstanding--;
				Object result = next.next();
				this.subscriber.onNext((result != null) ? result : NULL);
			}
			if (next.failure != null) {
				return;
			}
			this.line.poll();
			next = this.line.peek();
		}
	}

	private void fill() {
		while (this.failure == null && !this.cancelled && this.inFlight.size() < this.plan.concurrency()) {
			MapCell cell = (this.refused != null) ? this.refused : next();
			if (cell == null) {
				return;
			}
			if (!this.plan.engine().offer(cell.task())) {
				this.refused = cell;
				retryLater();
				return;
			}
			this.refused = null;
			begin(cell);
		}
	}

	private @Nullable MapCell next() {
		MapCell unfinished = this.unfinished.poll();
		if (unfinished != null) {
			unfinished.resume();
			return unfinished;
		}
		return this.chunks.next(this.outstanding);
	}

	private void begin(MapCell cell) {
		this.inFlight.add(cell);
		if (!cell.begun) {
			cell.begun = true;
			this.outstanding += cell.size();
			if (this.plan.ordered()) {
				this.line.add(cell);
			}
		}
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

	/** It belongs to the user, and what it throws must not keep the map from its end. */
	private void cancelSource() {
		try {
			this.source.cancel();
		}
		catch (Throwable ex) {
			this.failure = (this.failure != null) ? this.failure : ex;
		}
	}

	/** Tells the end, and gives up whatever is left. */
	private void finish() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		cancelSource();
		this.inFlight.forEach((cell) -> this.plan.engine().cancel(cell.task()));
		this.inFlight.clear();
		this.line.clear();
		this.unfinished.clear();
		if (this.refused != null) {
			this.plan.engine().submissions().withdraw(this.refused.task());
			this.refused = null;
		}
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
