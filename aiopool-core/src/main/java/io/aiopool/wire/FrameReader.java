package io.aiopool.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into frames: a big-endian length and as many bytes. If the highest
 * bit of the length is set, a large array of the payload follows, likewise with a length.
 * It is read into an array of its own, which becomes the value. Used by one thread.
 * <p>
 * Memory follows the bytes that have arrived, in this frame or in an earlier one, never
 * the length that was declared.
 */
public final class FrameReader {

	private static final int BUFFER = 64 * 1024;

	/** Memory that any frame gets on trust. */
	private static final int FIRST = 1024 * 1024;

	/** So many arrays later trust is forgotten, unless it has been needed again. */
	private static final int REMEMBERED = 256;

	private final ReadableByteChannel channel;

	private final int maxFrame;

	private final FrameLimits limits;

	/** Memory that the next array gets on trust: as much as one has filled lately. */
	private int trust = FIRST;

	/** So many smaller arrays have come since. */
	private int smaller;

	private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).flip();

	/**
	 * Creates a reader of what a peer sends who is trusted.
	 * @param channel the channel, in blocking mode
	 * @param maxFrame the longest frame that is accepted, in bytes
	 */
	public FrameReader(ReadableByteChannel channel, int maxFrame) {
		this(channel, maxFrame, (type) -> maxFrame);
	}

	/**
	 * Creates a reader.
	 * @param channel the channel, in blocking mode
	 * @param maxFrame the longest frame of any message, in bytes
	 * @param limits the longest frame of each message
	 */
	FrameReader(ReadableByteChannel channel, int maxFrame, FrameLimits limits) {
		this.channel = channel;
		this.maxFrame = maxFrame;
		this.limits = limits;
	}

	/**
	 * Reads the next frame, waiting for it.
	 * @return its body and the parts that follow it, owned by the caller, or {@code null}
	 * at the end of the stream; a frame that the end cuts off is dropped
	 * @throws ProtocolException if a length is not allowed
	 * @throws IOException if reading fails
	 */
	public @Nullable Payload read() throws IOException {
		if (!fill(Integer.BYTES)) {
			return null;
		}
		int prefix = this.buffer.getInt();
		checked("frame", prefix, 1, this.maxFrame);
		if (!fill(1)) {
			return null;
		}
		int most = this.limits.mostBytes(this.buffer.get(this.buffer.position()) & 0xFF);
		byte[] body = readArray(checked("frame", prefix, 1, most));
		if (body == null) {
			return null;
		}
		return (prefix < 0) ? readParts(body, most - body.length) : Payload.of(ByteBuffer.wrap(body));
	}

	private @Nullable Payload readParts(byte[] body, int most) throws IOException {
		List<byte[]> parts = new ArrayList<>();
		int room = most;
		int prefix;
		do {
			if (!fill(Integer.BYTES)) {
				return null;
			}
			prefix = this.buffer.getInt();
			byte[] part = readArray(checked("part", prefix, Payload.LEAST_PART, room));
			if (part == null) {
				return null;
			}
			parts.add(part);
			room -= part.length;
		}
		while (prefix < 0);
		return Payload.of(ByteBuffer.wrap(body), parts);
	}

	/**
	 * Tells whether {@link #read()} would return without waiting.
	 * @return {@code true} if a whole frame has been received
	 */
	public boolean hasFrame() {
		int received = this.buffer.remaining() - Integer.BYTES;
		int prefix = (received >= 0) ? this.buffer.getInt(this.buffer.position()) : Frame.MORE;
		// With parts it is larger than the buffer
		return prefix >= 0 && received >= prefix;
	}

	private static int checked(String what, int prefix, int least, int most) throws ProtocolException {
		int length = prefix & ~Frame.MORE;
		if (length < least || length > most) {
			throw new ProtocolException(
					"a " + what + " of " + length + " bytes, where " + least + " to " + most + " bytes are allowed");
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

	/** Returns {@code null} if the stream ends before the array is full. */
	private byte @Nullable [] readArray(int length) throws IOException {
		byte[] array = new byte[Math.min(length, this.trust)];
		int size = 0;
		while (size < length) {
			if (!fill(1)) {
				return null;
			}
			int part = Math.min(this.buffer.remaining(), length - size);
			if (size + part > array.length) {
				array = Arrays.copyOf(array, (int) Math.min(length, array.length * 2L));
			}
			this.buffer.get(array, size, part);
			size += part;
		}
		learn(length);
		return array;
	}

	private void learn(int length) {
		if (length >= this.trust) {
			this.trust = length;
			this.smaller = 0;
		}
		else if (this.trust > FIRST && ++this.smaller == REMEMBERED) {
			this.trust = Math.max(FIRST, length);
			this.smaller = 0;
		}
	}

}
