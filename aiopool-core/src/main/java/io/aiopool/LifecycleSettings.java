package io.aiopool;

import java.util.Objects;

/**
 * How workers come and go while nothing is wrong with them.
 *
 * @param recycle when they are replaced
 */
public record LifecycleSettings(RecycleSettings recycle) {

	/** The defaults of each part. */
	public static final LifecycleSettings DEFAULTS = new LifecycleSettings(RecycleSettings.DEFAULTS);

	public LifecycleSettings {
		Objects.requireNonNull(recycle, "recycle");
	}

	/**
	 * Returns these settings with another part.
	 * @param recycle when workers are replaced
	 * @return the settings
	 */
	public LifecycleSettings with(RecycleSettings recycle) {
		return new LifecycleSettings(recycle);
	}

}
