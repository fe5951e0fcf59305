package io.aiopool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where workers get their classes, and how they get them fast. Immutable.
 *
 * @param strategy how a worker gets its classes; {@code null} for this JVM's class path
 * @param startupCache whether an archive of prepared classes is made and used
 * @param cacheDirectory where what outlives this process is kept, in a private directory
 * below it; {@code null} for the cache directory of the user
 */
public record LaunchSettings(@Nullable LaunchStrategy strategy, StartupCache startupCache,
		@Nullable Path cacheDirectory) {

	/** This JVM's class path, and the cache where it is possible. */
	public static final LaunchSettings DEFAULTS = new LaunchSettings(null, StartupCache.AUTO, null);

	public LaunchSettings {
		Objects.requireNonNull(startupCache, "startup-cache");
		if (cacheDirectory != null && Files.exists(cacheDirectory) && !Files.isDirectory(cacheDirectory)) {
			throw new IllegalArgumentException(
					"cache-directory must be a directory, but " + cacheDirectory + " is a file");
		}
	}

	LaunchSettings withStrategy(@Nullable LaunchStrategy strategy) {
		return new LaunchSettings(strategy, this.startupCache, this.cacheDirectory);
	}

	LaunchSettings withStartupCache(StartupCache startupCache) {
		return new LaunchSettings(this.strategy, startupCache, this.cacheDirectory);
	}

	LaunchSettings withCacheDirectory(@Nullable Path cacheDirectory) {
		return new LaunchSettings(this.strategy, this.startupCache, cacheDirectory);
	}

}
