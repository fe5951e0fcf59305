package io.aiopool.launch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.aiopool.logging.RateLimit;

/**
 * Cuts what a child prints into lines and passes them on, at a bounded rate. Used by one
 * thread.
 */
final class OutputLines {

	private final boolean error;

	private final OutputListener listener;

	private final RateLimit limit;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private long leftOut;

	/**
	 * Creates the lines of one output.
	 * @param error whether it is the standard error
	 * @param rate so many lines a second are passed on
	 * @param listener gets them
	 */
	OutputLines(boolean error, int rate, OutputListener listener) {
		this.error = error;
		this.listener = listener;
		this.limit = new RateLimit(rate);
	}

	void append(byte[] bytes, int length) {
		if (this.listener == OutputListener.NONE) {
			return;
		}
		for (int i = 0; i < length; i++) {
			boolean end = (bytes[i] == '\n');
			if (!end) {
				this.line.write(bytes[i]);
			}
			if (end || this.line.size() >= OutputTail.LONGEST_LINE) {
				pass();
			}
		}
	}

	/** There is nothing more. */
	void end() {
		pass();
		reportLeftOut();
	}

	private void pass() {
		if (this.line.size() == 0) {
			return;
		}
		if (!this.limit.tryAcquire()) {
			this.leftOut++;
			this.line.reset();
			return;
		}
		reportLeftOut();
		String text = OutputTail.printable(this.line.toString(StandardCharsets.UTF_8).stripTrailing());
		this.line.reset();
		if (!text.isEmpty()) {
			this.listener.printed(this.error, text);
		}
	}

	private void reportLeftOut() {
		if (this.leftOut > 0) {
			this.listener.leftOut(this.leftOut);
			this.leftOut = 0;
		}
	}

}
