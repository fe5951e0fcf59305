package io.aiopool.spring.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import io.aiopool.CacheDirectory;
import io.aiopool.CheckedFiles;
import org.jspecify.annotations.Nullable;

/**
 * The jar files in a cache directory that were copied out of archives, shared by all
 * applications of a user. Thread-safe, across processes too.
 * <p>
 * A file is named after its content and appears at once and complete, so nobody waits for
 * anybody. One that is there is compared with the archive, unless it is known to be
 * unchanged since it was. Files of the same content are shared between archives, so a new
 * build of an application adds little more than its own classes; what is no longer used
 * is left for the user to delete.
 */
final class JarCache {

	private static final String NOTE = "copies.checked";

	private final CacheDirectory directory;

	/** Read when the directory is known to be private. */
	private volatile @Nullable CheckedFiles checked;

	JarCache(CacheDirectory directory) {
		this.directory = directory;
	}

	/**
	 * Returns the caches that may serve, best first.
	 * @param configured the directory that the user wants, if any
	 * @return the caches, whose directories need not exist
	 */
	static List<JarCache> candidates(@Nullable Path configured) {
		return CacheDirectory.candidates(configured).stream().map(JarCache::new).toList();
	}

	/**
	 * Copies a jar that is an entry of an archive.
	 * @param archive the archive
	 * @param name name of the entry
	 * @return the copy
	 * @throws IOException if there is none and it cannot be made
	 */
	Path copyOf(JarFile archive, String name) throws IOException {
		JarEntry entry = archive.getJarEntry(name);
		if (entry == null) {
			throw new IOException("There is no " + name + " in " + archive.getName());
		}
		return publish(new NestedJar(archive, entry));
	}

	/**
	 * Makes a jar of the entries below a directory of an archive. A jar, since class-data
	 * sharing takes no directories.
	 * @param archive the archive
	 * @param prefix name of the directory, with a slash at its end
	 * @return the jar
	 * @throws IOException if there is none and it cannot be made
	 */
	Path jarOf(JarFile archive, String prefix) throws IOException {
		return publish(new NestedClasses(archive, prefix));
	}

	private Path publish(CachedJar jar) throws IOException {
		Path directory = this.directory.ensure();
		Path file = directory.resolve(jar.fileName());
		CheckedFiles checked = checked(directory);
		if (checked.isSound(file, jar::isComplete)) {
			return file;
		}
		Path draft = Files.createTempFile(directory, "draft", ".tmp");
		try {
			try (OutputStream out = Files.newOutputStream(draft)) {
				jar.writeTo(out);
			}
			move(draft, file);
		}
		finally {
			Files.deleteIfExists(draft);
		}
		checked.add(file);
		return file;
	}

	private CheckedFiles checked(Path directory) {
		CheckedFiles checked = this.checked;
		if (checked == null) {
			checked = new CheckedFiles(directory, NOTE);
			this.checked = checked;
		}
		return checked;
	}

	/** Spares the next start what has been compared. */
	void save() {
		CheckedFiles checked = this.checked;
		if (checked != null) {
			checked.save();
		}
	}

	private static void move(Path draft, Path file) throws IOException {
		try {
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			throw new IOException("The file system of " + file + " has no atomic move", ex);
		}
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

}
