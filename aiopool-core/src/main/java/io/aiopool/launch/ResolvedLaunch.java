package io.aiopool.launch;

import org.jspecify.annotations.Nullable;

/**
 * How a worker gets its classes, as it was found out at some time. Good as long as the
 * files are what they were then. Immutable, but for the archive, which may come.
 *
 * @param mainClass what the JVM starts with
 * @param arguments the options before it, for the argument file
 * @param files the files that they name
 * @param archive of prepared classes, if there can be one
 */
record ResolvedLaunch(String mainClass, byte[] arguments, LaunchFiles files, @Nullable StartupArchive archive) {

	/**
	 * Returns the reason why a worker cannot be started like that any more.
	 * @return what has changed, {@code null} if nothing has
	 */
	@Nullable String changed() {
		Object changed = this.files.firstChanged();
		if (changed == null && this.archive != null && !this.archive.isIntact()) {
			changed = this.archive;
		}
		return (changed != null) ? changed.toString() : null;
	}

}
