package io.aiopool.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.aiopool.CheckedFiles;
import org.jspecify.annotations.Nullable;

/**
 * The archives in a cache directory, shared by the processes of a user. An archive
 * appears at once and complete under a name that says what it is for and what its content
 * is; it is never changed. Thread-safe, across processes too.
 */
final class ArchiveStore {

	private static final String SUFFIX = ".archive";

	private static final String DRAFT = ".draft";

	private static final String LOCK = ".lock";

	private static final String NOTE = "archives.checked";

	/** Of about 5 to 20 MB each. */
	private static final int KEPT = 8;

	/** Longer than it takes to make an archive, even on a very busy machine. */
	private static final Duration OLD = Duration.ofHours(1);

	/** How exactly it is known when an archive was used, which marks it as changed. */
	private static final Duration USE = Duration.ofHours(1);

	private final Path directory;

	private final CheckedFiles checked;

	/**
	 * Creates a store.
	 * @param directory a directory that only this user can write
	 */
	ArchiveStore(Path directory) {
		this.directory = directory;
		this.checked = new CheckedFiles(directory, NOTE);
	}

	/**
	 * Returns an archive that is whole. Its content is looked into only if it may have
	 * changed since that was done.
	 * @param key what it is for
	 * @return the archive, {@code null} if there is none
	 * @throws IOException if the directory cannot be read
	 */
	@Nullable Path find(String key) throws IOException {
		for (Path archive : list(key + "-", SUFFIX)) {
			touch(archive);
			if (isSound(key, archive)) {
				this.checked.save();
				return archive;
			}
			// A JVM that maps a damaged one may crash
			Files.deleteIfExists(archive);
		}
		return null;
	}

	/**
	 * Tells whether an archive is there and whole.
	 * @param key what it is for
	 * @param archive the archive
	 * @return {@code false} if it is gone or has another content
	 * @throws IOException if it cannot be read
	 */
	boolean isSound(String key, Path archive) throws IOException {
		return this.checked.isSound(archive, (file) -> file.equals(named(key, file)));
	}

	/** Where an archive of that content belongs. */
	private Path named(String key, Path content) throws IOException {
		return this.directory.resolve(key + "-" + WorkerJars.checksum(content) + SUFFIX);
	}

	/** For {@link #sweep()}, which keeps those that were used last. */
	private static void touch(Path archive) {
		try {
			Instant now = Instant.now();
			if (!lastUse(archive).isAfter(now.minus(USE))) {
				Files.setLastModifiedTime(archive, FileTime.from(now));
			}
		}
		catch (IOException ex) {
			// Somebody is at it, or the file system is read-only by now
		}
	}

	/**
	 * Lets one process make an archive.
	 * @param key what it is for
	 * @return closed to let others, {@code null} if another process is making it
	 * @throws IOException if there can be no lock
	 */
	@Nullable FileChannel tryLock(String key) throws IOException {
		FileChannel channel = FileChannel.open(this.directory.resolve(key + LOCK), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		try {
			FileLock lock = channel.tryLock();
			if (lock != null) {
				return channel;
			}
		}
		catch (OverlappingFileLockException ex) {
			// Another pool of this process
		}
		channel.close();
		return null;
	}

	/** Where an archive may be made. */
	Path draft(String key) {
		return this.directory.resolve(key + "-" + ProcessHandle.current().pid() + DRAFT);
	}

	/**
	 * Makes an archive visible.
	 * @param key what it is for
	 * @param draft the complete file
	 * @return the archive
	 * @throws IOException if it cannot be renamed
	 */
	Path publish(String key, Path draft) throws IOException {
		Path archive = named(key, draft);
		Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
		touch(archive);
		this.checked.add(archive);
		this.checked.save();
		return archive;
	}

	/**
	 * Deletes the archives that have not been used for longest, and what processes have
	 * left behind that were killed.
	 * @throws IOException if the directory cannot be read
	 */
	void sweep() throws IOException {
		List<Path> archives = list("", SUFFIX).stream()
			.sorted(Comparator.comparing(ArchiveStore::lastUse).reversed())
			.toList();
		for (Path archive : archives.subList(Math.min(KEPT, archives.size()), archives.size())) {
			Files.deleteIfExists(archive);
		}
		Instant old = Instant.now().minus(OLD);
		for (String suffix : List.of(DRAFT, LOCK, DRAFT + ".config")) {
			for (Path file : list("", suffix)) {
				if (lastUse(file).isBefore(old)) {
					Files.deleteIfExists(file);
				}
			}
		}
	}

	private static Instant lastUse(Path file) {
		try {
			return Files.getLastModifiedTime(file).toInstant();
		}
		catch (IOException ex) {
			return Instant.EPOCH;
		}
	}

	private List<Path> list(String prefix, String suffix) throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> {
				String name = file.getFileName().toString();
				return name.startsWith(prefix) && name.endsWith(suffix)
						&& Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
			}).toList();
		}
	}

}
