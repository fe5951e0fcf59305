package io.aiopool;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

import io.aiopool.codec.Preset;
import org.jspecify.annotations.Nullable;

/**
 * Refuses settings that cannot work, naming the setting, its value and what is allowed.
 */
final class Checks {

	/** Far more than anybody waits, and few enough to be counted in nanoseconds. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private Checks() {
	}

	static int atLeast(String setting, int value, int least) {
		if (value < least) {
			throw new IllegalArgumentException(setting + " must be at least " + least + ", but was " + value);
		}
		return value;
	}

	static long atLeast(String setting, long value, long least) {
		if (value < least) {
			throw new IllegalArgumentException(setting + " must be at least " + least + ", but was " + value);
		}
		return value;
	}

	static int between(String setting, int value, int least, int most) {
		if (value < least || value > most) {
			throw new IllegalArgumentException(
					setting + " must be between " + least + " and " + most + ", but was " + value);
		}
		return value;
	}

	static Duration notNegative(String setting, @Nullable Duration value) {
		if (value == null || value.isNegative()) {
			throw new IllegalArgumentException(setting + " must be a duration of zero or more, but was " + value);
		}
		return countable(setting, value);
	}

	static Duration positive(String setting, @Nullable Duration value) {
		if (value == null || value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(setting + " must be a duration of more than zero, but was " + value);
		}
		return countable(setting, value);
	}

	private static Duration countable(String setting, Duration value) {
		if (value.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					setting + " must be at most " + LONGEST.toDays() + " days, but was " + value);
		}
		return value;
	}

	/** Refuses the longest of several waits that is shorter than the first of them. */
	static void notShorter(String setting, Duration value, String other, Duration least) {
		if (value.compareTo(least) < 0) {
			throw new IllegalArgumentException(
					setting + " must be at least " + other + ", which is " + least + ", but was " + value);
		}
	}

	static @Nullable String notBlankIfGiven(String setting, @Nullable String value) {
		return (value != null) ? notBlank(setting, value) : null;
	}

	static Set<String> packages(String setting, Collection<String> names) {
		for (String name : names) {
			if (name == null || name.isBlank()) {
				throw new IllegalArgumentException(setting + " must be names that are not blank, but was " + names);
			}
		}
		return Set.copyOf(names);
	}

	static Set<String> presets(String setting, Collection<String> names) {
		Set<String> known = packages(setting, names);
		Preset.named(known);
		return known;
	}

	static String notBlank(String setting, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException(setting + " must not be blank, but was " + value);
		}
		return value;
	}

}
