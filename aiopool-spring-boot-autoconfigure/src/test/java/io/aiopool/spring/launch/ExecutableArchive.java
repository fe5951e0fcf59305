package io.aiopool.spring.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/**
 * Packs an application from the class path of the tests, as Spring Boot's build plugins
 * do.
 */
final class ExecutableArchive {

	/** What a plain application with the starter has. */
	private static final Set<String> LIBRARIES = Set.of("spring-boot", "spring-boot-autoconfigure", "spring-core",
			"spring-beans", "spring-context", "spring-aop", "spring-expression", "micrometer-observation",
			"micrometer-commons", "reactor-core", "reactive-streams", "jspecify", "commons-logging");

	private ExecutableArchive() {
	}

	/**
	 * Packs an application.
	 * @param directory where to
	 * @param mainClass its main class; its package is taken from the tests' classes
	 * @return the archive
	 */
	static Path pack(Path directory, Class<?> mainClass) throws IOException {
		List<Path> libraries = libraries(directory, Set.of());
		Path plain = plain(directory, mainClass);
		Repackager repackager = new Repackager(plain.toFile());
		repackager.setMainClass(mainClass.getName());
		Path archive = directory.resolve("app.jar");
		repackager.repackage(archive.toFile(), (callback) -> {
			for (Path library : libraries) {
				callback.library(new Library(library.toFile(), LibraryScope.COMPILE));
			}
		});
		return archive;
	}

	/**
	 * Packs an application without what it needs.
	 * @param directory where to
	 * @param mainClass its main class; its package is taken from the tests' classes
	 * @return the jar
	 */
	static Path plain(Path directory, Class<?> mainClass) throws IOException {
		Path classes = Path.of(mainClass.getProtectionDomain().getCodeSource().getLocation().getPath());
		return jar(directory.resolve("plain.jar"), classes, mainClass.getPackageName().replace('.', '/'));
	}

	/**
	 * Finds what an application needs.
	 * @param directory where jars are made of directories
	 * @param more what it needs besides the starter
	 * @return jars
	 */
	static List<Path> libraries(Path directory, Set<String> more) throws IOException {
		List<Path> libraries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
				libraries.add(jar(directory.resolve(path.getParent().getParent().getFileName() + ".jar"), path, ""));
			}
			else if (LIBRARIES.contains(artifact(path)) || more.contains(artifact(path))
					|| artifact(path).startsWith("aiopool-")) {
				libraries.add(path);
			}
		}
		return libraries;
	}

	/**
	 * Finds what of an application's libraries has a name.
	 * @param directory where jars are made of directories
	 * @param prefix what the names begin with
	 * @return jars
	 */
	static List<Path> libraries(Path directory, String prefix) throws IOException {
		return libraries(directory, Set.of()).stream()
			.filter((library) -> library.getFileName().toString().startsWith(prefix))
			.toList();
	}

	private static String artifact(Path jar) {
		return Pattern.compile("-\\d.*").matcher(jar.getFileName().toString()).replaceFirst("");
	}

	private static Path jar(Path jar, Path classes, String prefix) throws IOException {
		try (OutputStream file = Files.newOutputStream(jar);
				JarOutputStream out = new JarOutputStream(file);
				Stream<Path> files = Files.walk(classes.resolve(prefix))) {
			for (Path path : files.filter(Files::isRegularFile).sorted().toList()) {
				out.putNextEntry(new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
				Files.copy(path, out);
			}
		}
		return jar;
	}

}
