package io.aiopool.queue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.payload.Payload;
import io.aiopool.queue.ElementQueue.Element;
import io.aiopool.queue.ElementQueue.Outcome;
import io.aiopool.queue.ElementQueue.Party;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The queue behind a shared queue.
 */
class ElementQueueTests {

	private final List<String> told = new ArrayList<>();

	private final List<Element> given = new ArrayList<>();

	private final ElementQueue queue = new ElementQueue(2, () -> this.told.add("drained"));

	@Test
	void whoComesFirstIsServedFirst() {
		put("p1", 1);
		put("p2", 2);
		put("p3", 3);
		take("t1");
		take("t2");
		take("t3");
		take("t4");
		put("p4", 4);
		assertThat(this.told).containsExactly("p1 PUT", "p2 PUT", "t1 ELEMENT 1", "p3 PUT", "t2 ELEMENT 2",
				"t3 ELEMENT 3", "p4 PUT", "t4 ELEMENT 4");
	}

	@Test
	void elementsThatComeBackKeepTheirOrderAtTheHead() {
		put("p1", 1);
		put("p2", 2);
		take("t1");
		take("t2");
		put("p3", 3);
		this.queue.delivered(this.given.get(1), false);
		this.queue.delivered(this.given.get(0), false);
		this.told.clear();
		take("t3");
		take("t4");
		take("t5");
		assertThat(this.told).containsExactly("t3 ELEMENT 1", "t4 ELEMENT 2", "t5 ELEMENT 3");
	}

	@Test
	void aClosedQueueEndsOnlyWhenNothingCanComeBack() {
		put("p1", 1);
		take("t1");
		take("t2");
		this.queue.close();
		assertThat(this.told).containsExactly("p1 PUT", "t1 ELEMENT 1");
		this.queue.delivered(this.given.get(0), false);
		assertThat(this.told).last().isEqualTo("t2 ELEMENT 1");
		take("t3");
		this.queue.delivered(this.given.get(1), true);
		assertThat(this.told).endsWith("t3 CLOSED", "drained");
	}

	@Test
	void closingRefusesWhoWaitsToPut() {
		put("p1", 1);
		put("p2", 2);
		put("p3", 3);
		this.queue.close();
		put("p4", 4);
		assertThat(this.told).containsExactly("p1 PUT", "p2 PUT", "p3 CLOSED", "p4 CLOSED");
		assertThat(this.queue.size()).isEqualTo(2);
	}

	@Test
	void whoDoesNotWaitIsToldAtOnce() {
		this.queue.take(party("t1"), false);
		this.queue.put(bytes(1), party("p1"), false);
		this.queue.put(bytes(2), party("p2"), false);
		this.queue.put(bytes(3), party("p3"), false);
		this.queue.take(party("t2"), false);
		assertThat(this.told).containsExactly("t1 NONE", "p1 PUT", "p2 PUT", "p3 NONE", "t2 ELEMENT 1");
	}

	@Test
	void whoHasWithdrawnIsNotTold() {
		Party taker = party("t1");
		this.queue.take(taker, true);
		assertThat(this.queue.withdraw(taker)).isTrue();
		assertThat(this.queue.withdraw(taker)).isFalse();
		put("p1", 1);
		assertThat(this.told).containsExactly("p1 PUT");
	}

	private void put(String name, int value) {
		this.queue.put(bytes(value), party(name), true);
	}

	private void take(String name) {
		this.queue.take(party(name), true);
	}

	private static Payload bytes(int value) {
		return Payload.of(ByteBuffer.wrap(new byte[] { (byte) value }));
	}

	private Party party(String name) {
		return new Party() {

			@Override
			public void told(Outcome outcome, @Nullable Element element) {
				String what = (element != null) ? " " + element.bytes().bytes().get() : "";
				ElementQueueTests.this.told.add(name + " " + outcome + what);
				if (element != null) {
					ElementQueueTests.this.given.add(element);
				}
			}

		};
	}

}
