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

	/** Whether the line begins as those of a crash do. */
	private boolean marked;

	private final CrashReportLines crashReport = new CrashReportLines();

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
				if (this.line.size() == 0) {
					this.marked = bytes[i] == CrashReportLines.MARK;
				}
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
		if (this.crashReport.interrupted()) {
			show(String.valueOf(CrashReportLines.MARK));
		}
		reportLeftOut();
	}

	private void pass() {
		if (this.line.size() == 0) {
			return;
		}
		if (this.marked) {
			this.crashReport.marked(takeText()).forEach(this::show);
			return;
		}
		if (this.crashReport.interrupted()) {
			show(String.valueOf(CrashReportLines.MARK));
		}
		if (!isAdmitted()) {
			this.line.reset();
			return;
		}
		tell(takeText());
	}

	private void show(String text) {
		if (isAdmitted()) {
			tell(text);
		}
	}

	/** Before it is decoded, as one that is left out is to cost little. */
	private boolean isAdmitted() {
		if (!this.limit.tryAcquire()) {
			this.leftOut++;
			return false;
		}
		reportLeftOut();
		return true;
	}

	private String takeText() {
		String text = OutputTail.printable(this.line.toString(StandardCharsets.UTF_8).stripTrailing());
		this.line.reset();
		return text;
	}

	private void tell(String text) {
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
