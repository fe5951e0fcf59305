package io.aiopool.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The private directory of one pool: its sockets and the files that it shares with its
 * children. Thread-safe.
 *
 * <p>
 * It lies below a directory of the user, see {@link RunDirectoryBase}, and its name says
 * to which process it belongs. As that may be a process of another container, its owner
 * also holds a lock in it, and whoever finds neither alive sweeps it away.
 */
public final class RunDirectory {

	static final String LOCK = "owner";

	/** Longest path of a Unix domain socket that Java accepts, in bytes. */
	static final int LONGEST_SOCKET_PATH = 106;

	private static final int RANDOM = 8;

	/** The length of "/w1023.2147483647". */
	private static final int SOCKET_NAME = 17;

	/** Enough for what a pool puts here, so that a full disk is found out at once. */
	private static final int PROBE = 64 << 10;

	private final Path path;

	private @Nullable FileChannel lock;

	private boolean deleted;

	private RunDirectory(Path path) {
		this.path = path;
	}

	/**
	 * Makes a directory with a fresh name, and removes those whose processes are gone.
	 * @param base where
	 * @return the directory
	 * @throws IOException if it cannot be made, is not private, or is of no use
	 */
	static RunDirectory below(Path base) throws IOException {
		Path user = PrivateDirectories.ofUser(base);
		RunDirectorySweep.sweep(user);
		RunDirectory directory = new RunDirectory(user.resolve(ownPrefix() + randomName()));
		directory.verifyLength();
		directory.ensureExists();
		try {
			directory.verifySpace();
		}
		catch (IOException ex) {
			directory.delete();
			throw ex;
		}
		return directory;
	}

	/** Always of the same length, as it decides whether a socket can be bound. */
	private static String randomName() {
		StringBuilder name = new StringBuilder();
		new SecureRandom().ints(RANDOM, 0, 36).forEach((digit) -> name.append(Character.forDigit(digit, 36)));
		return name.toString();
	}

	static String ownPrefix() {
		ProcessHandle self = ProcessHandle.current();
		return self.pid() + "-" + Proc.startMark(self) + "-";
	}

	/**
	 * Returns where it is.
	 * @return an absolute path
	 */
	public Path path() {
		return this.path;
	}

	/**
	 * Returns the path of a file in it.
	 * @param name a plain file name
	 * @return the path, whether or not there is such a file
	 */
	public Path file(String name) {
		Path file = this.path.resolve(name).normalize();
		if (!this.path.equals(file.getParent())) {
			throw new IllegalArgumentException("Not a plain file name: '" + name + "'");
		}
		return file;
	}

	/**
	 * Returns the path for the Unix domain socket of a worker. It is never too long for
	 * one.
	 * @param slot the slot of the worker
	 * @param generation which worker of the slot it is
	 * @return the path, whether or not there is such a socket
	 */
	public Path socket(int slot, int generation) {
		return file("w" + slot + "." + generation);
	}

	/**
	 * Makes the directory again if something has removed it, as cleaners of temporary
	 * files do.
	 * @throws IOException if it cannot be made, or this directory was deleted by its
	 * owner
	 */
	public synchronized void ensureExists() throws IOException {
		if (this.deleted) {
			throw new NoSuchFileException(this.path.toString(), null, "deleted as its pool is closed");
		}
		if (this.lock != null && Files.exists(file(LOCK), LinkOption.NOFOLLOW_LINKS)) {
			return;
		}
		PrivateDirectories.ensure(Objects.requireNonNull(this.path.getParent()));
		PrivateDirectories.ensure(this.path);
		release();
		this.lock = FileChannel.open(file(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		try {
			this.lock.tryLock();
		}
		catch (IOException ex) {
			// No locks on this file system: the process id in the name has to do
		}
	}

	/**
	 * Makes sure that a file is there and has this content, whatever happened to it.
	 * @param name a plain file name
	 * @param content what it must contain
	 * @return its path
	 * @throws IOException if it cannot be written
	 */
	synchronized Path ensureFile(String name, byte[] content) throws IOException {
		ensureExists();
		Path file = file(name);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
				|| !Arrays.equals(content, Files.readAllBytes(file))) {
			Path complete = file(name + ".new");
			Files.deleteIfExists(complete);
			Files.write(complete, content, StandardOpenOption.CREATE_NEW);
			Files.move(complete, file, StandardCopyOption.ATOMIC_MOVE);
		}
		return file;
	}

	/** Deletes the directory. It stays deleted. */
	synchronized void delete() {
		this.deleted = true;
		PrivateDirectories.delete(this.path);
		try {
			release();
		}
		catch (IOException ex) {
			// Closing a channel to a file that is gone: nothing is left to be done
		}
	}

	private void release() throws IOException {
		if (this.lock != null) {
			this.lock.close();
			this.lock = null;
		}
	}

	private void verifyLength() throws IOException {
		Charset names = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
		int length = this.path.toString().getBytes(names).length + SOCKET_NAME;
		if (length > LONGEST_SOCKET_PATH) {
			throw new FileSystemException(this.path.toString(), null, "is too long for sockets, whose paths would have "
					+ length + " bytes of at most " + LONGEST_SOCKET_PATH);
		}
	}

	private void verifySpace() throws IOException {
		Path probe = file("probe");
		Files.write(probe, new byte[PROBE]);
		Files.delete(probe);
	}

}
