package io.aiopool.launch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes that a child started, and those that they started.
 *
 * <p>
 * A process whose parent died belongs to nobody that can be asked. So every child gets an
 * environment variable of its own, which its descendants inherit, and where the
 * environment of processes can be read, those left behind are found by it.
 */
final class Descendants {

	static final String MARKER = "AIOPOOL_WORKER";

	/** Each round finds what was started during the one before. */
	private static final int MOST_ROUNDS = 5;

	private Descendants() {
	}

	/**
	 * Kills a process and all below it, listed before it dies.
	 * @param process a child of this process
	 */
	static void killWith(Process process) {
		List<ProcessHandle> listed = list(process);
		// Neither call signals a process id that has been given to another process:
		// Process knows whether it was reaped, ProcessHandle compares start times
		process.destroyForcibly();
		listed.forEach(ProcessHandle::destroyForcibly);
	}

	/** The list takes a descriptor, and to kill must not depend on one. */
	private static List<ProcessHandle> list(Process process) {
		try {
			return process.descendants().toList();
		}
		catch (RuntimeException ex) {
			// Then they are found by their marker, once their parent is dead
			return List.of();
		}
	}

	/**
	 * Returns the marker of one child.
	 * @param run the directory of its pool
	 * @param child number of the child
	 * @return the value of the environment variable
	 */
	static String marker(Path run, long child) {
		// Ends in a dot so that none is the beginning of another
		return markers(run) + child + ".";
	}

	/** What the markers of all children of a pool begin with. */
	static String markers(Path run) {
		return run.getFileName() + "/";
	}

	/**
	 * Kills what dead processes have left behind.
	 * @param marker a marker, or the beginning of several
	 */
	static void killLeftBehind(String marker) {
		if (!Proc.isAvailable()) {
			return;
		}
		byte[] beginning = (MARKER + "=" + marker).getBytes(StandardCharsets.US_ASCII);
		for (int round = 0; round < MOST_ROUNDS; round++) {
			// The handle is made, with its start time, before the environment is read
			List<ProcessHandle> left = ProcessHandle.allProcesses()
				.filter((process) -> Proc.hasEnvironment(process.pid(), beginning))
				.toList();
			if (left.stream().noneMatch(ProcessHandle::destroyForcibly)) {
				return;
			}
		}
	}

}
