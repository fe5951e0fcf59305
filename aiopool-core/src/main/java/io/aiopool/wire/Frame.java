package io.aiopool.wire;

import java.nio.ByteBuffer;
import java.util.List;

import io.aiopool.payload.Payload;

/**
 * A message ready to be written: length, type and fields, then the payload if there is
 * one. Its buffers are consumed by the writer.
 *
 * @param head length prefix, type and fields
 * @param payload opaque bytes that follow, and each part behind a length prefix of its
 * own
 */
record Frame(ByteBuffer head, List<ByteBuffer> payload) {

	/** Of a length prefix: another part follows. */
	static final int MORE = Integer.MIN_VALUE;

	/** Makes a frame of a head in which room is left for the length prefix. */
	static Frame of(ByteBuffer head) {
		head.putInt(0, head.remaining() - Integer.BYTES);
		return new Frame(head, List.of());
	}

	/** The payload comes last and is not copied here. */
	static Frame of(ByteBuffer head, Payload payload) {
		ByteBuffer bytes = payload.bytes();
		List<byte[]> parts = payload.parts();
		int length = head.remaining() - Integer.BYTES + bytes.remaining();
		head.putInt(0, prefix(length, !parts.isEmpty()));
		return new Frame(head, parts.isEmpty() ? List.of(bytes) : withParts(bytes, parts));
	}

	private static List<ByteBuffer> withParts(ByteBuffer bytes, List<byte[]> parts) {
		ByteBuffer[] buffers = new ByteBuffer[1 + 2 * parts.size()];
		buffers[0] = bytes;
		int last = parts.size() - 1;
		for (int i = 0; i <= last; i++) {
			byte[] part = parts.get(i);
			buffers[1 + 2 * i] = ByteBuffer.allocate(Integer.BYTES).putInt(0, prefix(part.length, i < last));
			buffers[2 + 2 * i] = ByteBuffer.wrap(part);
		}
		return List.of(buffers);
	}

	private static int prefix(int length, boolean more) {
		return more ? length | MORE : length;
	}

	/**
	 * Type, fields and payload in one piece, of a frame without parts that has not been
	 * written yet. Neither consumes it nor shares a position with it.
	 */
	ByteBuffer body() {
		ByteBuffer fields = this.head.duplicate().position(Integer.BYTES);
		if (this.payload.isEmpty()) {
			return fields;
		}
		ByteBuffer body = ByteBuffer.allocate(size() - Integer.BYTES).put(fields);
		this.payload.forEach((each) -> body.put(each.duplicate()));
		return body.flip();
	}

	/** So many bytes are left to be written. */
	int size() {
		int size = this.head.remaining();
		for (ByteBuffer each : this.payload) {
			size += each.remaining();
		}
		return size;
	}

}
