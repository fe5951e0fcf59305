package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.aiopool.LaunchStrategy;
import org.jspecify.annotations.Nullable;

/**
 * The launch of workers of an application that itself was launched from an executable
 * archive ({@code java -jar app.jar}), packed or exploded. Thread-safe.
 * <p>
 * A packed archive is no class path for a plain {@code java}, so its content is copied
 * once to a cache directory. Where no directory can be written the workers start through
 * Spring Boot's launcher, which takes longer each time.
 */
public final class ExecutableArchiveLaunch implements LaunchStrategy {

	private static final System.Logger LOGGER = System.getLogger(ExecutableArchiveLaunch.class.getName());

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

	private final LaunchedClassPath classPath;

	private final List<JarCache> caches;

	/**
	 * What the archive held when this application started, by the names of the copies,
	 * which say what their content is.
	 */
	private @Nullable List<String> names;

	ExecutableArchiveLaunch(LaunchedClassPath classPath, List<JarCache> caches) {
		this.classPath = classPath;
		this.caches = List.copyOf(caches);
	}

	/**
	 * Looks how this application was launched.
	 * @param cacheDirectory where to copy the content of an archive to; {@code null} for
	 * the cache directory of the user
	 * @return the strategy, empty if the plain class path of this JVM is complete
	 */
	public static Optional<LaunchStrategy> detect(@Nullable Path cacheDirectory) {
		return LaunchedClassPath.of(ExecutableArchiveLaunch.class.getClassLoader())
			.map((classPath) -> new ExecutableArchiveLaunch(classPath, JarCache.candidates(cacheDirectory)));
	}

	@Override
	public synchronized Launch resolve(String mainClass) {
		List<String> entries = plainClassPath();
		if (entries != null) {
			verifySame(entries);
			return new Launch(List.of("-cp", join(entries)), mainClass);
		}
		Path archive = this.classPath.archive();
		if (this.names != null && !Files.isRegularFile(archive)) {
			throw new IllegalStateException("the copies of what " + archive
					+ " holds are gone, and so is that archive. Put it back, or restart the application");
		}
		return new Launch(List.of("-cp", archive.toString(), "-Dloader.main=" + mainClass), LAUNCHER);
	}

	/** The copies are made again from what is there now, which may be another build. */
	private void verifySame(List<String> entries) {
		List<String> names = entries.stream().map((entry) -> Path.of(entry).getFileName().toString()).toList();
		if (this.names != null && !this.names.equals(names)) {
			throw new IllegalStateException(this.classPath.archive()
					+ " was replaced by another build since this application started. Restart the application");
		}
		this.names = names;
	}

	private static String join(List<String> entries) {
		return entries.stream().collect(Collectors.joining(File.pathSeparator));
	}

	/** Copied again where cleaners of temporary files have been at work. */
	private @Nullable List<String> plainClassPath() {
		for (JarCache cache : this.caches) {
			try {
				return this.classPath.entriesIn(cache);
			}
			catch (IOException ex) {
				LOGGER.log(Level.DEBUG, "Cannot copy " + this.classPath.archive() + " to " + cache, ex);
			}
		}
		LOGGER.log(Level.WARNING, "Workers start slower than they could, since the libraries in "
				+ this.classPath.archive() + " cannot be copied to any of " + this.caches + ": make one writable");
		return null;
	}

}
