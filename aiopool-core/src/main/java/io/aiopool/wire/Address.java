package io.aiopool.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Where a parent listens for one worker: a Unix domain socket, or a port on loopback
 * where there are none.
 *
 * @param socket the address
 */
record Address(SocketAddress socket) {

	private static final String UNIX = "unix:";

	private static final String TCP = "tcp:";

	static Address parse(String text) throws IOException {
		if (text.startsWith(UNIX)) {
			return new Address(UnixDomainSocketAddress.of(text.substring(UNIX.length())));
		}
		if (text.startsWith(TCP)) {
			int port = Integer.parseInt(text.substring(TCP.length()));
			return new Address(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}
		throw new ProtocolException("no address: " + text);
	}

	/**
	 * Opens a socket at the path, or a free loopback port if the system has no such
	 * sockets.
	 */
	static ServerSocketChannel listen(Path path) throws IOException {
		try {
			return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
		}
		catch (UnsupportedOperationException ex) {
			return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		}
	}

	SocketChannel connect() throws IOException {
		SocketChannel channel = SocketChannel.open(this.socket);
		if (this.socket instanceof InetSocketAddress) {
			channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		}
		return channel;
	}

	boolean isUnix() {
		return this.socket instanceof UnixDomainSocketAddress;
	}

	String text() {
		return (this.socket instanceof InetSocketAddress tcp) ? TCP + tcp.getPort() : UNIX + this.socket;
	}

}
