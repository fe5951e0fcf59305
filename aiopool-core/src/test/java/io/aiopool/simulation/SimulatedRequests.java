package io.aiopool.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of one simulated child want of a shared queue. Each request is answered
 * once; a take that was given up sends what still comes back.
 */
final class SimulatedRequests {

	private final World world;

	private final Faults faults;

	private final SimulatedChild child;

	private final Map<Long, Request> open = new HashMap<>();

	private final Map<Long, Long> received = new HashMap<>();

	private long numbers;

	/** Set with the first request. */
	private @Nullable Elements elements;

	private static final class Request {

		private final SimulatedBody body;

		/** What is put; {@code null} for a take. */
		private final @Nullable Long element;

		private boolean givenUp;

		Request(SimulatedBody body, @Nullable Long element) {
			this.body = body;
			this.element = element;
		}

	}

	SimulatedRequests(World world, Faults faults, SimulatedChild child) {
		this.world = world;
		this.faults = faults;
		this.child = child;
	}

	/** A body puts or takes, and may lose patience. */
	void act(SimulatedBody body, Elements elements) {
		this.elements = elements;
		long number = ++this.numbers;
		long queue = elements.queue();
		boolean waits = this.world.happens(0.7);
		if (this.world.happens(0.5)) {
			long element = elements.next();
			this.open.put(number, new Request(body, element));
			this.child.say(new ChildMessage.QueuePut(number, queue, waits, Payloads.result(element)));
		}
		else {
			this.open.put(number, new Request(body, null));
			this.child.say(new ChildMessage.QueueTake(number, queue, waits));
		}
		if (this.world.happens(0.3)) {
			this.child.after(this.world.chance(0, 20_000_000), "gives up a request", () -> giveUp(number));
		}
	}

	private void giveUp(long number) {
		Request request = this.open.get(number);
		if (request != null && !request.givenUp) {
			request.givenUp = true;
			this.child.say(new ChildMessage.QueueCancel(number));
		}
	}

	/** A body has ended, and with it its requests. */
	void over(SimulatedBody body) {
		for (long number : List.copyOf(this.open.keySet())) {
			if (this.open.get(number).body == body) {
				giveUp(number);
			}
		}
	}

	void hear(QueueAnswer answer) {
		Request request = this.open.remove(answer.request());
		if (request == null) {
			this.world.violated(this.child + " hears of request " + answer.request() + ", which is not open");
			return;
		}
		if (request.element != null) {
			this.elements.putEnds(request.element, answer.status() == QueueStatus.DONE);
		}
		else if (answer.status() == QueueStatus.ELEMENT) {
			boolean wanted = !request.givenUp;
			boolean says = wanted ? !this.faults.does(Sabotage.ELEMENT_KEPT)
					: this.faults.does(Sabotage.ELEMENT_DROPPED);
			if (wanted) {
				this.received.put(answer.request(), Payloads.key(answer.value()));
			}
			this.child.say(new ChildMessage.QueueReceipt(answer.request(), says));
		}
	}

	/**
	 * The parent is about to hear a receipt. One that it does not hear, since it has
	 * given the child up, is worth nothing.
	 */
	void heard(ChildMessage.QueueReceipt receipt) {
		Long element = this.received.remove(receipt.request());
		if (element != null) {
			this.elements.taken(element);
		}
	}

}
