package io.aiopool.benchmarks.path;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * The physical limit beside which the pool is measured: a child that echoes one message
 * over a Unix domain socket, and a thread here that reads the answer and completes a
 * future. No queue, no codec, no supervision.
 */
public final class RawEcho implements Closeable {

	private static final int MESSAGE = 64;

	private final Process child;

	private final ServerSocketChannel server;

	private final SocketChannel channel;

	private final Path directory;

	private volatile CompletableFuture<Long> answer = new CompletableFuture<>();

	public RawEcho() throws IOException {
		this.directory = Files.createTempDirectory("echo");
		Path socket = this.directory.resolve("s");
		this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
		this.child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+UseSerialGC", "-Xmx64m", "-cp", System.getProperty("java.class.path"), Child.class.getName(),
				socket.toString())
			.inheritIO()
			.start();
		this.channel = this.server.accept();
		Thread reader = new Thread(this::read, "raw-echo-reader");
		reader.setDaemon(true);
		reader.start();
	}

	public long call(long value) throws IOException {
		CompletableFuture<Long> future = new CompletableFuture<>();
		this.answer = future;
		ByteBuffer message = ByteBuffer.allocate(MESSAGE).putLong(0, value);
		while (message.hasRemaining()) {
			this.channel.write(message);
		}
		return future.join();
	}

	private void read() {
		ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE);
		try {
			while (fill(this.channel, message)) {
				this.answer.complete(message.getLong(0));
			}
		}
		catch (IOException ex) {
			this.answer.completeExceptionally(ex);
		}
	}

	private static boolean fill(SocketChannel channel, ByteBuffer message) throws IOException {
		message.clear();
		while (message.hasRemaining()) {
			if (channel.read(message) < 0) {
				return false;
			}
		}
		return true;
	}

	@Override
	public void close() throws IOException {
		this.child.destroyForcibly();
		this.channel.close();
		this.server.close();
		Files.deleteIfExists(this.directory.resolve("s"));
		Files.deleteIfExists(this.directory);
	}

	/** The other side. */
	static final class Child {

		private Child() {
		}

		public static void main(String[] arguments) throws IOException {
			try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]))) {
				ByteBuffer message = ByteBuffer.allocateDirect(MESSAGE);
				while (fill(channel, message)) {
					message.flip();
					channel.write(message);
				}
			}
		}

	}

}
