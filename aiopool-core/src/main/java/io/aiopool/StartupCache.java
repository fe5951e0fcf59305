package io.aiopool;

/**
 * Whether workers start from an archive of prepared classes, which the first run makes
 * and later ones share. It never decides whether a worker starts, only how fast.
 */
public enum StartupCache {

	/** Made and used where that is possible. */
	AUTO,

	/** As {@link #AUTO}, with a warning that says why where it is not possible. */
	ON,

	/** Neither made nor used. */
	OFF

}
