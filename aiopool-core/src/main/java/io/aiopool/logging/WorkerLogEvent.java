package io.aiopool.logging;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that a worker has logged, or a line that it has printed. Immutable. What
 * comes from a pool is bounded, whatever the worker sent: names and values have one line
 * of at most 512 characters, the message 16,384 characters and, if it was logged, perhaps
 * several lines; control characters but line feed and tab are replaced.
 *
 * @param worker which worker it was
 * @param task id of the task that its thread ran; 0 if it ran none, or that is unknown
 * @param time when it happened, by the clock of the worker
 * @param level its level; {@code INFO} for a line of the standard output, {@code WARNING}
 * for one of the standard error
 * @param logger name of the logger; {@code io.aiopool.worker.<pool>.stdout} or
 * {@code .stderr} for what was printed
 * @param thread name of the worker's thread, empty for what was printed
 * @param message what it said, formatted
 * @param failure what went with it; {@code null} if nothing did
 * @param context the diagnostic context (MDC) of the thread
 */
public record WorkerLogEvent(Worker worker, long task, Instant time, Level level, String logger, String thread,
		String message, @Nullable Throwable failure, Map<String, String> context) {

	/**
	 * Returns the message as it stands in a log that begins each event with a line: line
	 * feeds are kept, and each further line begins with a mark, so that a worker cannot
	 * write the events of others.
	 * @return the message
	 */
	public String text() {
		return PrintableText.continued(this.message);
	}

	/**
	 * The worker that said something.
	 *
	 * @param pool name of its pool
	 * @param slot its slot; -1 for a spare
	 * @param generation which worker of the slot it is
	 * @param pid its process id
	 */
	public record Worker(String pool, int slot, int generation, long pid) {

		/** As in {@code default-0.1}. */
		@Override
		public String toString() {
			return this.pool + "-" + ((this.slot < 0) ? "spare" : this.slot + "." + this.generation);
		}

	}

}
