package io.aiopool.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * How often the kernel has killed for want of memory: in the control group of this
 * process where it says so, else on this machine. Thread-safe.
 */
public final class OomKills {

	private static final String COUNTER = "oom_kill ";

	private final List<Path> files;

	private long known;

	/** Begins to count. */
	public OomKills() {
		this(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
	}

	OomKills(Path proc, Path groups) {
		this.files = List.of(groups.resolve(group(proc)).resolve("memory.events"), proc.resolve("vmstat"));
		this.known = count();
	}

	/** Of the second version, which has one hierarchy. */
	private static String group(Path proc) {
		try {
			for (String line : Files.readAllLines(proc.resolve("self/cgroup"))) {
				if (line.startsWith("0::/")) {
					return line.substring("0::/".length());
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// Other systems have none
		}
		return "";
	}

	/**
	 * Tells whether there was another one.
	 * @return whether it has killed since this was asked last; {@code false} where the
	 * system does not say
	 */
	public synchronized boolean haveGrown() {
		long count = count();
		boolean grown = count > this.known;
		this.known = count;
		return grown;
	}

	private long count() {
		for (Path file : this.files) {
			try {
				for (String line : Files.readAllLines(file)) {
					if (line.startsWith(COUNTER)) {
						return Long.parseLong(line.substring(COUNTER.length()).strip());
					}
				}
			}
			catch (IOException | NumberFormatException | InvalidPathException ex) {
				// The next one may tell
			}
		}
		return 0;
	}

}
