package io.aiopool.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.aiopool.wire.FrameReader;
import io.aiopool.wire.ParentMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class CommandsTests {

	private static final ByteBuffer TAKE_BACK = ByteBuffer.wrap(new byte[] { 0, 0, 0, 1, 5 });

	private final ExecutorService threads = Executors
		.newCachedThreadPool((body) -> new TaskThread(body, "test-task", null));

	private final BlockingQueue<Thread> readers = new LinkedBlockingQueue<>();

	private final BlockingQueue<Runnable> bodies = new LinkedBlockingQueue<>();

	private final CompletableFuture<Void> watched = new CompletableFuture<>();

	private final AtomicInteger pauses = new AtomicInteger();

	private Pipe pipe;

	private Commands commands;

	@BeforeEach
	void start() throws IOException {
		this.pipe = Pipe.open();
		this.commands = new Commands(new FrameReader(this.pipe.source(), 100), this::obey, this.threads,
				this.pauses::incrementAndGet);
		Thread watch = new Thread(() -> {
			try {
				this.commands.watch();
				this.watched.complete(null);
			}
			catch (Throwable ex) {
				this.watched.completeExceptionally(ex);
			}
		}, "test-watch");
		watch.setDaemon(true);
		watch.start();
	}

	@AfterEach
	void stop() throws IOException {
		this.pipe.sink().close();
		this.threads.shutdown();
	}

	private Runnable obey(ParentMessage message) {
		assertThat(message).isEqualTo(new ParentMessage.TakeBack());
		this.readers.add(Thread.currentThread());
		return this.bodies.poll();
	}

	private Thread say() throws Exception {
		this.pipe.sink().write(TAKE_BACK.duplicate());
		Thread reader = this.readers.poll(30, TimeUnit.SECONDS);
		assertThat(reader).isNotNull();
		return reader;
	}

	@Test
	void runsAQuickBodyOnTheThreadThatReads() throws Exception {
		CompletableFuture<Thread> ranOn = new CompletableFuture<>();
		this.bodies.add(() -> ranOn.complete(Thread.currentThread()));
		Thread reader = say();
		assertThat(ranOn.get(30, TimeUnit.SECONDS)).isSameAs(reader);
		assertThat(say()).isSameAs(reader);
	}

	@Test
	void anotherThreadReadsWhenABodyIsNotQuick() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.bodies.add(() -> awaitUninterruptibly(release));
		Thread first = say();
		Thread second = say();
		assertThat(second).isNotSameAs(first);
		release.countDown();
		assertThat(say()).isSameAs(second);
	}

	@Test
	void anotherThreadReadsAtOnceWhenTheParentIsAsked() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		this.bodies.add(() -> {
			this.commands.passOn();
			awaitUninterruptibly(release);
		});
		Thread first = say();
		assertThat(say()).isNotSameAs(first);
		release.countDown();
	}

	@Test
	void passesNothingOnWhileNoBodyRuns() throws Exception {
		Thread reader = say();
		this.commands.passOn();
		assertThat(say()).isSameAs(reader);
	}

	@Test
	void exactlyOneThreadReadsWhateverCoincides() throws Exception {
		for (int i = 0; i < 2_000; i++) {
			CountDownLatch begun = new CountDownLatch(1);
			this.bodies.add(begun::countDown);
			say();
			begun.await();
			// Just when the body returns.
			this.commands.passOn();
		}
		say();
		assertThat(this.readers).isEmpty();
	}

	@Test
	void goesOnOnlyWithWhatHasCome() throws Exception {
		BlockingQueue<Boolean> goOn = new LinkedBlockingQueue<>();
		this.bodies.add(() -> goOn.add(this.commands.goesOn()));
		this.bodies.add(() -> goOn.add(this.commands.goesOn()));
		this.pipe.sink().write(ByteBuffer.allocate(10).put(TAKE_BACK.duplicate()).put(TAKE_BACK.duplicate()).flip());
		assertThat(goOn.poll(30, TimeUnit.SECONDS)).isTrue();
		assertThat(goOn.poll(30, TimeUnit.SECONDS)).isFalse();
		assertThat(this.commands.goesOn()).isFalse();
		await().until(() -> this.pauses.get() == 2);
	}

	@Test
	void aBodyThatIsNotQuickComesToAPauseOnAnotherThread() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<Boolean> goesOn = new CompletableFuture<>();
		this.bodies.add(() -> {
			awaitUninterruptibly(release);
			goesOn.complete(this.commands.goesOn());
		});
		this.pipe.sink().write(ByteBuffer.allocate(10).put(TAKE_BACK.duplicate()).put(TAKE_BACK.duplicate()).flip());
		// Before the first command, when another takes over, and after the last
		await().until(() -> this.pauses.get() == 3);
		release.countDown();
		assertThat(goesOn.get(30, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void interruptsReachABodyButNotTheReading() throws Exception {
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		this.bodies.add(() -> {
			Thread.currentThread().interrupt();
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		Thread reader = say();
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
		for (int i = 0; i < 1_000; i++) {
			reader.interrupt();
			say();
		}
		assertThat(this.watched).isNotDone();
	}

	@Test
	void endsWithTheConnection() throws Exception {
		say();
		this.pipe.sink().close();
		assertThat(this.watched.get(30, TimeUnit.SECONDS)).isNull();
	}

	@Test
	void tellsWhoWatchesWhatWentWrong() throws Exception {
		this.bodies.add(() -> {
			throw new IllegalArgumentException("broken");
		});
		say();
		assertThatIllegalStateException().isThrownBy(() -> {
			try {
				this.watched.get(30, TimeUnit.SECONDS);
			}
			catch (java.util.concurrent.ExecutionException ex) {
				throw ex.getCause();
			}
		}).withMessageContaining("broken");
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
