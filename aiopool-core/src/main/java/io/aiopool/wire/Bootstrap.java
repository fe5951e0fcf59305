package io.aiopool.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What a child reads from its standard input before anything else: where its parent
 * listens, and the token that proves who it is.
 *
 * @param address where the parent listens
 * @param token the one-shot token
 */
public record Bootstrap(String address, byte[] token) {

	private static final int MAGIC = 0x41494F42;

	/**
	 * Returns the bytes to be written to the child's standard input.
	 * @return the bytes
	 */
	public byte[] encode() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			out.writeInt(MAGIC);
			out.writeUTF(this.address);
			out.write(this.token);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Reads it, and not a byte more.
	 * @param stdin the standard input
	 * @return what was read
	 * @throws IOException if it is something else
	 */
	public static Bootstrap read(InputStream stdin) throws IOException {
		DataInputStream in = new DataInputStream(stdin);
		if (in.readInt() != MAGIC) {
			throw new ProtocolException("the standard input does not start as a worker's does");
		}
		String address = in.readUTF();
		byte[] token = new byte[Handshake.TOKEN_BYTES];
		in.readFully(token);
		return new Bootstrap(address, token);
	}

	/** Tokens are secrets. */
	@Override
	public String toString() {
		return "Bootstrap[address=" + this.address + "]";
	}

}
