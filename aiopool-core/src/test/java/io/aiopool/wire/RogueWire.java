package io.aiopool.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * The pieces of the protocol, for a test child that puts them together wrongly.
 */
public final class RogueWire {

	/** The version of the protocol. */
	public static final int VERSION = Handshake.VERSION;

	/** The build that this JVM runs. */
	public static final String BUILD = BuildId.CURRENT;

	private RogueWire() {
	}

	/** A connection that has not said anything. */
	public static SocketChannel open(Bootstrap bootstrap) throws IOException {
		return Address.parse(bootstrap.address()).connect();
	}

	/** The first bytes of a connection. */
	public static byte[] handshake(int version, boolean commands, byte[] token, String build) {
		Handshake.Role role = commands ? Handshake.Role.COMMANDS : Handshake.Role.EVENTS;
		return new Handshake(version, role, token, build).encode().array();
	}

	/** A message as it is sent. */
	public static byte[] frame(ChildMessage message) {
		return Frames.bytes(ChildMessages.frame(message));
	}

	/** A message that is the parent's to send. */
	public static byte[] frame(ParentMessage message) {
		return Frames.bytes(ParentMessages.frame(message));
	}

	/** A frame of any bytes. */
	public static byte[] frame(byte... body) {
		return ByteBuffer.allocate(Integer.BYTES + body.length).putInt(body.length).put(body).array();
	}

	/** The first bytes of others. */
	public static byte[] first(byte[] bytes, int count) {
		return Arrays.copyOf(bytes, count);
	}

}
