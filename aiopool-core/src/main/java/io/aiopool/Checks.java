package io.aiopool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Refuses settings that cannot work, naming the setting, its value and what is allowed.
 */
final class Checks {

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
		return value;
	}

	static Duration positive(String setting, @Nullable Duration value) {
		if (value == null || value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(setting + " must be a duration of more than zero, but was " + value);
		}
		return value;
	}

	static String notBlank(String setting, @Nullable String value) {
		if (value == null || value.isBlank()) {
			throw new IllegalArgumentException(setting + " must not be blank, but was " + value);
		}
		return value;
	}

}
