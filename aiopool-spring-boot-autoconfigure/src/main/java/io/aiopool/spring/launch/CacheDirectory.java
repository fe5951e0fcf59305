package io.aiopool.spring.launch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

/**
 * A private directory of jar files that were copied out of archives, shared by all
 * applications of a user. Thread-safe, across processes too.
 * <p>
 * A file is named after its content and appears at once and complete, so nobody waits for
 * anybody. One that is there is checked against the archive before its first use. Files
 * of the same content are shared between archives, so a new build of an application adds
 * little more than its own classes; what is no longer used is left for the user to
 * delete.
 */
final class CacheDirectory {

	private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

	private final Path directory;

	/** What was checked, so that later launches only look whether it is still there. */
	private final Set<Path> verified = ConcurrentHashMap.newKeySet();

	private volatile boolean trusted;

	CacheDirectory(Path directory) {
		this.directory = directory.toAbsolutePath();
	}

	/**
	 * Returns the directories that may serve, best first: the user's cache, and one below
	 * the temporary directory.
	 * @return the directories, which need not exist
	 */
	static List<CacheDirectory> candidates() {
		List<CacheDirectory> candidates = new ArrayList<>();
		addIfSet(candidates, System.getenv("XDG_CACHE_HOME"), "aiopool");
		addIfSet(candidates, System.getenv("LOCALAPPDATA"), "aiopool");
		addIfSet(candidates, System.getProperty("user.home"), ".cache/aiopool");
		addIfSet(candidates, System.getProperty("java.io.tmpdir"), "aiopool-cache-" + user());
		return candidates;
	}

	private static String user() {
		return System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
	}

	private static void addIfSet(List<CacheDirectory> candidates, @Nullable String parent, String name) {
		if (parent != null && Path.of(parent).isAbsolute()) {
			candidates.add(new CacheDirectory(Path.of(parent, name)));
		}
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
		prepare();
		Path file = this.directory.resolve(jar.fileName());
		if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
				&& (this.verified.contains(file) || jar.isComplete(file))) {
			this.verified.add(file);
			return file;
		}
		Path draft = Files.createTempFile(this.directory, "draft", ".tmp");
		try {
			try (OutputStream out = Files.newOutputStream(draft)) {
				jar.writeTo(out);
			}
			move(draft, file);
		}
		finally {
			Files.deleteIfExists(draft);
		}
		this.verified.add(file);
		return file;
	}

	private static void move(Path draft, Path file) throws IOException {
		try {
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			throw new IOException("The file system of " + file + " has no atomic move", ex);
		}
	}

	/** Others must not be able to put their classes here. */
	private void prepare() throws IOException {
		if (this.trusted && Files.isDirectory(this.directory, LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		if (!Files.exists(this.directory, LinkOption.NOFOLLOW_LINKS)) {
			Files.createDirectories(this.directory.getParent());
			create();
		}
		if (!Files.isDirectory(this.directory, LinkOption.NOFOLLOW_LINKS)) {
			throw new IOException(this.directory + " is no directory but a link or a file");
		}
		if (hasPosixPermissions() && !isPrivate()) {
			throw new IOException(this.directory + " is open to other users: it must be this user's, with mode 0700");
		}
		this.trusted = true;
	}

	private void create() throws IOException {
		try {
			if (hasPosixPermissions()) {
				Files.createDirectory(this.directory, PosixFilePermissions.asFileAttribute(PRIVATE));
			}
			else {
				Files.createDirectory(this.directory);
			}
		}
		catch (FileAlreadyExistsException ex) {
			// another process was faster; it is looked at like any that was there before
		}
	}

	private boolean hasPosixPermissions() {
		return this.directory.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	private boolean isPrivate() throws IOException {
		return Files.getPosixFilePermissions(this.directory, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)
				&& Files.isWritable(this.directory) && Owner.isThisProcess(this.directory);
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

}
