package io.aiopool.spring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What a class logs while this is open. The console would do only once: its handler keeps
 * the stream that there was when it was made.
 */
public final class Logged implements AutoCloseable {

	private final Logger logger;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final Handler handler = new Handler() {

		@Override
		public void publish(LogRecord entry) {
			Logged.this.lines.add(entry.getLevel() + ": " + entry.getMessage());
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	};

	public Logged(Class<?> type) {
		this.logger = Logger.getLogger(type.getName());
		this.logger.addHandler(this.handler);
	}

	public List<String> lines() {
		return this.lines;
	}

	@Override
	public void close() {
		this.logger.removeHandler(this.handler);
	}

}
