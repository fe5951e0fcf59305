package io.aiopool.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens, what is to be told is told. */
class CallbacksTests {

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final TimerThread timer = new TimerThread("callbacks");

	@AfterEach
	void end() {
		this.timer.close();
	}

	@Test
	@Tag("F40")
	void callbackOfAPoolThatHasEndedRunsAtOnce() {
		Callbacks callbacks = new Callbacks("callbacks", this.timer);
		callbacks.close();
		CompletableFuture<Thread> told = new CompletableFuture<>();
		callbacks.execute(() -> told.complete(Thread.currentThread()));
		assertThat(told).isCompletedWithValue(Thread.currentThread());
	}

	@Test
	@Tag("F47")
	void callbacksWaitForAThreadWhereNoneCanBeMade() {
		AtomicBoolean none = new AtomicBoolean(true);
		Callbacks callbacks = new Callbacks(this.timer, (body) -> {
			if (none.get()) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			Thread thread = new Thread(body, "callback");
			thread.setDaemon(true);
			return thread;
		});
		List<CompletableFuture<Void>> told = new ArrayList<>();
		for (int i = 0; i < 10; i++) {
			CompletableFuture<Void> one = new CompletableFuture<>();
			callbacks.execute(() -> one.complete(null));
			told.add(one);
		}
		assertThat(told).noneMatch(CompletableFuture::isDone);
		none.set(false);
		assertThat(told).allSatisfy((one) -> assertThat(one).succeedsWithin(LONGEST));
		callbacks.close();
	}

}
