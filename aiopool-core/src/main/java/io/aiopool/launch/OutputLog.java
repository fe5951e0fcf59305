package io.aiopool.launch;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Logs what one child prints, line by line, at {@code DEBUG} and at a bounded rate. Used
 * by one thread.
 */
final class OutputLog {

	static final String LOGGER = "io.aiopool.worker.output";

	private static final int MOST_LINES_PER_SECOND = 200;

	private final Logger logger = System.getLogger(LOGGER);

	private final String source;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private long secondStarted;

	private int linesThisSecond;

	/**
	 * Creates the log of a child.
	 * @param source what stands before each line
	 */
	OutputLog(String source) {
		this.source = source;
	}

	void append(byte[] bytes, int length) {
		if (!this.logger.isLoggable(Level.DEBUG)) {
			return;
		}
		for (int i = 0; i < length; i++) {
			boolean end = (bytes[i] == '\n');
			if (!end) {
				this.line.write(bytes[i]);
			}
			if (end || this.line.size() >= OutputTail.LONGEST_LINE) {
				flush();
			}
		}
	}

	void flush() {
		if (this.line.size() > 0) {
			String text = OutputTail.printable(this.line.toString(StandardCharsets.UTF_8)).stripTrailing();
			this.line.reset();
			if (mayLog()) {
				this.logger.log(Level.DEBUG, () -> this.source + ": " + text);
			}
		}
	}

	private boolean mayLog() {
		long now = System.nanoTime();
		if (now - this.secondStarted > TimeUnit.SECONDS.toNanos(1)) {
			int left = this.linesThisSecond - MOST_LINES_PER_SECOND;
			if (left > 0) {
				this.logger.log(Level.DEBUG, () -> this.source + ": " + left + " lines left out here");
			}
			this.secondStarted = now;
			this.linesThisSecond = 0;
		}
		return ++this.linesThisSecond <= MOST_LINES_PER_SECOND;
	}

}
