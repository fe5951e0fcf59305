package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PayloadWriter} wrote. Every length is checked against the bytes that
 * are left before anything is allocated for it. Where there are parts, each large run of
 * bytes is the next of them, and is handed out as it is. Confined to one thread at a
 * time.
 */
class PayloadReader {

	/** Sends each charge to the budget, however small it is. */
	private static final long NOTHING_OF_ITS_OWN = Long.MIN_VALUE / 2;

	private byte[] buffer = Payload.NOTHING.bytes().array();

	private ByteBuffer words = Payload.NOTHING.bytes();

	private int position;

	private int end;

	private List<byte[]> parts = List.of();

	private int nextPart;

	private long maxMemory;

	private long memoryLeft;

	/** Who is charged instead, if what is read is a part of something larger. */
	private @Nullable Budget budget;

	/** What memory is taken from. */
	interface Budget {

		void charge(long bytes) throws PayloadException;

	}

	/**
	 * Starts with a payload, whose bytes are charged at once: texts and arrays contain
	 * them again.
	 * @param maxMemory the most memory in bytes that may be charged for it
	 */
	final void open(Payload payload, long maxMemory) {
		this.maxMemory = maxMemory;
		this.memoryLeft = maxMemory - payload.size();
		this.budget = null;
		ByteBuffer bytes = payload.bytes();
		this.buffer = bytes.array();
		this.words = ByteBuffer.wrap(this.buffer).order(ByteOrder.LITTLE_ENDIAN);
		this.position = bytes.arrayOffset() + bytes.position();
		this.end = this.position + bytes.remaining();
		this.parts = payload.parts();
		this.nextPart = 0;
	}

	/**
	 * Starts with a payload that is a part of another one, which it is charged to.
	 */
	final void open(Payload payload, Budget budget) throws PayloadException {
		open(payload, 0);
		this.memoryLeft = NOTHING_OF_ITS_OWN;
		this.budget = budget;
		charge(payload.size());
	}

	/** How much may still be charged. */
	final long memoryLeft() {
		return this.memoryLeft;
	}

	final void close() {
		open(Payload.NOTHING, 0);
	}

	/**
	 * Takes what is about to be allocated from the memory that the payload may become.
	 * @param bytes an estimate, see {@link Footprint}
	 */
	final void charge(long bytes) throws PayloadException {
		long left = this.memoryLeft - bytes;
		if (left < 0) {
			chargeOther(bytes);
			return;
		}
		this.memoryLeft = left;
	}

	private void chargeOther(long bytes) throws PayloadException {
		if (this.budget == null) {
			throw PayloadException.tooMuchMemory(this.maxMemory);
		}
		this.budget.charge(bytes);
	}

	/** How many parts nothing has been read from. */
	final int remainingParts() {
		return this.parts.size() - this.nextPart;
	}

	final int remaining() {
		return this.end - this.position;
	}

	/** Returns the place of the next {@code count} bytes and moves past them. */
	final int take(int count) throws PayloadException {
		int at = this.position;
		if (count < 0 || count > this.end - at) {
			throw PayloadException.corrupt(
					"it ends " + (count - (long) remaining()) + " bytes early, or declares a length it does not have");
		}
		this.position = at + count;
		return at;
	}

	/** Returns the array that {@link #take} points into. */
	final byte[] buffer() {
		return this.buffer;
	}

	/** Returns the next byte, which must be there, without moving past it. */
	final byte peek() {
		return this.buffer[this.position];
	}

	final int readByte() throws PayloadException {
		if (this.position >= this.end) {
			throw PayloadException.corrupt("it ends early");
		}
		return this.buffer[this.position++];
	}

	final boolean readBoolean() throws PayloadException {
		int value = readByte();
		if ((value & ~1) != 0) {
			throw PayloadException.corrupt("a boolean is " + value);
		}
		return value != 0;
	}

	final byte readSignedByte() throws PayloadException {
		return (byte) readByte();
	}

	final short readShort() throws PayloadException {
		return this.words.getShort(take(2));
	}

	final char readChar() throws PayloadException {
		return (char) readShort();
	}

	final int readInt() throws PayloadException {
		int raw = readUnsigned();
		return (raw >>> 1) ^ -(raw & 1);
	}

	final int readUnsigned() throws PayloadException {
		int value = readByte();
		return (value >= 0) ? value : readUnsignedRest(value & 0x7f);
	}

	private int readUnsignedRest(int first) throws PayloadException {
		int value = first;
		for (int shift = 7; shift < 35; shift += 7) {
			int part = readByte();
			value |= (part & 0x7f) << shift;
			if (part >= 0) {
				return value;
			}
		}
		throw PayloadException.corrupt("a number is too long");
	}

	/** Reads a length or count, which is never negative. */
	final int readLength() throws PayloadException {
		int length = readUnsigned();
		if (length < 0) {
			throw PayloadException.corrupt("a length is negative");
		}
		return length;
	}

	final long readLong() throws PayloadException {
		if (this.position < this.end && (this.buffer[this.position] & 1) == 0) {
			return this.words.getInt(take(4)) >> 1;
		}
		return this.words.getLong(take(9) + 1);
	}

	final int readFixedInt() throws PayloadException {
		return this.words.getInt(take(4));
	}

	final long readFixedLong() throws PayloadException {
		return this.words.getLong(take(8));
	}

	final float readFloat() throws PayloadException {
		return Float.intBitsToFloat(readFixedInt());
	}

	final double readDouble() throws PayloadException {
		return Double.longBitsToDouble(readFixedLong());
	}

	/**
	 * Takes {@code length} bytes and returns a view of them in the payload's byte order.
	 */
	final ByteBuffer slice(long length) throws PayloadException {
		if (length > remaining()) {
			throw PayloadException.corrupt("a length of " + length + " exceeds the " + remaining() + " bytes left");
		}
		int at = take((int) length);
		return this.words.slice(at, (int) length).order(ByteOrder.LITTLE_ENDIAN);
	}

	private boolean isPart(int length) {
		return length >= Payload.LEAST_PART && !this.parts.isEmpty();
	}

	private byte[] takePart(int length) throws PayloadException {
		if (remainingParts() == 0 || this.parts.get(this.nextPart).length != length) {
			throw PayloadException.corrupt("there is no part of " + length + " bytes where one should be");
		}
		return this.parts.get(this.nextPart++);
	}

	final byte[] readBytes(int length) throws PayloadException {
		if (isPart(length)) {
			return takePart(length);
		}
		int at = take(length);
		byte[] bytes = new byte[length];
		System.arraycopy(this.buffer, at, bytes, 0, length);
		return bytes;
	}

	final @Nullable String readString() throws PayloadException {
		int header = readUnsigned();
		if (header == 0) {
			return null;
		}
		int length = (header - 1) >>> 1;
		if ((header & 1) != 0) {
			return isPart(length) ? new String(takePart(length), StandardCharsets.ISO_8859_1)
					: new String(this.buffer, take(length), length, StandardCharsets.ISO_8859_1);
		}
		return slice(2L * length).asCharBuffer().toString();
	}

	final String requireString() throws PayloadException {
		String value = readString();
		if (value == null) {
			throw PayloadException.corrupt("a text is missing");
		}
		return value;
	}

}
