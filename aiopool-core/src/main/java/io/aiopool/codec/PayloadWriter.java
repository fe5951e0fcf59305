package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Writes primitives and strings into a growing array that never exceeds the largest
 * payload. Where parts are wanted, each run of at least {@value Payload#LEAST_PART} bytes
 * becomes one, and the array says nothing of it but its length, which comes before any
 * run. Confined to one thread at a time.
 */
class PayloadWriter {

	/** Strings up to this length are scanned char by char, longer ones vectorised. */
	private static final int SHORT_STRING = 64;

	private static final int INITIAL = 512;

	private final int maxBytes;

	byte[] buffer;

	private ByteBuffer words;

	int position;

	/** Large runs of bytes so far; {@code null} where they go into the array as well. */
	private @Nullable List<byte[]> parts;

	private int partBytes;

	PayloadWriter(int maxBytes) {
		this.maxBytes = maxBytes;
		this.buffer = new byte[Math.min(INITIAL, maxBytes)];
		this.words = ByteBuffer.wrap(this.buffer).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Gives the written array away and starts with a small one. */
	final byte[] detach() {
		byte[] written = this.buffer;
		resize(Math.min(INITIAL, this.maxBytes), 0);
		return written;
	}

	/** From now on large runs of bytes go here. */
	final void divertTo(@Nullable List<byte[]> parts) {
		this.parts = parts;
		this.partBytes = 0;
	}

	final void ensure(int count) throws PayloadException {
		if (this.buffer.length - this.position < count) {
			grow(count);
		}
	}

	/** Fails before the array would exceed the limit, so that nothing larger is built. */
	private void grow(int count) throws PayloadException {
		checkRoom(count);
		resize((int) Math.min(this.maxBytes, Math.max(this.position + (long) count, this.buffer.length * 2L)),
				this.position);
	}

	/** Fails if there is no room for so many bytes more, whatever the array has. */
	final void checkRoom(long count) throws PayloadException {
		if (this.position + (long) this.partBytes + count > this.maxBytes) {
			throw tooLarge(this.maxBytes);
		}
	}

	private void resize(int length, int keep) {
		byte[] larger = new byte[length];
		System.arraycopy(this.buffer, 0, larger, 0, keep);
		this.buffer = larger;
		this.words = ByteBuffer.wrap(larger).order(ByteOrder.LITTLE_ENDIAN);
	}

	static PayloadException tooLarge(long maxBytes) {
		return new PayloadException(PayloadException.Kind.TOO_LARGE, Advice.SEND_LESS.text(maxBytes), null, null);
	}

	final void writeByte(int value) throws PayloadException {
		ensure(1);
		this.buffer[this.position++] = (byte) value;
	}

	final void writeBoolean(boolean value) throws PayloadException {
		writeByte(value ? 1 : 0);
	}

	final void writeShort(short value) throws PayloadException {
		ensure(2);
		this.words.putShort(this.position, value);
		this.position += 2;
	}

	final void writeChar(char value) throws PayloadException {
		writeShort((short) value);
	}

	/** Zigzag varint: one byte for -64 to 63, at most five. */
	final void writeInt(int value) throws PayloadException {
		writeUnsigned((value << 1) ^ (value >> 31));
	}

	/** Varint of an int taken as unsigned, so that negative values take five bytes. */
	final void writeUnsigned(int value) throws PayloadException {
		ensure(5);
		byte[] target = this.buffer;
		int at = this.position;
		int rest = value;
		while ((rest & ~0x7f) != 0) {
			target[at++] = (byte) (rest | 0x80);
			rest >>>= 7;
		}
		target[at++] = (byte) rest;
		this.position = at;
	}

	/**
	 * Four bytes for what fits into 31 bits, else nine: one branch instead of a loop.
	 */
	final void writeLong(long value) throws PayloadException {
		ensure(9);
		int half = (int) value;
		if (half == value && (half << 1) >> 1 == half) {
			this.words.putInt(this.position, half << 1);
			this.position += 4;
		}
		else {
			this.buffer[this.position] = 1;
			this.words.putLong(this.position + 1, value);
			this.position += 9;
		}
	}

	final void writeFixedInt(int value) throws PayloadException {
		ensure(4);
		this.words.putInt(this.position, value);
		this.position += 4;
	}

	final void writeFixedLong(long value) throws PayloadException {
		ensure(8);
		this.words.putLong(this.position, value);
		this.position += 8;
	}

	final void writeFloat(float value) throws PayloadException {
		writeFixedInt(Float.floatToRawIntBits(value));
	}

	final void writeDouble(double value) throws PayloadException {
		writeFixedLong(Double.doubleToRawLongBits(value));
	}

	/** Copies a run of bytes. */
	final void writeBytes(byte[] source, int offset, int length) throws PayloadException {
		List<byte[]> parts = partsFor(length);
		if (parts != null) {
			parts.add(Arrays.copyOfRange(source, offset, offset + length));
			return;
		}
		ensure(length);
		System.arraycopy(source, offset, this.buffer, this.position, length);
		this.position += length;
	}

	/** Writes bytes that nobody else has or will have. */
	private void writeOwn(byte[] bytes) throws PayloadException {
		List<byte[]> parts = partsFor(bytes.length);
		if (parts != null) {
			parts.add(bytes);
		}
		else {
			writeBytes(bytes, 0, bytes.length);
		}
	}

	/** Copies what remains in a buffer. */
	final void writeBuffer(ByteBuffer content) throws PayloadException {
		int length = content.remaining();
		List<byte[]> parts = partsFor(length);
		if (parts != null) {
			byte[] part = new byte[length];
			content.get(part);
			parts.add(part);
		}
		else {
			reserve(length).put(content);
		}
	}

	/** Where a run of so many bytes goes as a part, for which there is room; or not. */
	private @Nullable List<byte[]> partsFor(int length) throws PayloadException {
		if (length < Payload.LEAST_PART || this.parts == null) {
			return null;
		}
		checkRoom(length);
		this.partBytes += length;
		return this.parts;
	}

	/** Reserves room for a bulk copy and returns a view of it. */
	final ByteBuffer reserve(long length) throws PayloadException {
		if (length > this.maxBytes) {
			throw tooLarge(this.maxBytes);
		}
		ensure((int) length);
		ByteBuffer view = this.words.duplicate().order(ByteOrder.LITTLE_ENDIAN);
		view.position(this.position);
		this.position += (int) length;
		return view;
	}

	/**
	 * Writes a string as a header, 0 for {@code null}, else 1 + (length * 2 + wide), and
	 * its chars in one byte each (Latin-1) or two (UTF-16, which keeps unpaired
	 * surrogates).
	 */
	@SuppressWarnings("deprecation")
	final void writeString(@Nullable String value) throws PayloadException {
		if (value == null) {
			writeByte(0);
			return;
		}
		int length = value.length();
		if (length > SHORT_STRING) {
			writeLongString(value, length);
			return;
		}
		int bits = 0;
		for (int i = 0; i < length; i++) {
			bits |= value.charAt(i);
		}
		if (bits > 0xff) {
			writeWide(value, length);
			return;
		}
		ensure(length + 2);
		int at = this.position;
		int header = (length << 1) + 1;
		if (header < 0x80) {
			this.buffer[at++] = (byte) header;
		}
		else {
			this.buffer[at++] = (byte) (header | 0x80);
			this.buffer[at++] = (byte) (header >>> 7);
		}
		value.getBytes(0, length, this.buffer, at);
		this.position = at + length;
	}

	private void writeLongString(String value, int length) throws PayloadException {
		checkRoom(length);
		byte[] ascii = value.getBytes(StandardCharsets.UTF_8);
		if (ascii.length == length) {
			writeStringHeader(length, 0);
			writeOwn(ascii);
			return;
		}
		byte[] latin = value.getBytes(StandardCharsets.ISO_8859_1);
		if (new String(latin, StandardCharsets.ISO_8859_1).equals(value)) {
			writeStringHeader(length, 0);
			writeOwn(latin);
		}
		else {
			writeWide(value, length);
		}
	}

	private void writeWide(String value, int length) throws PayloadException {
		writeStringHeader(length, 1);
		reserve(2L * length).asCharBuffer().put(value);
	}

	private void writeStringHeader(int length, int wide) throws PayloadException {
		if (length >= 1 << 30) {
			throw tooLarge(this.maxBytes);
		}
		writeUnsigned((length << 1 | wide) + 1);
	}

	final byte[] copy() {
		return Arrays.copyOf(this.buffer, this.position);
	}

}
