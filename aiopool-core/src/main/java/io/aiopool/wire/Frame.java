package io.aiopool.wire;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/**
 * A message ready to be written: length, type and fields, then the payload if there is
 * one. Its buffers are consumed by the writer.
 *
 * @param head length prefix, type and fields
 * @param payload opaque bytes that follow
 */
record Frame(ByteBuffer head, @Nullable ByteBuffer payload) {

	int size() {
		return this.head.remaining() + ((this.payload != null) ? this.payload.remaining() : 0);
	}

}
