package io.aiopool.launch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Directories that no other user can look into, made below places where every user can
 * write. Permissions are set and checked where the file system has them.
 */
final class PrivateDirectories {

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

	private PrivateDirectories() {
	}

	/**
	 * Returns the directory of this user, and makes it if it is not there.
	 * @param base a writable directory
	 * @return {@code aiopool-<user>} below it
	 * @throws IOException if it cannot be made, or something is there that is not a
	 * directory of this user
	 */
	static Path ofUser(Path base) throws IOException {
		String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
		Path directory = base.resolve("aiopool-" + (user.isEmpty() ? "unknown" : user));
		ensure(directory);
		return directory;
	}

	/**
	 * Makes a directory, or verifies the one that is there.
	 * @param directory its parent must be there
	 * @throws IOException if it cannot be made, or something is there that is not a
	 * directory of this user
	 */
	static void ensure(Path directory) throws IOException {
		try {
			create(directory);
		}
		catch (FileAlreadyExistsException ex) {
			// Verified below, as anybody may have made it
		}
		if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
			throw new FileSystemException(directory.toString(), null, "is a link or file, not a directory; remove it");
		}
		if (isPosix(directory)) {
			verifyOwner(directory);
			restrict(directory);
		}
	}

	/**
	 * Makes a directory that must not be there.
	 * @param directory its parent must be there
	 * @throws IOException if it cannot be made
	 */
	static void create(Path directory) throws IOException {
		FileAttribute<?>[] attributes = isPosix(directory)
				? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) } : new FileAttribute<?>[0];
		Files.createDirectory(directory, attributes);
	}

	/**
	 * Deletes a directory and all in it, as far as it can, without following links.
	 * @param directory may be gone already
	 */
	static void delete(Path directory) {
		try (Stream<Path> paths = Files.walk(directory)) {
			List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
			for (Path path : deepestFirst) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException | RuntimeException ex) {
			// Somebody else is at it, or the next sweep will be
		}
	}

	/**
	 * Whom we are is asked of a directory just made: names may be missing in containers.
	 */
	private static void verifyOwner(Path directory) throws IOException {
		Path probe = Files.createTempDirectory(directory, "probe", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
		try {
			Object owner = Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS);
			if (!owner.equals(Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS))) {
				throw new FileSystemException(directory.toString(), null,
						"belongs to " + owner + ", not to this user; remove it");
			}
		}
		finally {
			Files.deleteIfExists(probe);
		}
	}

	private static void restrict(Path directory) throws IOException {
		if (OWNER_ONLY.equals(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))) {
			return;
		}
		Files.setPosixFilePermissions(directory, OWNER_ONLY);
		Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS);
		if (!OWNER_ONLY.containsAll(permissions)) {
			throw new FileSystemException(directory.toString(), null, "cannot be made private: its permissions stay "
					+ PosixFilePermissions.toString(permissions) + " on this file system");
		}
	}

	private static boolean isPosix(Path path) {
		return path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

}
