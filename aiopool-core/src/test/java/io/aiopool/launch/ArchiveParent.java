package io.aiopool.launch;

import java.nio.file.Path;
import java.util.List;

import io.aiopool.ProcessPool;

/**
 * A JVM with a pool that lives until there is an archive.
 */
final class ArchiveParent {

	private ArchiveParent() {
	}

	public static void main(String[] arguments) throws Exception {
		Path directory = Path.of(arguments[0]);
		JarredWorkers workers = new JarredWorkers(directory.resolve("aiopool-core-1.jar"), directory.resolve("cache"));
		try (ProcessPool pool = workers.pool().build()) {
			workers.awaitArchive();
			pool.apply(StartupArchiveTests::same, 1).join();
		}
		System.out.println("made");
	}

	static Process start(Path directory) throws Exception {
		return new ProcessBuilder(List.of(Executables.java(null).toString(), "-Xmx64m", "-cp",
				System.getProperty("java.class.path"), ArchiveParent.class.getName(), directory.toString()))
			.redirectErrorStream(true)
			.start();
	}

}
