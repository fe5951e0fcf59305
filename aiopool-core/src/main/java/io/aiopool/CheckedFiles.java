package io.aiopool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Which files of a {@link CacheDirectory} have been found to be what they should, and
 * what they were like then, so that the content of one that has not changed since is not
 * read again with each start. Thread-safe, across processes too.
 * <p>
 * A file counts as unchanged while number, size and the time of the last change of its
 * inode are the same. That time cannot be set, and whoever writes, replaces or renames a
 * file changes it. The note of it is kept in the directory, so whoever could forge it
 * could write the files themselves. It is good for one run of the operating system, as a
 * file that a power failure has torn may have the time that it had before. Where the
 * system does not say which run this is, nothing is kept, and each process looks into
 * every file once. See {@code docs/decisions/0005-startup-cache.md}.
 */
public final class CheckedFiles {

	private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

	private final Path directory;

	private final Path note;

	private final boolean inodes;

	/** By name of the file. */
	private final Map<String, State> checked = new HashMap<>();

	private boolean changed;

	/** Looks into a file. */
	public interface Check {

		/**
		 * Tells whether a file is what it should be.
		 * @param file the file
		 * @return {@code false} if it is not
		 * @throws IOException if that cannot be told
		 */
		boolean isSound(Path file) throws IOException;

	}

	/**
	 * What a file is like from outside.
	 *
	 * @param number number of its inode
	 * @param size its size
	 * @param changed when it was changed last, in nanoseconds
	 */
	private record State(long number, long size, long changed) {

		private static final String INODE = "unix:ino,size,ctime,isRegularFile";

		static @Nullable State of(BasicFileAttributes file) {
			return file.isRegularFile() ? new State(0, file.size(), nanos(file.lastModifiedTime())) : null;
		}

		static @Nullable State of(Map<String, Object> inode) {
			return Boolean.TRUE.equals(inode.get("isRegularFile")) ? new State(number(inode.get("ino")),
					number(inode.get("size")), nanos((FileTime) Objects.requireNonNull(inode.get("ctime")))) : null;
		}

		private static long number(@Nullable Object value) {
			return ((Number) Objects.requireNonNull(value)).longValue();
		}

		private static long nanos(FileTime time) {
			return time.to(TimeUnit.NANOSECONDS);
		}

		static State parse(String[] words) {
			return new State(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
		}

		String line(String name) {
			return this.number + " " + this.size + " " + this.changed + " " + name + "\n";
		}

	}

	/**
	 * Reads what is known about the files of a directory.
	 * @param directory a directory that only this user can write
	 * @param name name of the note in it
	 */
	public CheckedFiles(Path directory, String name) {
		this.directory = directory;
		this.note = directory.resolve(name);
		this.inodes = directory.getFileSystem().supportedFileAttributeViews().contains("unix");
		this.checked.putAll(read());
	}

	/**
	 * Tells whether a file is what it should be. It is looked into only if that is not
	 * known.
	 * @param file a file of the directory
	 * @param check looks into it
	 * @return what the check has said, now or earlier; {@code false} if it is no file
	 * @throws IOException if the check does
	 */
	public synchronized boolean isSound(Path file, Check check) throws IOException {
		// Before it is looked into, so that a change meanwhile is noticed next time
		State state = state(file);
		if (state == null || !(state.equals(this.checked.get(name(file))) || check.isSound(file))) {
			return false;
		}
		keep(file, state);
		return true;
	}

	/**
	 * Remembers a file that has just been made.
	 * @param file a file of the directory
	 */
	public synchronized void add(Path file) {
		State state = state(file);
		if (state != null) {
			keep(file, state);
		}
	}

	private void keep(Path file, State state) {
		this.changed |= !state.equals(this.checked.put(name(file), state));
	}

	/**
	 * Makes what is new known to other processes. If two do so at once, one may be
	 * forgotten, and its files are looked into again.
	 */
	public synchronized void save() {
		String boot = this.changed ? boot() : null;
		if (boot == null) {
			return;
		}
		try {
			Path draft = Files.createTempFile(this.directory, "draft", ".tmp");
			try {
				Files.writeString(draft, text(boot, state(draft)));
				Files.move(draft, this.note, StandardCopyOption.ATOMIC_MOVE);
				this.changed = false;
			}
			finally {
				Files.deleteIfExists(draft);
			}
		}
		catch (IOException ex) {
			// The directory is gone or full. Then everything is looked into again
		}
	}

	/**
	 * The times of files advance in steps of some milliseconds. What was changed in this
	 * one is left out, as it could be changed again without a trace.
	 */
	private String text(String boot, @Nullable State now) {
		Map<String, State> all = read();
		all.putAll(this.checked);
		StringBuilder text = new StringBuilder(boot).append('\n');
		all.forEach((name, state) -> {
			if (now != null && state.changed() < now.changed() && Files.exists(this.directory.resolve(name))) {
				text.append(state.line(name));
			}
		});
		return text.toString();
	}

	private Map<String, State> read() {
		Map<String, State> known = new HashMap<>();
		try {
			List<String> lines = Files.readAllLines(this.note);
			if (!lines.isEmpty() && lines.get(0).equals(boot())) {
				for (String line : lines.subList(1, lines.size())) {
					String[] words = line.split(" ", 4);
					known.put(words[3], State.parse(words));
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// None yet, or damaged: then everything that it does not say is looked into
		}
		return known;
	}

	/** Which run of the system this is, {@code null} if it does not say. */
	private static @Nullable String boot() {
		try {
			String boot = Files.readString(BOOT, StandardCharsets.US_ASCII).strip();
			return boot.isEmpty() ? null : boot;
		}
		catch (IOException ex) {
			return null;
		}
	}

	/** Returns {@code null} for what is no file. */
	private @Nullable State state(Path file) {
		try {
			return this.inodes ? State.of(Files.readAttributes(file, State.INODE, LinkOption.NOFOLLOW_LINKS))
					: State.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static String name(Path file) {
		return file.getFileName().toString();
	}

}
