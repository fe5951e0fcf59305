package io.aiopool.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Something throwable that a worker has logged, as it looked there: its class need not
 * exist here and is never loaded. Printed, it looks like the original, but further lines
 * of messages begin with a mark.
 */
public final class WorkerThrowable extends Throwable {

	private static final long serialVersionUID = 1L;

	private final String type;

	/**
	 * Creates a likeness.
	 * @param type name of the class
	 * @param message the message, {@code null} included
	 * @param stackTrace the stack trace
	 * @param cause the cause, if there is one
	 * @param suppressed what was suppressed
	 */
	public WorkerThrowable(String type, @Nullable String message, List<StackTraceElement> stackTrace,
			@Nullable WorkerThrowable cause, List<WorkerThrowable> suppressed) {
		super(message, cause, true, true);
		this.type = type;
		setStackTrace(stackTrace.toArray(StackTraceElement[]::new));
		suppressed.forEach(this::addSuppressed);
	}

	/**
	 * Returns the name of the original's class.
	 * @return the name
	 */
	public String type() {
		return this.type;
	}

	/**
	 * Returns the likeness for a log that begins each event with a line, with messages
	 * whose further lines begin with a mark, as those of {@link WorkerLogEvent#text()}.
	 * @return this one if no message has further lines
	 */
	public WorkerThrowable forText() {
		WorkerThrowable cause = (getCause() instanceof WorkerThrowable each) ? each.forText() : null;
		List<WorkerThrowable> suppressed = new ArrayList<>();
		boolean same = (cause == getCause());
		for (Throwable each : getSuppressed()) {
			if (each instanceof WorkerThrowable throwable) {
				suppressed.add(throwable.forText());
				same &= (suppressed.get(suppressed.size() - 1) == each);
			}
		}
		String message = getMessage();
		String text = (message != null) ? PrintableText.continued(message) : null;
		return (same && Objects.equals(text, message)) ? this
				: new WorkerThrowable(this.type, text, List.of(getStackTrace()), cause, suppressed);
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	@Override
	public String toString() {
		String message = getMessage();
		return (message != null) ? this.type + ": " + PrintableText.continued(message) : this.type;
	}

}
