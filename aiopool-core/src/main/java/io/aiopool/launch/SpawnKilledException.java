package io.aiopool.launch;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Thrown when somebody outside has killed a process before it became the program that was
 * to be started: the JDK starts a helper first, which is replaced by the program.
 */
public final class SpawnKilledException extends IOException {

	private static final long serialVersionUID = 1L;

	private static final int SIGNALLED = 128;

	/** The JDK says it in no other way. */
	private static final Pattern MESSAGE = Pattern.compile("spawn helper: pid: \\d+, signal: (\\d{1,2})");

	private final int status;

	private SpawnKilledException(IOException cause, int signal) {
		super(cause.getMessage(), cause);
		this.status = SIGNALLED + signal;
	}

	/** Returns the failure of a start, as this one if it was that. */
	static IOException of(IOException failure) {
		String message = failure.getMessage();
		Matcher matcher = MESSAGE.matcher((message != null) ? message : "");
		return matcher.find() ? new SpawnKilledException(failure, Integer.parseInt(matcher.group(1))) : failure;
	}

	/**
	 * Returns how the process ended.
	 * @return its exit status, {@code 128 + n} after signal {@code n}
	 */
	public int status() {
		return this.status;
	}

}
