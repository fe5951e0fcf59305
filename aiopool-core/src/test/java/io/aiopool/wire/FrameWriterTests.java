package io.aiopool.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import io.aiopool.payload.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class FrameWriterTests {

	private static final int WRITERS = 8;

	private static final int EACH = 2_000;

	@TempDir
	private Path directory;

	private final Flusher flusher = new Flusher("test-flusher");

	private final CompletableFuture<IOException> failure = new CompletableFuture<>();

	private SocketChannel here;

	private SocketChannel there;

	@BeforeEach
	void connect() throws IOException {
		UnixDomainSocketAddress address = UnixDomainSocketAddress.of(this.directory.resolve("s"));
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
			this.here = SocketChannel.open(address);
			this.there = server.accept();
		}
		this.here.configureBlocking(false);
	}

	@AfterEach
	void close() throws IOException {
		this.here.close();
		this.there.close();
		this.flusher.close();
	}

	@Test
	void framesOfManyInterruptedThreadsArriveWholeAndInTheOrderOfEach() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		CountDownLatch start = new CountDownLatch(1);
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < WRITERS; i++) {
			int number = i;
			Thread thread = new Thread(() -> {
				awaitQuietly(start);
				for (int k = 0; k < EACH; k++) {
					// As the thread of a cancelled request would be.
					Thread.currentThread().interrupt();
					Payload payload = Payload.of(ByteBuffer.allocate((k % 10 == 0) ? 5000 : 3));
					writer.enqueue(new ChildMessage.Result(number, 0, k, payload));
					writer.flush();
				}
			});
			thread.start();
			threads.add(thread);
		}
		start.countDown();
		long[] next = new long[WRITERS];
		// Read late, so that the channel is full and the flusher has to go on.
		FrameReader reader = new FrameReader(this.there, 1 << 20);
		for (int i = 0; i < WRITERS * EACH; i++) {
			Payload body = reader.read();
			assertThat(body).isNotNull();
			ChildMessage.Result result = (ChildMessage.Result) ChildMessages.read(body);
			assertThat(result.nanos()).isEqualTo(next[(int) result.task()]++);
			assertThat(result.value().size()).isEqualTo((result.nanos() % 10 == 0) ? 5000 : 3);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		await().until(writer::isIdle);
		assertThat(this.failure).isNotDone();
	}

	@Test
	void writersThatEndAtTheSameMomentDoNotEndTheFlusher() throws Exception {
		CountDownLatch looking = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		SocketChannel[] busy = pair("busy");
		SocketChannel[] one = pair("one");
		SocketChannel[] two = pair("two");
		fill(busy[0], (failure) -> {
			looking.countDown();
			awaitQuietly(ended);
		});
		// Whichever comes first closes both, as a worker's thread might at that moment.
		fill(one[0], (failure) -> closeQuietly(two[0]));
		fill(two[0], (failure) -> closeQuietly(one[0]));
		busy[1].close();
		looking.await();
		one[1].close();
		two[1].close();
		ended.countDown();
		FrameWriter writer = fill(this.here, this.failure::complete);
		FrameReader reader = new FrameReader(this.there, 16 << 20);
		assertThat(CompletableFuture.supplyAsync(() -> readQuietly(reader))).succeedsWithin(Duration.ofSeconds(30));
		await().until(writer::isIdle);
		closeQuietly(busy[0]);
	}

	/** Gives it more than its channel takes, so that it waits for the flusher. */
	private FrameWriter fill(SocketChannel channel, Consumer<IOException> onFailure) {
		FrameWriter writer = new FrameWriter(channel, this.flusher, onFailure);
		writer.enqueue(new ChildMessage.Item(1, Payload.of(ByteBuffer.allocate(10 << 20))));
		writer.flush();
		return writer;
	}

	private SocketChannel[] pair(String name) throws IOException {
		UnixDomainSocketAddress address = UnixDomainSocketAddress.of(this.directory.resolve(name));
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address)) {
			SocketChannel[] ends = { SocketChannel.open(address), server.accept() };
			ends[0].configureBlocking(false);
			return ends;
		}
	}

	private static Payload readQuietly(FrameReader reader) {
		try {
			return reader.read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void closeQuietly(SocketChannel channel) {
		try {
			channel.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void aFrameLargerThanEveryBufferArrives() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		byte[] payload = new byte[10 << 20];
		payload[payload.length - 1] = 42;
		writer.enqueue(new ChildMessage.Item(1, Payload.of(ByteBuffer.wrap(payload))));
		writer.flush();
		Payload body = new FrameReader(this.there, 16 << 20).read();
		assertThat(body).isNotNull();
		ChildMessage.Item item = (ChildMessage.Item) ChildMessages.read(body);
		assertThat(item.value().size()).isEqualTo(payload.length);
		assertThat(item.value().bytes().get(payload.length - 1)).isEqualTo((byte) 42);
	}

	@Test
	void partsAreWrittenInTheirOrder() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		byte[] small = new byte[Payload.LEAST_PART];
		Arrays.fill(small, (byte) 1);
		byte[] large = new byte[5 << 20];
		Arrays.fill(large, (byte) 2);
		Payload payload = Payload.of(ByteBuffer.wrap(new byte[] { 3 }), List.of(small, large));
		FrameReader reader = new FrameReader(this.there, 16 << 20);
		for (int attempt = 0; attempt < 2; attempt++) {
			// Writing uses nothing up: a task may be sent again.
			writer.enqueue(new ChildMessage.Item(1, payload));
			writer.flush();
			assertThat(ChildMessages.read(reader.read())).isEqualTo(new ChildMessage.Item(1, payload));
		}
	}

	@Test
	void aSmallMessageIsNotedAndWaitsToBeFlushed() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		ChildMessage message = new ChildMessage.Result(1, 2, 3, Payload.of(ByteBuffer.wrap(new byte[] { 4 })));
		List<ChildMessage> notes = new ArrayList<>();
		assertThat(writer.enqueue(message, (body) -> notes.add(read(body)))).isTrue();
		assertThat(notes).containsExactly(message);
		assertThat(writer.isIdle()).isFalse();
		writer.flush();
		assertThat(writer.isIdle()).isTrue();
		assertThat(ChildMessages.read(new FrameReader(this.there, 1000).read())).isEqualTo(message);
	}

	@Test
	void aMessageForWhichThereIsNoRoomIsQueuedAllTheSame() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		assertThat(writer.enqueue(new ChildMessage.Ready(), (body) -> false)).isFalse();
		writer.flush();
		assertThat(ChildMessages.read(new FrameReader(this.there, 1000).read())).isEqualTo(new ChildMessage.Ready());
	}

	@Test
	void aLargeMessageIsNotNoted() {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		Payload large = Payload.of(ByteBuffer.allocate(1000));
		assertThat(writer.enqueue(new ChildMessage.Result(1, 2, 3, large), (body) -> {
			throw new IllegalStateException("noted");
		})).isFalse();
	}

	/** Who finds the note would believe that what was said before has been heard. */
	@Test
	void nothingIsNotedWhileWhatWasFlushedBeforeIsStillHere() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		byte[] large = new byte[10 << 20];
		writer.enqueue(new ChildMessage.Item(1, Payload.of(ByteBuffer.wrap(large))));
		writer.flush();
		assertThat(writer.isCongested()).isTrue();
		assertThat(writer.enqueue(new ChildMessage.Ready(), (body) -> true)).isFalse();
		FrameReader reader = new FrameReader(this.there, 16 << 20);
		assertThat(ChildMessages.read(reader.read())).isInstanceOf(ChildMessage.Item.class);
		writer.flush();
		assertThat(ChildMessages.read(reader.read())).isEqualTo(new ChildMessage.Ready());
		await().until(writer::isIdle);
		assertThat(writer.enqueue(new ChildMessage.Ready(), (body) -> true)).isTrue();
	}

	private static ChildMessage read(ByteBuffer body) {
		try {
			return ChildMessages.read(Payload.of(body.duplicate()));
		}
		catch (ProtocolException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void aFailureIsToldOnceAndEndsNothingElse() throws Exception {
		FrameWriter writer = new FrameWriter(this.here, this.flusher, this.failure::complete);
		this.there.close();
		for (int i = 0; i < 100 && !this.failure.isDone(); i++) {
			writer.enqueue(new ChildMessage.Ready());
			writer.flush();
		}
		assertThat(this.failure).isCompleted();
		assertThat(writer.isIdle()).isTrue();
		assertThat(this.here.isOpen()).isTrue();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
