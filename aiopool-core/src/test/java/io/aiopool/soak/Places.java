package io.aiopool.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the pools of a soak have their directories, so that one can look into them.
 */
final class Places {

	/** The system property that says where. */
	static final String PROPERTY = "aiopool.directory";

	private static final Path MEMORY = Path.of("/dev/shm");

	private Places() {
	}

	/** Makes a place with a short name, as paths of sockets have to be. */
	static Path make() throws IOException {
		Path place = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "soak")
				: Files.createTempDirectory("soak");
		System.setProperty(PROPERTY, place.toString());
		return place;
	}

	static void delete(Path place) throws IOException {
		System.clearProperty(PROPERTY);
		try (Stream<Path> all = Files.walk(place)) {
			all.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
	}

}
