package io.aiopool.wire;

import java.nio.ByteBuffer;
import java.util.stream.Stream;

import io.aiopool.wire.ParentMessage.QueueStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The messages about streams into tasks and about queues come back as they were sent.
 */
class StreamAndQueueMessageTests {

	static Stream<ParentMessage> fromTheParent() {
		ParentMessage.Failure failure = new ParentMessage.Failure("a.B", null, "at a.B", payload());
		return Stream.of(new ParentMessage.Inflow(7, payload()), new ParentMessage.InflowEnd(7, null),
				new ParentMessage.InflowEnd(7, failure),
				new ParentMessage.QueueAnswer(8, QueueStatus.ELEMENT, 3, payload()));
	}

	static Stream<ChildMessage> fromTheChild() {
		return Stream.of(new ChildMessage.Subscribe(1, 2, 3), new ChildMessage.Request(1, Long.MAX_VALUE),
				new ChildMessage.Unsubscribe(1), new ChildMessage.QueuePut(1, -2, true, payload()),
				new ChildMessage.QueueTake(1, -2, false), new ChildMessage.QueueCancel(1),
				new ChildMessage.QueueReceipt(1, true), new ChildMessage.QueueLook(1, 2),
				new ChildMessage.QueueClose(-2));
	}

	@ParameterizedTest
	@MethodSource("fromTheParent")
	void aMessageOfTheParentComesBackEqual(ParentMessage message) throws ProtocolException {
		assertThat(ParentMessages.read(body(ParentMessages.frame(message)))).isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("fromTheChild")
	void aMessageOfTheChildComesBackEqual(ChildMessage message) throws ProtocolException {
		assertThat(ChildMessages.read(body(ChildMessages.frame(message)))).isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("fromTheChild")
	void aMessageThatIsCutOffBreaksTheProtocol(ChildMessage message) {
		ByteBuffer head = ChildMessages.frame(message).head();
		for (int length = 0; length < head.remaining() - Integer.BYTES; length++) {
			ByteBuffer cut = head.slice(Integer.BYTES, length);
			assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(cut));
		}
	}

	private static ByteBuffer payload() {
		return ByteBuffer.wrap(new byte[] { 1, 2, 3 });
	}

	private static ByteBuffer body(Frame frame) {
		ByteBuffer head = frame.head().duplicate();
		ByteBuffer payload = frame.payload();
		ByteBuffer body = ByteBuffer.allocate(64);
		int length = head.getInt();
		body.put(head);
		if (payload != null) {
			body.put(payload.duplicate());
		}
		assertThat(body.position()).isEqualTo(length);
		return body.flip();
	}

}
