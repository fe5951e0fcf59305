package io.aiopool.simulation;

import java.util.ArrayList;
import java.util.List;

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * A stream among the arguments of simulated tasks: emits its items on threads of its own,
 * as they are asked for, and then is complete or fails.
 */
public final class SimulatedPublisher implements Publisher<Long> {

	private static final long MOST_AWAITED = 256;

	private final World world;

	private final Actor actor;

	private final boolean fails;

	private final List<Emission> emissions = new ArrayList<>();

	public SimulatedPublisher(World world) {
		this.world = world;
		this.actor = world.actor("publisher", true);
		this.fails = world.happens(0.2);
	}

	@Override
	public void subscribe(Subscriber<? super Long> subscriber) {
		this.world.calledOut("subscribe");
		Emission emission = new Emission(subscriber);
		this.emissions.add(emission);
		subscriber.onSubscribe(emission);
	}

	/** Whether nobody is subscribed any more. */
	public boolean isOver() {
		return this.emissions.stream().allMatch((emission) -> emission.over);
	}

	/** Without a stack, which is part of the history and not always the same. */
	private static Throwable failure() {
		Throwable failure = new IllegalStateException("the stream fails");
		failure.setStackTrace(new StackTraceElement[0]);
		return failure;
	}

	private final class Emission implements Subscription {

		private final Subscriber<? super Long> subscriber;

		private long asked;

		private long next;

		private boolean busy;

		private boolean over;

		Emission(Subscriber<? super Long> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public void request(long items) {
			SimulatedPublisher.this.world.calledOut("request");
			this.asked += items;
			if (items < 1 || this.asked - this.next > MOST_AWAITED) {
				SimulatedPublisher.this.world.violated("a stream is asked for " + items + " items more");
			}
			goOn();
		}

		private void goOn() {
			if (!this.busy && !this.over && (this.next < this.asked || this.next == Payloads.STREAMED_ITEMS)) {
				this.busy = true;
				long takes = SimulatedPublisher.this.world.chance(1_000, 3_000_000);
				SimulatedPublisher.this.world.after(takes, SimulatedPublisher.this.actor, "emits", this::emit);
			}
		}

		private void emit() {
			if (!this.over && this.next < Payloads.STREAMED_ITEMS) {
				this.subscriber.onNext(this.next++);
			}
			else if (!this.over) {
				this.over = true;
				if (SimulatedPublisher.this.fails) {
					this.subscriber.onError(failure());
				}
				else {
					this.subscriber.onComplete();
				}
			}
			this.busy = false;
			goOn();
		}

		@Override
		public void cancel() {
			SimulatedPublisher.this.world.calledOut("cancel");
			this.over = true;
		}

	}

}
