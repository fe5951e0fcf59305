package io.aiopool.launch;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * Which build of Java a {@code java} command is, without starting it.
 *
 * @param feature the first number of its version
 * @param build tells it apart from every other build, in another place too
 */
record JavaRuntime(int feature, String build) {

	/** Others have archives of their own kind, and other options for them. */
	private static final String HOTSPOT = "Hotspot";

	/**
	 * Reads it from the files around the command.
	 * @param java the command
	 * @return the runtime, {@code null} if those files say nothing, or another JVM than
	 * HotSpot
	 */
	static @Nullable JavaRuntime of(Path java) {
		try {
			Path bin = java.toRealPath().getParent();
			Path home = (bin != null) ? bin.getParent() : null;
			if (home == null) {
				return null;
			}
			Properties release = new Properties();
			try (Reader reader = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
				release.load(reader);
			}
			if (!release.getProperty("JVM_VARIANT", HOTSPOT).contains(HOTSPOT)) {
				return null;
			}
			int feature = Runtime.Version.parse(unquoted(release, "JAVA_VERSION")).feature();
			// Its classes, which an update replaces, as the JVM itself recognises them
			Path modules = home.resolve("lib/modules");
			return new JavaRuntime(feature,
					home + " " + release.getProperty("JAVA_RUNTIME_VERSION") + " "
							+ release.getProperty("IMPLEMENTOR_VERSION") + " " + Files.size(modules) + " "
							+ Files.getLastModifiedTime(modules).toMillis());
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	private static String unquoted(Properties release, String name) {
		return release.getProperty(name, "").replace("\"", "");
	}

}
