package io.aiopool.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.aiopool.LaunchStrategy;
import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.child.WorkerMain;

/**
 * Gives workers the engine as a jar, as applications have it. The tests themselves have
 * its classes in a directory, of which the JVM makes no archive.
 *
 * @param jar the engine
 * @param cache where archives are kept
 */
record JarredWorkers(Path jar, Path cache) implements LaunchStrategy {

	static JarredWorkers in(Path directory) throws IOException {
		Path classes = Path.of(WorkerMain.class.getProtectionDomain().getCodeSource().getLocation().getPath());
		Path jar = directory.resolve("aiopool-core-1.jar");
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file);
				Stream<Path> files = Files.walk(classes)) {
			for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, out);
			}
		}
		return new JarredWorkers(jar, directory.resolve("cache"));
	}

	/** The engine stands last, and behind a directory. */
	@Override
	public Launch resolve(String mainClass) {
		String engine = WorkerMain.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		String others = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).equals(Path.of(engine)))
			.collect(Collectors.joining(File.pathSeparator));
		return new Launch(List.of("-cp", others + File.pathSeparator + this.jar), mainClass);
	}

	PoolBuilder pool() {
		return ProcessPool.builder()
			.processes(1)
			.jvm(Launchers.jvm())
			.launch(this)
			.cacheDirectory(this.cache)
			.trustedPackages(Set.of("io.aiopool"));
	}

	List<Path> archives() throws IOException {
		return files(".archive");
	}

	List<Path> drafts() throws IOException {
		return files(".draft");
	}

	private List<Path> files(String suffix) throws IOException {
		Path directory = this.cache.resolve("aiopool");
		if (!Files.isDirectory(directory)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(suffix)).toList();
		}
	}

	Path awaitArchive() {
		return Launchers.awaitValue(() -> archives().isEmpty() ? null : archives().get(0));
	}

}
