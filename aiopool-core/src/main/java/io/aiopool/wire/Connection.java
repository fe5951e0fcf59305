package io.aiopool.wire;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

import io.aiopool.wire.Handshake.Role;

/**
 * The connection of a worker: two one-way channels, so that the reading side can block on
 * a thread of its own while the writing side never does.
 *
 * @param reading channel to read from, in blocking mode
 * @param writing channel to write to, in non-blocking mode
 */
public record Connection(SocketChannel reading, SocketChannel writing) implements Closeable {

	/**
	 * So many bytes may be on their way, so that large payloads change threads seldom.
	 */
	private static final int ON_THE_WAY = 1024 * 1024;

	/**
	 * Makes a connection of two channels on which the handshake is done.
	 * @param reading channel to read from
	 * @param writing channel to write to
	 * @return the connection
	 * @throws IOException if a channel is closed
	 */
	static Connection of(SocketChannel reading, SocketChannel writing) throws IOException {
		reading.configureBlocking(true);
		writing.configureBlocking(false);
		writing.setOption(StandardSocketOptions.SO_SNDBUF, ON_THE_WAY);
		return new Connection(reading, writing);
	}

	/**
	 * Connects a child to its parent.
	 * @param bootstrap where and with which token
	 * @return the connection
	 * @throws IOException if the parent cannot be reached or does not accept
	 */
	public static Connection connect(Bootstrap bootstrap) throws IOException {
		SocketChannel commands = connect(bootstrap, Role.COMMANDS);
		SocketChannel events = connect(bootstrap, Role.EVENTS);
		return of(commands, events);
	}

	private static SocketChannel connect(Bootstrap bootstrap, Role role) throws IOException {
		SocketChannel channel = Address.parse(bootstrap.address()).connect();
		ByteBuffer hello = new Handshake(Handshake.VERSION, role, bootstrap.token(), BuildId.CURRENT).encode();
		while (hello.hasRemaining()) {
			channel.write(hello);
		}
		ByteBuffer answer = ByteBuffer.allocate(1);
		if (channel.read(answer) != 1 || answer.get(0) != Handshake.ACCEPTED) {
			channel.close();
			throw new ProtocolException("the parent did not accept the handshake");
		}
		return channel;
	}

	@Override
	public void close() throws IOException {
		try (this.writing) {
			this.reading.close();
		}
	}

}
