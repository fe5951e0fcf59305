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
		List<Library> libraries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
				Path jar = jar(directory.resolve(path.getParent().getParent().getFileName() + ".jar"), path, "");
				libraries.add(library(jar));
			}
			else if (LIBRARIES.contains(artifact(path)) || artifact(path).startsWith("aiopool-")) {
				libraries.add(library(path));
			}
		}
		Path classes = Path.of(mainClass.getProtectionDomain().getCodeSource().getLocation().getPath());
		Path plain = jar(directory.resolve("plain.jar"), classes, mainClass.getPackageName().replace('.', '/'));
		Repackager repackager = new Repackager(plain.toFile());
		repackager.setMainClass(mainClass.getName());
		Path archive = directory.resolve("app.jar");
		repackager.repackage(archive.toFile(), (callback) -> {
			for (Library library : libraries) {
				callback.library(library);
			}
		});
		return archive;
	}

	private static Library library(Path jar) {
		return new Library(jar.toFile(), LibraryScope.COMPILE);
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
