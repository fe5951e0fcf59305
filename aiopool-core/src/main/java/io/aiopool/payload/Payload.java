package io.aiopool.payload;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * An encoded value: its bytes and, apart from them, the large arrays within it, which so
 * need not be copied into the bytes on one side and out of them on the other. Immutable,
 * as long as nobody changes the arrays it was made of; thread-safe.
 */
public final class Payload {

	/** An array of fewer bytes is no part of its own. */
	public static final int LEAST_PART = 64 * 1024;

	/** No bytes at all. */
	public static final Payload NOTHING = new Payload(new byte[0], 0, 0, List.of());

	private final byte[] array;

	private final int offset;

	private final int length;

	private final List<byte[]> parts;

	private Payload(byte[] array, int offset, int length, List<byte[]> parts) {
		this.array = array;
		this.offset = offset;
		this.length = length;
		this.parts = parts;
	}

	/**
	 * Makes a payload without parts.
	 * @param bytes its bytes, between position and limit; not copied if there is an array
	 * behind them
	 * @return the payload
	 */
	public static Payload of(ByteBuffer bytes) {
		return of(bytes, List.of());
	}

	/**
	 * Makes a payload.
	 * @param bytes its bytes, between position and limit; not copied if there is an array
	 * behind them
	 * @param parts its parts in order, not copied
	 * @return the payload
	 */
	public static Payload of(ByteBuffer bytes, List<byte[]> parts) {
		int length = bytes.remaining();
		if (bytes.hasArray()) {
			return new Payload(bytes.array(), bytes.arrayOffset() + bytes.position(), length, parts);
		}
		byte[] copy = new byte[length];
		bytes.duplicate().get(copy);
		return new Payload(copy, 0, length, parts);
	}

	/**
	 * Returns the bytes but for the parts.
	 * @return a buffer of its own over the same array, at position 0
	 */
	public ByteBuffer bytes() {
		return ByteBuffer.wrap(this.array, this.offset, this.length).slice();
	}

	/**
	 * Returns the large arrays that belong to it.
	 * @return the arrays themselves, in the order in which the bytes speak of them
	 */
	public List<byte[]> parts() {
		return this.parts;
	}

	/**
	 * Returns how large it is.
	 * @return bytes in all, those of the parts included
	 */
	public int size() {
		int size = this.length;
		for (byte[] part : this.parts) {
			size = Math.addExact(size, part.length);
		}
		return size;
	}

	/**
	 * Tells whether it is empty, which the encoded form of no value is.
	 * @return {@code true} if there are no bytes
	 */
	public boolean isEmpty() {
		return this.length == 0;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Payload that && bytes().equals(that.bytes())
				&& Arrays.deepEquals(this.parts.toArray(), that.parts.toArray());
	}

	@Override
	public int hashCode() {
		return 31 * bytes().hashCode() + Arrays.deepHashCode(this.parts.toArray());
	}

	@Override
	public String toString() {
		return "Payload[" + size() + " bytes, " + this.parts.size() + " parts]";
	}

}
