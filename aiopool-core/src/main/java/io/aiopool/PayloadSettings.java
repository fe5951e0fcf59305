package io.aiopool;

import java.util.Set;

/**
 * What may cross the process boundary.
 *
 * @param applicationPackages packages of the application, whose classes may cross;
 * sub-packages included
 * @param trustedPackages further packages whose classes may cross; {@code "*"} for all,
 * which gives the protection up
 * @param maxPayload largest encoded argument list or result in bytes
 */
public record PayloadSettings(Set<String> applicationPackages, Set<String> trustedPackages, int maxPayload) {

	/** Nothing but JDK values and the types that signatures name, up to 64 MiB. */
	public static final PayloadSettings DEFAULTS = new PayloadSettings(Set.of(), Set.of(), 64 << 20);

	private static final int LEAST_PAYLOAD = 1024;

	private static final int MOST_PAYLOAD = 1 << 30;

	public PayloadSettings {
		Checks.between("max-payload", maxPayload, LEAST_PAYLOAD, MOST_PAYLOAD);
		applicationPackages = Checks.packages("application-packages", applicationPackages);
		trustedPackages = Checks.packages("trusted-packages", trustedPackages);
	}

}
