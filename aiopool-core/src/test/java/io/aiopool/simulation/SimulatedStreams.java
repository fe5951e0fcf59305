package io.aiopool.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;

/**
 * The subscriptions of one simulated child to streams among the arguments of its tasks:
 * items come in order, no more than were asked for, and none after the end.
 */
final class SimulatedStreams {

	private final World world;

	private final SimulatedChild child;

	private final Map<Long, Stream> open = new HashMap<>();

	private final Map<Long, Stream> ended = new HashMap<>();

	private long numbers;

	private static final class Stream {

		private final SimulatedBody body;

		private long asked;

		private long items;

		Stream(SimulatedBody body) {
			this.body = body;
		}

	}

	SimulatedStreams(World world, SimulatedChild child) {
		this.world = world;
		this.child = child;
	}

	void subscribe(SimulatedBody body) {
		long number = ++this.numbers;
		this.open.put(number, new Stream(body));
		this.child.say(new ChildMessage.Subscribe(number, body.task(), 0));
		ask(number);
		if (this.world.happens(0.2)) {
			this.child.after(this.world.chance(0, 30_000_000), "unsubscribes", () -> leave(number));
		}
	}

	private void ask(long number) {
		Stream stream = this.open.get(number);
		if (stream != null) {
			long more = this.world.chance(1, 4);
			stream.asked += more;
			this.child.say(new ChildMessage.Request(number, more));
		}
	}

	private void leave(long number) {
		Stream stream = this.open.remove(number);
		if (stream != null) {
			// What is under way still comes.
			this.ended.put(number, stream);
			this.child.say(new ChildMessage.Unsubscribe(number));
		}
	}

	/** A body has ended, and with it its subscriptions. */
	void over(SimulatedBody body) {
		for (long number : List.copyOf(this.open.keySet())) {
			if (this.open.get(number).body == body) {
				leave(number);
			}
		}
	}

	void hear(ParentMessage.Inflow item) {
		Stream stream = this.open.get(item.subscription());
		if (stream == null) {
			if (!this.ended.containsKey(item.subscription())) {
				this.world.violated(this.child + " has an item of a stream that has ended or was never asked for");
			}
			return;
		}
		if (!item.value().equals(Payloads.result(stream.items))) {
			this.world.violated(stream.body + " has another item of its stream than number " + stream.items);
		}
		stream.items++;
		if (stream.items > stream.asked) {
			this.world.violated(stream.body + " has more items of its stream than it asked for");
		}
		if (stream.items == stream.asked) {
			this.child.after(this.world.chance(0, 5_000_000), "asks for more items", () -> ask(item.subscription()));
		}
	}

	void hear(ParentMessage.InflowEnd end) {
		Stream stream = this.open.remove(end.subscription());
		if (stream == null && this.ended.remove(end.subscription()) == null) {
			this.world.violated(this.child + " hears of the end of a stream twice");
		}
		if (stream != null && end.failure() == null && stream.items != Payloads.STREAMED_ITEMS) {
			this.world.violated(stream.body + " has all of its stream, which is " + stream.items + " items");
		}
	}

}
