package io.aiopool;

import java.time.Duration;

/**
 * When tasks are no longer run because they kill their workers.
 *
 * @param deaths so many workers, one after the other, has the same method with the same
 * arguments killed, or the same method with so many different ones; 0 for no quarantine
 * @param window the time within which they died
 */
public record QuarantineSettings(int deaths, Duration window) {

	/** 3 deaths in 60 s. */
	public static final QuarantineSettings DEFAULTS = new QuarantineSettings(3, Duration.ofSeconds(60));

	public QuarantineSettings {
		Checks.between("quarantine.deaths", deaths, 0, 1000);
		Checks.positive("quarantine.window", window);
	}

}
