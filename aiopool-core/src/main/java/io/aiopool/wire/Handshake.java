package io.aiopool.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

import org.jspecify.annotations.Nullable;

/**
 * The first bytes of each connection: who is there, in which role, speaking which
 * version. Fixed size but for the build, so that a stranger cannot make the parent wait
 * for more or allocate for it.
 *
 * @param version version of the protocol
 * @param role which of the two connections of a worker it is
 * @param token the one-shot token that the child was handed over its standard input
 * @param build which build of this library the child runs
 */
record Handshake(int version, Role role, byte[] token, String build) {

	/** Which of the two one-way connections of a worker. */
	enum Role {

		/** The parent writes, the child reads. */
		COMMANDS,

		/** The child writes, the parent reads. */
		EVENTS

	}

	static final int VERSION = 1;

	static final int TOKEN_BYTES = 32;

	static final int BUILD_BYTES = 64;

	static final int BYTES = Integer.BYTES + 2 + TOKEN_BYTES + BUILD_BYTES;

	/** The answer to an accepted handshake. */
	static final byte ACCEPTED = 1;

	private static final int MAGIC = 0x41494F50;

	static byte[] newToken() {
		byte[] token = new byte[TOKEN_BYTES];
		new SecureRandom().nextBytes(token);
		return token;
	}

	boolean hasToken(byte[] expected) {
		return MessageDigest.isEqual(expected, this.token);
	}

	ByteBuffer encode() {
		byte[] name = this.build.getBytes(StandardCharsets.UTF_8);
		ByteBuffer bytes = ByteBuffer.allocate(BYTES);
		bytes.putInt(MAGIC).put((byte) this.version).put((byte) this.role.ordinal()).put(this.token);
		bytes.put(name, 0, Math.min(name.length, BUILD_BYTES));
		return bytes.rewind();
	}

	/** Returns {@code null} for what is no handshake. */
	static @Nullable Handshake decode(ByteBuffer bytes) {
		try {
			if (bytes.getInt() != MAGIC) {
				return null;
			}
			int version = bytes.get();
			int role = bytes.get();
			byte[] token = new byte[TOKEN_BYTES];
			bytes.get(token);
			byte[] build = new byte[BUILD_BYTES];
			bytes.get(build);
			if (role < 0 || role >= Role.values().length) {
				return null;
			}
			return new Handshake(version, Role.values()[role], token, new String(build, StandardCharsets.UTF_8).trim());
		}
		catch (BufferUnderflowException ex) {
			return null;
		}
	}

	/** Tokens are secrets. */
	@Override
	public String toString() {
		return "Handshake[version=" + this.version + ", role=" + this.role + ", build=" + this.build + "]";
	}

}
