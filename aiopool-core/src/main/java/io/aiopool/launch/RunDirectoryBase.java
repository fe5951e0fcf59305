package io.aiopool.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.aiopool.PoolUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Where the directories of pools are made: where the system property says, otherwise in
 * memory where Linux offers that, otherwise among the temporary files.
 */
final class RunDirectoryBase {

	static final String PROPERTY = "aiopool.directory";

	private static final Logger logger = System.getLogger(RunDirectoryBase.class.getName());

	private static final Path SHARED_MEMORY = Path.of("/dev/shm");

	/** On macOS, the directory for temporary files has too long a name for sockets. */
	private static final Path SHORT = Path.of("/tmp");

	private RunDirectoryBase() {
	}

	/**
	 * Makes the directory of a pool.
	 * @return the directory
	 * @throws PoolUnavailableException if there is no place for it
	 */
	static RunDirectory newRunDirectory() {
		List<String> reasons = new ArrayList<>();
		IOException last = null;
		for (Path base : bases()) {
			try {
				return RunDirectory.below(base);
			}
			catch (IOException ex) {
				last = ex;
				reasons.add(reason(base, ex));
				logger.log(Level.DEBUG, () -> "Directory " + base + " cannot be used", ex);
			}
		}
		throw new PoolUnavailableException("Cannot make a private directory for the pool: " + String.join("; ", reasons)
				+ ". Set the system property " + PROPERTY + " to a writable directory with a short path and space left",
				last);
	}

	/**
	 * Returns where evidence is kept that must outlive the pool.
	 * @return an existing directory of this user
	 * @throws IOException if there is no place for it
	 */
	static Path evidence() throws IOException {
		Path configured = configured();
		Path user = PrivateDirectories.ofUser((configured != null) ? configured : temporary());
		Path evidence = user.resolve("crashes");
		PrivateDirectories.ensure(evidence);
		return evidence;
	}

	private static Set<Path> bases() {
		Path configured = configured();
		if (configured != null) {
			return Set.of(configured);
		}
		Set<Path> bases = new LinkedHashSet<>();
		for (Path base : List.of(SHARED_MEMORY, temporary(), SHORT)) {
			if (Files.isDirectory(base) && Files.isWritable(base)) {
				bases.add(base);
			}
		}
		return bases.isEmpty() ? Set.of(temporary()) : bases;
	}

	private static @Nullable Path configured() {
		String directory = System.getProperty(PROPERTY);
		if (directory == null) {
			return null;
		}
		try {
			if (directory.isBlank()) {
				throw new InvalidPathException(directory, "blank");
			}
			return Path.of(directory).toAbsolutePath();
		}
		catch (InvalidPathException ex) {
			throw new PoolUnavailableException("The system property " + PROPERTY + " is not a path: '" + directory
					+ "'. Set it to a writable directory", ex);
		}
	}

	private static Path temporary() {
		return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
	}

	private static String reason(Path base, IOException ex) {
		if (!Files.isDirectory(base)) {
			return base + " is not a directory";
		}
		if (!Files.isWritable(base)) {
			return base + " is not writable";
		}
		return "below " + base + ": " + ex;
	}

}
