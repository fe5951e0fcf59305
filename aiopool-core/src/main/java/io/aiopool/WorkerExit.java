package io.aiopool;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

/**
 * How a worker ended, and what it left as evidence.
 *
 * @param pid the process id it had
 * @param slot its slot in the pool
 * @param generation which worker of the slot it was
 * @param status the exit status as the system reports it: {@code 128 + n} after signal
 * {@code n}; {@code null} if the process could not be reaped in time
 * @param cause what is known beyond the status, such as "killed by the pool: deadline
 * passed"; {@code null} if nothing is
 * @param output the last lines that it printed
 * @param crashReport the JVM's fatal error log, if it wrote one
 */
public record WorkerExit(long pid, int slot, int generation, @Nullable Integer status, @Nullable String cause,
		List<String> output, @Nullable Path crashReport) {

	private static final int SIGNALLED = 128;

	private static final int HIGHEST_SIGNAL = 64;

	public WorkerExit {
		output = List.copyOf(output);
	}

	/**
	 * Returns the status that the process exited with by itself.
	 * @return the status, empty if it was ended by a signal or its status is unknown
	 */
	public OptionalInt exitCode() {
		return (this.status == null || signal().isPresent()) ? OptionalInt.empty() : OptionalInt.of(this.status);
	}

	/**
	 * Returns the signal that ended the process.
	 * @return the number of the signal, empty if it exited by itself
	 */
	public OptionalInt signal() {
		if (this.status == null || this.status <= SIGNALLED || this.status > SIGNALLED + HIGHEST_SIGNAL) {
			return OptionalInt.empty();
		}
		return OptionalInt.of(this.status - SIGNALLED);
	}

	/**
	 * Says in a few words how the worker ended.
	 * @return for example {@code "exit code 3"} or {@code "SIGKILL"}
	 */
	public String describe() {
		String ended = (this.status == null) ? "not reaped"
				: signal().isPresent() ? signalName(signal().getAsInt()) : "exit code " + this.status;
		return (this.cause != null) ? ended + ", " + this.cause : ended;
	}

	private static String signalName(int signal) {
		return switch (signal) {
			case 3 -> "SIGQUIT";
			case 4 -> "SIGILL";
			case 6 -> "SIGABRT";
			case 7 -> "SIGBUS";
			case 8 -> "SIGFPE";
			case 9 -> "SIGKILL";
			case 11 -> "SIGSEGV";
			case 15 -> "SIGTERM";
			default -> "signal " + signal;
		};
	}

}
