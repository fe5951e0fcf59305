package io.aiopool.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the soak is to run.
 *
 * @param duration how long there are tasks and faults
 * @param seed what everything random follows from
 * @param sabotage what is broken on purpose
 * @param directory where it keeps its files
 * @param pools where its pools keep theirs
 */
record SoakSettings(Duration duration, long seed, Sabotage sabotage, Path directory, Path pools) {

	static final String DURATION = "aiopool.soak.duration";

	static final String SEED = "aiopool.soak.seed";

	static final String BREAK = "aiopool.soak.break";

	/** What the targets that are counts are for. */
	private static final Duration FULL = Duration.ofMinutes(10);

	private static final Pattern TEXT = Pattern.compile("(\\d+)(s|m|h)");

	/** As system properties say. */
	static SoakSettings fromSystem(Path directory, Path pools) {
		Duration duration = parse(System.getProperty(DURATION, "10m"));
		long seed = Long.getLong(SEED, new Random().nextInt());
		String broken = System.getProperty(BREAK, Sabotage.NONE.name());
		return new SoakSettings(duration, seed, Sabotage.valueOf(broken.replace('-', '_').toUpperCase(Locale.ROOT)),
				directory, pools);
	}

	private static Duration parse(String text) {
		Matcher parts = TEXT.matcher(text);
		if (!parts.matches()) {
			throw new IllegalArgumentException(DURATION + " must be like 60s or 10m, but was " + text);
		}
		long number = Long.parseLong(parts.group(1));
		return switch (parts.group(2)) {
			case "s" -> Duration.ofSeconds(number);
			case "m" -> Duration.ofMinutes(number);
			default -> Duration.ofHours(number);
		};
	}

	/** The share of a full soak. */
	private double share() {
		return (double) this.duration.toMillis() / FULL.toMillis();
	}

	int leastTasks() {
		return (int) (500_000 * share());
	}

	int leastDeaths() {
		return (int) (600 * share());
	}

	/** How many parents are killed. */
	int parents() {
		return Math.max(6, (int) Math.min(50, 50 * share()));
	}

	/** How long the last tasks may take. Of a broken build, some never end. */
	Duration patience() {
		return (this.sabotage == Sabotage.NONE) ? Scene.LIMIT : Duration.ofSeconds(3);
	}

	/** When the first look at resources is due. */
	Duration baseline() {
		return this.duration.dividedBy(5);
	}

	/** More tasks than can be submitted in the time. */
	int mostTasks() {
		return (int) (100_000 + this.duration.toSeconds() * 12_000);
	}

}
