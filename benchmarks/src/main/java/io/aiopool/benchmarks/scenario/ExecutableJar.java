package io.aiopool.benchmarks.scenario;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.app.MeasuredApplication;

import org.springframework.boot.loader.tools.Libraries;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * Packs the measured application as the build plugins of Spring Boot do.
 */
final class ExecutableJar {

	/** What only the benchmarks need. */
	private static final List<String> LEFT_OUT = List.of("hazelcast", "jmh", "kryo", "fory", "jopt", "commons-math",
			"spring-boot-loader-tools", "benchmarks");

	/** There are targets for these. */
	private static final int[] MEASURED = { 17, 25 };

	private ExecutableJar() {
	}

	static Path pack(Path directory) throws IOException {
		Files.createDirectories(directory);
		Path jar = classes(directory.resolve("app.jar"));
		Repackager repackager = new Repackager(jar.toFile());
		repackager.setMainClass(MeasuredApplication.class.getName());
		repackager.setBackupSource(false);
		List<Library> libraries = libraries();
		repackager.repackage(jar.toFile(), (Libraries) (callback) -> {
			for (Library library : libraries) {
				callback.library(library);
			}
		});
		return jar;
	}

	private static List<Library> libraries() {
		List<Library> libraries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			String name = path.getFileName().toString();
			if (name.endsWith(".jar") && LEFT_OUT.stream().noneMatch(name::startsWith)) {
				libraries.add(new Library(path.toFile(), LibraryScope.COMPILE));
			}
		}
		return libraries;
	}

	private static Path classes(Path jar) throws IOException {
		String prefix = MeasuredApplication.class.getPackageName().replace('.', '/');
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
			Path source = source();
			if (Files.isDirectory(source)) {
				copy(source, prefix, out);
			}
			else {
				try (FileSystem zip = FileSystems.newFileSystem(source)) {
					copy(zip.getPath("/"), prefix, out);
				}
			}
		}
		return jar;
	}

	private static Path source() throws IOException {
		try {
			URI location = MeasuredApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI();
			return Path.of(location);
		}
		catch (URISyntaxException ex) {
			throw new IOException(ex);
		}
	}

	private static void copy(Path root, String prefix, JarOutputStream out) throws IOException {
		try (Stream<Path> files = Files.walk(root.resolve(prefix))) {
			for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new ZipEntry(root.relativize(path).toString().replace(File.separatorChar, '/')));
				try (InputStream in = Files.newInputStream(path)) {
					in.transferTo(out);
				}
			}
		}
	}

	/** Number of jars that a worker of it has. */
	static int jars() {
		return libraries().size() + 1;
	}

	/** The home directories of the JDKs to be measured, this one's first. */
	static List<Path> jdks(Bench bench) {
		List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
		for (int feature : MEASURED) {
			if (feature != Runtime.version().feature()) {
				String name = "JAVA_HOME_" + feature;
				String home = System.getenv(name);
				if (home != null && Files.isExecutable(Path.of(home, "bin", "java"))) {
					homes.add(Path.of(home));
				}
				else {
					bench.say("   skipped: JDK " + feature + ", as " + name + " does not name its directory");
				}
			}
		}
		return homes;
	}

	static List<String> command(Path jdk, Path jar, String... arguments) {
		List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "-Xmx1g", "-XX:+UseG1GC",
				"-jar", jar.toString(), "--spring.main.banner-mode=off", "--logging.level.root=warn"));
		command.addAll(Arrays.asList(arguments));
		return command;
	}

}
