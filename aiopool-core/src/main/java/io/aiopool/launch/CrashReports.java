package io.aiopool.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the fatal error logs of children go: a private directory that outlives the pool.
 * The {@value #KEPT} newest are kept.
 */
final class CrashReports {

	private static final Logger logger = System.getLogger(CrashReports.class.getName());

	static final int KEPT = 20;

	private final Path directory;

	private final String prefix;

	CrashReports(RunDirectory run) {
		this.directory = directory(run);
		this.prefix = "hs_err-" + run.path().getFileName() + "-";
		prune();
	}

	/**
	 * Returns where a child is to write.
	 * @param slot the slot of the worker
	 * @param generation which worker of the slot it is
	 * @return the path, known without its process id
	 */
	Path file(int slot, int generation) {
		ensureDirectory();
		return this.directory.resolve(this.prefix + slot + "." + generation + ".log");
	}

	/** A cleaner may have removed it, and a JVM makes none. */
	private void ensureDirectory() {
		try {
			if (!Files.isDirectory(this.directory)) {
				RunDirectoryBase.evidence();
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.log(Level.DEBUG, "Workers cannot write crash reports to " + this.directory, ex);
		}
	}

	private static Path directory(RunDirectory run) {
		try {
			return RunDirectoryBase.evidence();
		}
		catch (IOException ex) {
			logger.log(Level.WARNING, "Crash reports of workers will be lost when the pool is closed: " + ex);
			return run.path();
		}
	}

	/** A child has ended; if it has left a report, an old one makes room. */
	void ended(ChildProcess child) {
		if (child.crashReport() != null) {
			prune();
		}
	}

	private void prune() {
		try (Stream<Path> files = Files.list(this.directory)) {
			List<Path> newestFirst = files.filter((file) -> file.getFileName().toString().startsWith("hs_err-"))
				.sorted(Comparator.comparing(CrashReports::modified).reversed())
				.toList();
			for (Path file : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | RuntimeException ex) {
			logger.log(Level.DEBUG, "Old crash reports are left in " + this.directory, ex);
		}
	}

	private static FileTime modified(Path file) {
		try {
			return Files.getLastModifiedTime(file);
		}
		catch (IOException ex) {
			return FileTime.fromMillis(0);
		}
	}

}
