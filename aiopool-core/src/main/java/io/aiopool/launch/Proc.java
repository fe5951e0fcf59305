package io.aiopool.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/**
 * What Linux tells about processes below {@code /proc}. Every answer may be "unknown", as
 * it is on other systems.
 */
final class Proc {

	static final long UNKNOWN = -1;

	private static final Path ROOT = Path.of("/proc");

	/**
	 * Start time is the 22nd field of a stat line, the state after the name the third.
	 */
	private static final int START_AFTER_NAME = 22 - 3;

	private static final int LARGEST_ENVIRONMENT = 2 << 20;

	private static final String OOM_SCORE = "500";

	private Proc() {
	}

	static boolean isAvailable() {
		return Files.isReadable(ROOT.resolve("self/stat"));
	}

	/**
	 * Tells apart the processes that have had the same id, one after the other.
	 * @param process a process
	 * @return the clock ticks between boot and start of the process, which do not change
	 * when the clock is set; where there is no {@code /proc}, the start in milliseconds
	 * after an {@code x}
	 */
	static String startMark(ProcessHandle process) {
		long ticks = startTicks(process.pid());
		if (ticks != UNKNOWN) {
			return Long.toString(ticks);
		}
		return "x" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	private static long startTicks(long pid) {
		try {
			String stat = Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1);
			// The name of the program stands in parentheses and may contain anything
			String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return Long.parseLong(afterName[START_AFTER_NAME]);
		}
		catch (IOException | RuntimeException ex) {
			return UNKNOWN;
		}
	}

	/**
	 * Returns the resident memory of a process. Read from {@code status}, which counts in
	 * kilobytes, as {@code statm} counts in pages whose size Java does not tell.
	 * @param pid its id
	 * @return bytes, or {@link #UNKNOWN}
	 */
	static long residentMemory(long pid) {
		try {
			for (String line : Files.readAllLines(file(pid, "status"), StandardCharsets.ISO_8859_1)) {
				if (line.startsWith("VmRSS:")) {
					return Long.parseLong(line.replaceAll("\\D", "")) << 10;
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// Gone, or not Linux
		}
		return UNKNOWN;
	}

	/**
	 * Makes the kernel kill this process rather than its parent when memory runs out:
	 * that the parent survives is what the child is for.
	 * @param pid the child
	 */
	static void offerToOomKiller(long pid) {
		try {
			Files.writeString(file(pid, "oom_score_adj"), OOM_SCORE);
		}
		catch (IOException ex) {
			// Not Linux, gone already, or not allowed here
		}
	}

	/**
	 * Tells whether a process was started with an environment variable.
	 * @param pid its id
	 * @param beginning {@code NAME=value}, or the beginning of that
	 * @return {@code false} also if its environment cannot be read
	 */
	static boolean hasEnvironment(long pid, byte[] beginning) {
		try (InputStream in = Files.newInputStream(file(pid, "environ"))) {
			byte[] environment = in.readNBytes(LARGEST_ENVIRONMENT);
			for (int start = 0; start < environment.length;) {
				int end = start;
				while (end < environment.length && environment[end] != 0) {
					end++;
				}
				int compared = Math.min(end, start + beginning.length);
				if (Arrays.equals(environment, start, compared, beginning, 0, beginning.length)) {
					return true;
				}
				start = end + 1;
			}
		}
		catch (IOException ex) {
			// Gone, of another user, or not Linux
		}
		return false;
	}

	private static Path file(long pid, String name) {
		return ROOT.resolve(pid + "/" + name);
	}

}
