package io.aiopool.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes what pools have left behind whose process died without closing them.
 *
 * <p>
 * A directory goes only if the process named by it is gone <em>and</em> its lock is free:
 * containers may share the place but not see each other's processes.
 */
final class RunDirectorySweep {

	private static final Logger logger = System.getLogger(RunDirectorySweep.class.getName());

	private static final Pattern NAME = Pattern.compile("(\\d+)-(x?\\d+)-[0-9a-z]+");

	/** Longer than it takes to make a lock in a new directory. */
	private static final Duration YOUNG = Duration.ofMinutes(1);

	private RunDirectorySweep() {
	}

	static void sweep(Path user) throws IOException {
		// Own locks must not even be opened: closing any channel would release them
		String own = RunDirectory.ownPrefix();
		try (Stream<Path> directories = Files.list(user)) {
			directories.filter((directory) -> !directory.getFileName().toString().startsWith(own))
				.filter(RunDirectorySweep::isAbandoned)
				.forEach((directory) -> {
					logger.log(Level.DEBUG, () -> "Removing " + directory + ", left behind by a dead process");
					// Somebody may have killed the guard as well
					Descendants.killLeftBehind(Descendants.markers(directory));
					PrivateDirectories.delete(directory);
				});
		}
	}

	private static boolean isAbandoned(Path directory) {
		Matcher name = NAME.matcher(directory.getFileName().toString());
		if (!name.matches() || lives(Long.parseLong(name.group(1)), name.group(2))) {
			return false;
		}
		try (FileChannel lock = FileChannel.open(directory.resolve(RunDirectory.LOCK), StandardOpenOption.WRITE)) {
			return lock.tryLock() != null;
		}
		catch (NoSuchFileException ex) {
			return isOld(directory);
		}
		catch (IOException | OverlappingFileLockException ex) {
			return false;
		}
	}

	private static boolean lives(long pid, String startMark) {
		return ProcessHandle.of(pid).filter((process) -> Proc.startMark(process).equals(startMark)).isPresent();
	}

	private static boolean isOld(Path directory) {
		try {
			return Files.getLastModifiedTime(directory).toInstant().isBefore(Instant.now().minus(YOUNG));
		}
		catch (IOException ex) {
			return false;
		}
	}

}
