package io.aiopool.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one message from the body of a frame. Every length is checked
 * against what is there before anything is allocated. Not thread-safe.
 */
final class FieldReader {

	private final ByteBuffer body;

	private final List<byte[]> parts;

	FieldReader(Payload body) {
		this.body = body.bytes();
		this.parts = body.parts();
	}

	int u8() throws ProtocolException {
		try {
			return this.body.get() & 0xFF;
		}
		catch (BufferUnderflowException ex) {
			throw truncated();
		}
	}

	boolean bool() throws ProtocolException {
		return u8() != 0;
	}

	int i32() throws ProtocolException {
		try {
			return this.body.getInt();
		}
		catch (BufferUnderflowException ex) {
			throw truncated();
		}
	}

	long i64() throws ProtocolException {
		try {
			return this.body.getLong();
		}
		catch (BufferUnderflowException ex) {
			throw truncated();
		}
	}

	String text() throws ProtocolException {
		return text(Integer.MAX_VALUE);
	}

	/** A text of which no more than so many bytes are kept. */
	String text(int mostBytes) throws ProtocolException {
		String value = optionalText(mostBytes);
		if (value == null) {
			throw new ProtocolException("a required text is missing");
		}
		return value;
	}

	@Nullable String optionalText() throws ProtocolException {
		return optionalText(Integer.MAX_VALUE);
	}

	@Nullable String optionalText(int mostBytes) throws ProtocolException {
		int length = i32();
		if (length == -1) {
			return null;
		}
		if (length < 0 || length > this.body.remaining()) {
			throw new ProtocolException(
					"a text of " + length + " bytes in a frame with " + this.body.remaining() + " bytes left");
		}
		byte[] utf8 = new byte[Math.min(length, mostBytes)];
		this.body.get(utf8);
		this.body.position(this.body.position() + length - utf8.length);
		return new String(utf8, StandardCharsets.UTF_8);
	}

	/** The length of a list, whose elements are read one by one. */
	int count() throws ProtocolException {
		int count = i32();
		if (count < 0 || count > this.body.remaining()) {
			throw new ProtocolException(
					"a list of " + count + " elements in a frame with " + this.body.remaining() + " bytes left");
		}
		return count;
	}

	List<String> texts() throws ProtocolException {
		return texts(Integer.MAX_VALUE);
	}

	List<String> texts(int most) throws ProtocolException {
		int count = i32();
		if (count > most) {
			throw new ProtocolException("a list of " + count + " texts, where " + most + " are allowed");
		}
		if (count < 0 || count > this.body.remaining() / Integer.BYTES) {
			throw new ProtocolException(
					"a list of " + count + " texts in a frame with " + this.body.remaining() + " bytes left");
		}
		List<String> values = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			values.add(text());
		}
		return values;
	}

	Map<String, String> pairs() throws ProtocolException {
		return pairs(Integer.MAX_VALUE, Integer.MAX_VALUE);
	}

	/** Pairs of which no more than so many are kept, and of their texts so many bytes. */
	Map<String, String> pairs(int most, int mostBytes) throws ProtocolException {
		int count = i32();
		if (count < 0 || count > this.body.remaining() / (2 * Integer.BYTES)) {
			throw new ProtocolException(
					"a list of " + count + " pairs in a frame with " + this.body.remaining() + " bytes left");
		}
		Map<String, String> values = new HashMap<>();
		for (int i = 0; i < count; i++) {
			String name = text(mostBytes);
			String value = text(mostBytes);
			if (values.size() < most) {
				values.put(name, value);
			}
		}
		return Collections.unmodifiableMap(values);
	}

	/** The rest of the frame. */
	Payload payload() {
		return Payload.of(this.body, this.parts);
	}

	void end() throws ProtocolException {
		if (this.body.hasRemaining() || !this.parts.isEmpty()) {
			throw new ProtocolException(
					this.body.remaining() + " bytes and " + this.parts.size() + " parts after the end of a message");
		}
	}

	private ProtocolException truncated() {
		return new ProtocolException("a message ends in the middle of a field");
	}

}
