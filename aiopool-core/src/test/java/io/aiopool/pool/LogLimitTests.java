package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;

import io.aiopool.worker.PoolTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogLimitTests {

	private final List<String> lines = new ArrayList<>();

	private final List<Runnable> due = new ArrayList<>();

	private long now;

	private final PoolTimer timer = new PoolTimer() {

		@Override
		public long now() {
			return LogLimitTests.this.now;
		}

		@Override
		public boolean later(long nanos, Runnable step) {
			return LogLimitTests.this.due.add(step);
		}

		@Override
		public void every(long nanos, Runnable step) {
			throw new UnsupportedOperationException();
		}

	};

	private final System.Logger logger = new System.Logger() {

		@Override
		public String getName() {
			return "test";
		}

		@Override
		public boolean isLoggable(Level level) {
			return true;
		}

		@Override
		public void log(Level level, ResourceBundle bundle, String message, Throwable failure) {
			LogLimitTests.this.lines.add(level + " " + message);
		}

		@Override
		public void log(Level level, ResourceBundle bundle, String format, Object... arguments) {
			LogLimitTests.this.lines.add(level + " " + format);
		}

	};

	private final LogLimit limit = new LogLimit(this.logger, "losses", this.timer, Runnable::run);

	private void log(int count) {
		for (int i = 0; i < count; i++) {
			this.limit.log(System.Logger.Level.WARNING, () -> "lost");
		}
	}

	@Test
	void stormIsCountedAndTheCountIsToldOnce() {
		log(LogLimit.AT_ONCE + 100);
		assertThat(this.lines).hasSize(LogLimit.AT_ONCE).containsOnly("WARNING lost");
		assertThat(this.due).hasSize(1);
		this.due.remove(0).run();
		assertThat(this.lines.get(LogLimit.AT_ONCE))
			.startsWith("WARNING 100 more losses in the last 3 s were left out");
		this.now += TimeUnit.SECONDS.toNanos(2);
		log(1);
		assertThat(this.lines).hasSize(LogLimit.AT_ONCE + 2).last().isEqualTo("WARNING lost");
		assertThat(this.due).isEmpty();
	}

}
