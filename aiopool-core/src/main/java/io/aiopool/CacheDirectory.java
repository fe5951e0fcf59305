package io.aiopool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A private directory of what outlives a process and is shared by all applications of a
 * user: what a {@link LaunchStrategy} copies, and the archives with which workers start
 * faster. Thread-safe.
 */
public final class CacheDirectory {

	private static final String NAME = "aiopool";

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

	private final Path directory;

	private volatile boolean trusted;

	/**
	 * Names a directory, which need not exist.
	 * @param directory the directory
	 */
	public CacheDirectory(Path directory) {
		this.directory = directory.toAbsolutePath();
	}

	/**
	 * Returns the directories that may serve, best first: one below the configured
	 * directory and no other, or else in the user's cache and among the temporary files.
	 * @param configured the configured directory, if any
	 * @return the directories, which need not exist
	 */
	public static List<CacheDirectory> candidates(@Nullable Path configured) {
		if (configured != null) {
			return List.of(new CacheDirectory(configured.resolve(NAME)));
		}
		List<CacheDirectory> candidates = new ArrayList<>();
		addIfSet(candidates, System.getenv("XDG_CACHE_HOME"), NAME);
		addIfSet(candidates, System.getenv("LOCALAPPDATA"), NAME);
		addIfSet(candidates, System.getProperty("user.home"), ".cache/" + NAME);
		addIfSet(candidates, System.getProperty("java.io.tmpdir"), NAME + "-cache-" + user());
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
	 * Makes the directory, or verifies the one that is there: others must not have been
	 * able to put their classes into it.
	 * @return its path
	 * @throws IOException if it cannot be made, or is open to other users
	 */
	public Path ensure() throws IOException {
		if (this.trusted && Files.isDirectory(this.directory, LinkOption.NOFOLLOW_LINKS)) {
			return this.directory;
		}
		if (!Files.exists(this.directory, LinkOption.NOFOLLOW_LINKS)) {
			create();
		}
		if (!Files.isDirectory(this.directory, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileSystemException(this.directory.toString(), null, "is no directory but a link or a file");
		}
		if (!isPrivate()) {
			throw new FileSystemException(this.directory.toString(), null,
					"is open to other users: it must be this user's, with mode 0700");
		}
		this.trusted = true;
		return this.directory;
	}

	private void create() throws IOException {
		Path parent = this.directory.getParent();
		if (parent != null) {
			Files.createDirectories(parent);
		}
		try {
			if (isPosix()) {
				Files.createDirectory(this.directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
			}
			else {
				Files.createDirectory(this.directory);
			}
		}
		catch (FileAlreadyExistsException ex) {
			// Another process was faster; it is looked at like any that was there before
		}
	}

	/**
	 * Whom we are is asked of a file just made: the system property may name a user that
	 * the system does not know.
	 */
	private boolean isPrivate() throws IOException {
		if (!isPosix()) {
			return Files.isWritable(this.directory);
		}
		if (!OWNER_ONLY.equals(Files.getPosixFilePermissions(this.directory, LinkOption.NOFOLLOW_LINKS))
				|| !Files.isWritable(this.directory)) {
			return false;
		}
		Path probe = Files.createTempFile(this.directory, "owner", ".tmp");
		try {
			return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS)
				.equals(Files.getOwner(this.directory, LinkOption.NOFOLLOW_LINKS));
		}
		finally {
			Files.deleteIfExists(probe);
		}
	}

	private boolean isPosix() {
		return this.directory.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

}
