package io.aiopool.fault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.aiopool.wire.RogueWire;
import io.aiopool.wire.RogueWire.RawLog;

/**
 * What a child logs that keeps to no bound.
 */
final class RogueLogs {

	/** What an honest event says, which comes behind those of its child. */
	static final String LAST = "in time";

	static final int NAMES = 700;

	/** Looks like a line of the application. */
	static final String FORGED = "2026-01-01T00:00:00.000Z ERROR acme.Bank : paid";

	/** Longer than a message may be, though all together fit into a frame. */
	private static final int HUGE = 20_000;

	private static final int LONG = 600;

	private RogueLogs() {
	}

	static byte[] of(String mode) {
		return switch (mode) {
			case "log-absurd" -> RogueWire.logs(List.of(absurd(Long.MAX_VALUE, 15, 1), last()));
			case "log-absurd-stack" -> RogueWire.logs(List.of(absurd(Long.MIN_VALUE, 1, 200), last()));
			case "log-of-many-parts" -> RogueWire.logs(IntStream.range(0, 10)
				.mapToObj((number) -> number < 9 ? named(".".repeat(HUGE) + number) : last())
				.toList());
			case "log-of-many-names" -> RogueWire.logs(IntStream.rangeClosed(0, NAMES)
				.mapToObj((number) -> number < NAMES ? named("rogue.Name" + number) : last())
				.toList());
			default -> RogueWire.logs(List.of(last()));
		};
	}

	static byte[] flood() {
		return RogueWire.logs(Collections.nCopies(100, named("rogue.Flood")));
	}

	private static RawLog last() {
		return new RawLog(now(), "rogue.Last", "main", LAST, 0, 0, Map.of());
	}

	private static RawLog named(String logger) {
		return new RawLog(now(), logger, "main", "x".repeat(100), 0, 0, Map.of());
	}

	private static long now() {
		return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
	}

	/** Control characters first, as the end is cut. */
	private static RawLog absurd(long time, int failures, int frames) {
		String name = "\u001B[2J\r\n\u009B" + FORGED + "x".repeat(LONG);
		Map<String, String> context = new HashMap<>();
		for (int i = 0; i < 200; i++) {
			context.put("\u001B\n" + i + "k".repeat(LONG), "\r\n" + FORGED + "v".repeat(LONG));
		}
		return new RawLog(time, "a\n" + "b.".repeat(LONG), name,
				"absurd \u001B[31m\r\n" + FORGED + "\rover" + "m".repeat(HUGE), failures, frames, context);
	}

}
