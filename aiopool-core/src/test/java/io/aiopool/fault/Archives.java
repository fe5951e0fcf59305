package io.aiopool.fault;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Puts the directories of a class path into archives.
 */
final class Archives {

	private Archives() {
	}

	/** The same class path without directories. */
	static String of(String classPath, Path directory) throws IOException {
		Files.createDirectories(directory);
		List<String> archives = new ArrayList<>();
		for (String entry : classPath.split(File.pathSeparator)) {
			Path path = Path.of(entry);
			archives.add(Files.isDirectory(path) ? pack(path, directory.resolve(archives.size() + ".jar")).toString()
					: entry);
		}
		return String.join(File.pathSeparator, archives);
	}

	private static Path pack(Path classes, Path archive) throws IOException {
		try (OutputStream file = Files.newOutputStream(archive);
				ZipOutputStream zip = new ZipOutputStream(file);
				Stream<Path> found = Files.walk(classes)) {
			zip.setLevel(Deflater.BEST_SPEED);
			for (Path each : found.filter(Files::isRegularFile).sorted().toList()) {
				zip.putNextEntry(new ZipEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
				Files.copy(each, zip);
				zip.closeEntry();
			}
		}
		return archive;
	}

}
