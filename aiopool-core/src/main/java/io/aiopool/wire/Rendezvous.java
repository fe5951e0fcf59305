package io.aiopool.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;

import io.aiopool.wire.Handshake.Role;
import org.jspecify.annotations.Nullable;

/**
 * Where the parent waits for one child: it listens until both connections of the child
 * have proved themselves with the token, then closes the door and removes the socket.
 * <p>
 * Strangers do not get in the way: each connection has {@value #PATIENCE_SECONDS} s to
 * say its fixed-size handshake, all are served by one selector, and one with a wrong
 * token is closed without a word. One thread accepts; {@link #cancel()} may be called
 * from any other.
 */
public final class Rendezvous implements Closeable {

	private static final int PATIENCE_SECONDS = 2;

	private static final long PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS).toNanos();

	private static final int MOST_STRANGERS = 16;

	private final Path path;

	private final ServerSocketChannel server;

	private final Selector selector;

	private final byte[] token = Handshake.newToken();

	private final Map<Role, SocketChannel> accepted = new EnumMap<>(Role.class);

	private volatile boolean cancelled;

	/**
	 * Starts to listen.
	 * @param path path of the socket, in a directory that only this user may enter
	 * @throws IOException if the socket cannot be made
	 */
	public Rendezvous(Path path) throws IOException {
		this.path = path;
		Files.deleteIfExists(path);
		this.server = Address.listen(path);
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			// Out of descriptors, of which the next attempt needs this one.
			this.server.close();
			Files.deleteIfExists(path);
			throw ex;
		}
		this.server.configureBlocking(false);
		this.server.register(this.selector, SelectionKey.OP_ACCEPT);
	}

	/**
	 * Returns what the child has to be handed over its standard input.
	 * @return address and token
	 * @throws IOException if the socket is closed
	 */
	public Bootstrap bootstrap() throws IOException {
		return new Bootstrap(new Address(this.server.getLocalAddress()).text(), this.token);
	}

	/**
	 * Waits for the child.
	 * @param timeout the longest wait
	 * @return its connection, or {@code null} if it did not come in time or
	 * {@link #cancel()} was called
	 * @throws IOException if it speaks another version, or listening fails
	 */
	public @Nullable Connection accept(Duration timeout) throws IOException {
		long end = System.nanoTime() + timeout.toNanos();
		while (this.accepted.size() < Role.values().length) {
			long left = end - System.nanoTime();
			if (this.cancelled || left <= 0) {
				return null;
			}
			this.selector.select(Math.max(1, Math.min(left, PATIENCE / 4) / 1_000_000));
			serve();
		}
		return connection();
	}

	/** Ends {@link #accept} early. */
	public void cancel() {
		this.cancelled = true;
		this.selector.wakeup();
	}

	private Connection connection() throws IOException {
		SocketChannel commands = this.accepted.remove(Role.COMMANDS);
		SocketChannel events = this.accepted.remove(Role.EVENTS);
		if (commands == null || events == null) {
			throw new IllegalStateException("both connections have been accepted, yet one is missing");
		}
		return Connection.of(events, commands);
	}

	private void serve() throws IOException {
		for (Iterator<SelectionKey> keys = this.selector.selectedKeys().iterator(); keys.hasNext();) {
			SelectionKey key = keys.next();
			keys.remove();
			if (key.isValid() && key.isAcceptable()) {
				admit();
			}
			else if (key.isValid() && key.isReadable()) {
				listenTo(key);
			}
		}
		dismissSilent();
	}

	private void admit() throws IOException {
		SocketChannel channel = this.server.accept();
		if (channel == null) {
			return;
		}
		if (this.selector.keys().size() > MOST_STRANGERS || !PeerCheck.isSameUser(channel, this.path)) {
			channel.close();
			return;
		}
		channel.configureBlocking(false);
		channel.register(this.selector, SelectionKey.OP_READ, new Candidate());
	}

	private void listenTo(SelectionKey key) throws IOException {
		SocketChannel channel = (SocketChannel) key.channel();
		Candidate candidate = (Candidate) key.attachment();
		if (!candidate.read(channel)) {
			return;
		}
		// Not a candidate any more, whatever becomes of it.
		key.attach(null);
		key.cancel();
		Handshake handshake = candidate.handshake();
		if (handshake == null || !handshake.hasToken(this.token) || this.accepted.containsKey(handshake.role())) {
			channel.close();
			return;
		}
		if (handshake.version() != Handshake.VERSION || !handshake.build().equals(BuildId.CURRENT)) {
			channel.close();
			throw new ProtocolException("The worker runs build '" + handshake.build() + "', protocol "
					+ handshake.version() + ", but this process runs build '" + BuildId.CURRENT + "', protocol "
					+ Handshake.VERSION + ": put one version of aiopool-core on the class path of both");
		}
		channel.write(ByteBuffer.wrap(new byte[] { Handshake.ACCEPTED }));
		this.accepted.put(handshake.role(), channel);
	}

	private void dismissSilent() throws IOException {
		for (SelectionKey key : this.selector.keys()) {
			if (key.attachment() instanceof Candidate candidate && candidate.isLate()) {
				key.cancel();
				key.channel().close();
			}
		}
	}

	@Override
	public void close() throws IOException {
		for (SelectionKey key : this.selector.keys()) {
			if (key.attachment() instanceof Candidate) {
				key.channel().close();
			}
		}
		for (SocketChannel channel : this.accepted.values()) {
			channel.close();
		}
		this.selector.close();
		this.server.close();
		Files.deleteIfExists(this.path);
	}

	/** A connection that has not said who it is. */
	private static final class Candidate {

		private final long end = System.nanoTime() + PATIENCE;

		private final ByteBuffer bytes = ByteBuffer.allocate(Handshake.BYTES);

		private boolean ended;

		/** Returns {@code true} when there is something to judge. */
		boolean read(SocketChannel channel) {
			try {
				this.ended = channel.read(this.bytes) < 0;
			}
			catch (IOException ex) {
				this.ended = true;
			}
			return this.ended || !this.bytes.hasRemaining();
		}

		@Nullable Handshake handshake() {
			return this.ended ? null : Handshake.decode(this.bytes.flip());
		}

		boolean isLate() {
			return System.nanoTime() - this.end > 0;
		}

	}

}
