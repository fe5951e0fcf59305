package io.aiopool.demo.chaos;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerExit;
import io.aiopool.WorkerLostException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a deadly method got.
 *
 * @param kind how the worker was hurt
 * @param type class of the exception, or "none"
 * @param message its message, or what was returned
 * @param evidence what the worker left: a thread dump, its last lines, its fatal error
 * log; null if nothing
 * @param elapsedMillis time from the call to that
 */
public record ChaosOutcome(ChaosKind kind, String type, String message, @Nullable String evidence, long elapsedMillis) {

	static ChaosOutcome of(ChaosKind kind, String result, long elapsedMillis) {
		return new ChaosOutcome(kind, "none", result, null, elapsedMillis);
	}

	static ChaosOutcome of(ChaosKind kind, Throwable failure, long elapsedMillis) {
		return new ChaosOutcome(kind, failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()),
				evidence(failure), elapsedMillis);
	}

	private static @Nullable String evidence(Throwable failure) {
		if (failure instanceof TaskTimeoutException timeout) {
			return timeout.threadDump();
		}
		return (failure instanceof WorkerLostException lost) ? evidence(lost.exit()) : null;
	}

	private static @Nullable String evidence(WorkerExit exit) {
		Stream<String> report = Stream.ofNullable(exit.crashReport()).map((path) -> "fatal error log: " + path);
		String evidence = Stream.concat(exit.output().stream(), report).collect(Collectors.joining("\n"));
		return evidence.isEmpty() ? null : evidence;
	}

}
