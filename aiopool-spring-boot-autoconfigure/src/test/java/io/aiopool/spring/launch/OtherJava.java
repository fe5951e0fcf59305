package io.aiopool.spring.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Looks for another JDK where {@code .ci/run} does: {@code JAVA_HOME_<version>}, and
 * beside the one in use.
 */
final class OtherJava {

	private OtherJava() {
	}

	static @Nullable Path find(int version) throws IOException {
		String named = System.getenv("JAVA_HOME_" + version);
		Path here = Path.of(System.getProperty("java.home")).toRealPath();
		try (Stream<Path> beside = Files.list(here.getParent())) {
			return Stream
				.concat(Stream.ofNullable(named).map(Path::of), Stream.concat(Stream.of(here), beside.sorted()))
				.filter((home) -> isVersion(home, version))
				.map((home) -> home.resolve("bin/java"))
				.filter(Files::isExecutable)
				.findFirst()
				.orElse(null);
		}
	}

	private static boolean isVersion(Path home, int version) {
		try (InputStream release = Files.newInputStream(home.resolve("release"))) {
			Properties properties = new Properties();
			properties.load(release);
			String java = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
			return java.equals(Integer.toString(version)) || java.startsWith(version + ".");
		}
		catch (IOException ex) {
			return false;
		}
	}

}
