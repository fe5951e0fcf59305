package io.aiopool;

import java.util.Set;

/**
 * What may cross the process boundary.
 *
 * @param applicationPackages packages of the application, whose classes may cross;
 * sub-packages included
 * @param trustedPackages further packages whose classes may cross; {@code "*"} for all,
 * which gives the protection up
 * @param trustedPresets well-known libraries whose values may cross in both directions,
 * such as {@code jackson}; {@code "none"} among them takes away those that cross by
 * default, see {@link io.aiopool.codec.Preset}
 * @param maxPayload largest encoded argument list or result in bytes
 */
public record PayloadSettings(Set<String> applicationPackages, Set<String> trustedPackages, Set<String> trustedPresets,
		int maxPayload) {

	/**
	 * JDK values, those of well-known libraries, and types that signatures name; 64 MiB.
	 */
	public static final PayloadSettings DEFAULTS = new PayloadSettings(Set.of(), Set.of(), Set.of(), 64 << 20);

	private static final int LEAST_PAYLOAD = 1024;

	private static final int MOST_PAYLOAD = 1 << 30;

	public PayloadSettings {
		Checks.between("max-payload", maxPayload, LEAST_PAYLOAD, MOST_PAYLOAD);
		applicationPackages = Checks.packages("application-packages", applicationPackages);
		trustedPackages = Checks.packages("trusted-packages", trustedPackages);
		trustedPresets = Checks.presets("trusted-presets", trustedPresets);
	}

}
