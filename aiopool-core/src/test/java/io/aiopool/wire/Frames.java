package io.aiopool.wire;

import java.nio.ByteBuffer;

import io.aiopool.payload.Payload;

/**
 * Frames as the bytes that are written.
 */
public final class Frames {

	private Frames() {
	}

	/**
	 * Returns the body of a message as it is noted in a journal.
	 * @param message a small message
	 */
	public static ByteBuffer body(ChildMessage message) {
		return ChildMessages.frame(message).body();
	}

	static byte[] bytes(Frame frame) {
		ByteBuffer bytes = ByteBuffer.allocate(frame.size()).put(frame.head().duplicate());
		frame.payload().forEach((each) -> bytes.put(each.duplicate()));
		return bytes.array();
	}

	/** What a reader makes of a frame without parts. */
	static ByteBuffer body(Frame frame) {
		ByteBuffer bytes = ByteBuffer.wrap(bytes(frame));
		if (bytes.getInt() != bytes.remaining()) {
			throw new IllegalArgumentException("a frame with parts");
		}
		return bytes.slice();
	}

	static Payload read(Frame frame) {
		return Payload.of(body(frame));
	}

}
