package io.aiopool.benchmarks.scenario;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Fetches one page without blocking, by the same means as the script of the other side: a
 * connection, a request, and all that comes until its end.
 */
final class PageClient {

	private static final int BUFFER = 16 * 1024;

	private final AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();

	private final CompletableFuture<String> page = new CompletableFuture<>();

	private ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

	private PageClient() throws IOException {
	}

	static CompletableFuture<String> get(URI uri) {
		try {
			PageClient client = new PageClient();
			client.channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), client,
					client.then((connected) -> client.send(uri)));
			return client.page.whenComplete((page, failure) -> client.close());
		}
		catch (IOException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void send(URI uri) {
		String request = "GET " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getHost()
				+ "\r\nConnection: close\r\n\r\n";
		this.channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)), this,
				then((written) -> read()));
	}

	private void read() {
		if (!this.buffer.hasRemaining()) {
			this.buffer = ByteBuffer.allocate(2 * this.buffer.capacity()).put(this.buffer.flip());
		}
		this.channel.read(this.buffer, this, then((count) -> {
			if (count >= 0) {
				read();
			}
			else {
				this.page.complete(new String(this.buffer.array(), 0, this.buffer.position(), StandardCharsets.UTF_8));
			}
		}));
	}

	private <V> CompletionHandler<V, PageClient> then(Consumer<V> next) {
		return new CompletionHandler<>() {

			@Override
			public void completed(V value, PageClient client) {
				next.accept(value);
			}

			@Override
			public void failed(Throwable failure, PageClient client) {
				client.page.completeExceptionally(failure);
			}

		};
	}

	private void close() {
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// The page has come, or its failure has
		}
	}

}
