package io.aiopool.wire;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

import io.aiopool.payload.Payload;

/**
 * What must hold for whatever bytes a peer sends. Used by the fuzzer, which looks for
 * bytes for which it does not, and by tests with those that it or somebody else found.
 * Each method throws if something does not hold.
 */
final class WireTargets {

	private static final int MOST = 1 << 17;

	private static final int LONG = 1024;

	private WireTargets() {
	}

	/**
	 * A stream is cut into frames and these are read as messages, or is refused. The
	 * first byte says in what pieces it arrives.
	 */
	static void frames(byte[] bytes) throws IOException {
		if (bytes.length == 0) {
			return;
		}
		FrameReader reader = new FrameReader(new Pieces(bytes, 1 + (bytes[0] & 0xFF)), MOST);
		int rest = bytes.length - 1;
		try {
			for (Payload body = reader.read(); body != null; body = reader.read()) {
				rest -= Integer.BYTES * (1 + body.parts().size()) + body.size();
				require(!body.isEmpty() && body.size() <= MOST && rest >= 0, "a frame that did not arrive");
				message(body);
				command(body);
			}
		}
		catch (ProtocolException ex) {
			require(ex.getMessage() != null, "nothing is said");
		}
	}

	/**
	 * What is read as a message is written and read as the same message; unless it was
	 * long, as then some of it may have been cut.
	 */
	static void message(Payload body) throws ProtocolException {
		boolean whole = body.size() < LONG;
		ChildMessage message;
		try {
			message = ChildMessages.read(body);
		}
		catch (ProtocolException ex) {
			return;
		}
		ChildMessage again = ChildMessages.read(again(ChildMessages.frame(message)));
		require(!whole || message.equals(again), message + " comes back as " + again);
	}

	/** The same for the messages that a child reads. */
	static void command(Payload body) throws ProtocolException {
		ParentMessage message;
		try {
			message = ParentMessages.read(body);
		}
		catch (ProtocolException ex) {
			return;
		}
		ParentMessage again = ParentMessages.read(again(ParentMessages.frame(message)));
		require(message.equals(again), message + " comes back as " + again);
	}

	/** A handshake is one, with the token that it carries and no other, or is none. */
	static void handshake(byte[] bytes) {
		Handshake handshake = Handshake.decode(ByteBuffer.wrap(bytes));
		if (handshake == null) {
			return;
		}
		require(bytes.length >= Handshake.BYTES, "a handshake of " + bytes.length + " bytes");
		byte[] other = handshake.token().clone();
		require(handshake.hasToken(other), "its own token is refused");
		other[0] ^= 1;
		require(!handshake.hasToken(other) && !handshake.hasToken(new byte[0]), "another token is accepted");
		Handshake again = Handshake.decode(handshake.encode());
		require(again != null && again.hasToken(handshake.token()) && again.role() == handshake.role()
				&& again.version() == handshake.version(), handshake + " comes back as " + again);
	}

	/** What a child reads first is what a parent writes, or is refused. */
	static void bootstrap(byte[] bytes) throws IOException {
		ByteArrayInputStream in = new ByteArrayInputStream(bytes);
		Bootstrap bootstrap;
		try {
			bootstrap = Bootstrap.read(in);
		}
		catch (ProtocolException | EOFException | UTFDataFormatException ex) {
			return;
		}
		Bootstrap again = Bootstrap.read(new ByteArrayInputStream(bootstrap.encode()));
		require(again.address().equals(bootstrap.address()), bootstrap + " comes back as " + again);
	}

	private static Payload again(Frame frame) throws ProtocolException {
		byte[] bytes = Frames.bytes(frame);
		try {
			Payload body = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)), bytes.length).read();
			require(body != null, "a frame that is written does not end");
			return body;
		}
		catch (ProtocolException ex) {
			throw ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void require(boolean holds, String otherwise) {
		if (!holds) {
			throw new AssertionError(otherwise);
		}
	}

	/** Bytes that arrive a few at a time. */
	private static final class Pieces implements ReadableByteChannel {

		private final ByteBuffer left;

		private final int piece;

		Pieces(byte[] bytes, int piece) {
			this.left = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
			this.piece = piece;
		}

		@Override
		public int read(ByteBuffer into) {
			int count = Math.min(Math.min(this.piece, into.remaining()), this.left.remaining());
			if (count == 0) {
				return -1;
			}
			into.put(this.left.slice(this.left.position(), count));
			this.left.position(this.left.position() + count);
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
