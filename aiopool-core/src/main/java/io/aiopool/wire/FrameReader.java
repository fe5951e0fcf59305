package io.aiopool.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames: a big-endian length and as many bytes. Used by one
 * thread.
 * <p>
 * Memory follows the bytes that have arrived, in this frame or in an earlier one, never
 * the length that was declared.
 */
public final class FrameReader {

	private static final int BUFFER = 64 * 1024;

	/** Memory that any frame gets on trust. */
	private static final int FIRST = 1024 * 1024;

	private final ReadableByteChannel channel;

	private final int maxFrame;

	/** Memory that the next frame gets on trust: as much as one has filled before. */
	private int trusted = FIRST;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).flip();

	/**
	 * Creates a reader.
	 * @param channel the channel, in blocking mode
	 * @param maxFrame the longest frame that is accepted, in bytes
	 */
	public FrameReader(ReadableByteChannel channel, int maxFrame) {
		this.channel = channel;
		this.maxFrame = maxFrame;
	}

	/**
	 * Reads the next frame, waiting for it.
	 * @return its body, owned by the caller, or {@code null} at the end of the stream; a
	 * frame that the end cuts off is dropped
	 * @throws ProtocolException if a length is not allowed
	 * @throws IOException if reading fails
	 */
	public @Nullable ByteBuffer read() throws IOException {
		if (!fill(Integer.BYTES)) {
			return null;
		}
		int length = checked(this.buffer.getInt());
		if (length > BUFFER) {
			return readLarge(length);
		}
		if (!fill(length)) {
			return null;
		}
		byte[] body = new byte[length];
		this.buffer.get(body);
		return ByteBuffer.wrap(body);
	}

	/**
	 * Tells whether {@link #read()} would return without waiting.
	 * @return {@code true} if a whole frame has been received
	 */
	public boolean hasFrame() {
		int received = this.buffer.remaining() - Integer.BYTES;
		return received >= 0 && received >= this.buffer.getInt(this.buffer.position());
	}

	private int checked(int length) throws ProtocolException {
		if (length < 1 || length > this.maxFrame) {
			throw new ProtocolException(
					"a frame of " + length + " bytes, where 1 to " + this.maxFrame + " bytes are allowed");
		}
		return length;
	}

	private boolean fill(int bytes) throws IOException {
		if (this.buffer.remaining() >= bytes) {
			return true;
		}
		this.buffer.compact();
		try {
			while (this.buffer.position() < bytes) {
				if (this.channel.read(this.buffer) < 0) {
					return false;
				}
			}
			return true;
		}
		finally {
			this.buffer.flip();
		}
	}

	private @Nullable ByteBuffer readLarge(int length) throws IOException {
		byte[] body = new byte[Math.min(length, this.trusted)];
		int size = 0;
		while (size < length) {
			if (!fill(1)) {
				return null;
			}
			int part = Math.min(this.buffer.remaining(), length - size);
			if (size + part > body.length) {
				body = Arrays.copyOf(body, (int) Math.min(length, body.length * 2L));
			}
			this.buffer.get(body, size, part);
			size += part;
		}
		this.trusted = Math.max(this.trusted, length);
		return ByteBuffer.wrap(body);
	}

}
