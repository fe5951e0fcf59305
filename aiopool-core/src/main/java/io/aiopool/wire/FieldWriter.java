package io.aiopool.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of one message into a frame: big-endian numbers, text as its length
 * and UTF-8. Not thread-safe.
 */
final class FieldWriter {

	private static final int ROOM = 64;

	private byte[] bytes = new byte[ROOM];

	private int size = Integer.BYTES;

	FieldWriter(int type) {
		u8(type);
	}

	FieldWriter u8(int value) {
		reserve(1);
		this.bytes[this.size++] = (byte) value;
		return this;
	}

	FieldWriter bool(boolean value) {
		return u8(value ? 1 : 0);
	}

	FieldWriter i32(int value) {
		reserve(Integer.BYTES);
		ByteBuffer.wrap(this.bytes).putInt(this.size, value);
		this.size += Integer.BYTES;
		return this;
	}

	FieldWriter i64(long value) {
		reserve(Long.BYTES);
		ByteBuffer.wrap(this.bytes).putLong(this.size, value);
		this.size += Long.BYTES;
		return this;
	}

	FieldWriter text(@Nullable String value) {
		if (value == null) {
			return i32(-1);
		}
		byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
		i32(utf8.length);
		reserve(utf8.length);
		System.arraycopy(utf8, 0, this.bytes, this.size, utf8.length);
		this.size += utf8.length;
		return this;
	}

	FieldWriter texts(Collection<String> values) {
		i32(values.size());
		values.forEach(this::text);
		return this;
	}

	FieldWriter pairs(Map<String, String> values) {
		i32(values.size());
		values.forEach((name, value) -> text(name).text(value));
		return this;
	}

	Frame frame() {
		return Frame.of(ByteBuffer.wrap(this.bytes, 0, this.size));
	}

	/** The payload comes last and is not copied here. */
	Frame frame(Payload payload) {
		return Frame.of(ByteBuffer.wrap(this.bytes, 0, this.size), payload);
	}

	private void reserve(int more) {
		if (this.size + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.size + more));
		}
	}

}
