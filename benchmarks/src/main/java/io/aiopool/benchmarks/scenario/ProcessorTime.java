package io.aiopool.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How long processors have worked for the threads of some processes, to the nanosecond: a
 * process as a whole is only known in hundredths of a second, which is more than an idle
 * one takes.
 */
final class ProcessorTime {

	private final Map<Path, Long> threads = new HashMap<>();

	private ProcessorTime() {
	}

	/** Of this process and others together, up to now. */
	static ProcessorTime of(Collection<Long> pids) {
		return of(pids, (thread) -> true);
	}

	/**
	 * Of others, and of some threads of this process.
	 * @param own chooses threads of this process by the beginning of their names
	 */
	static ProcessorTime of(Collection<Long> pids, Predicate<String> own) {
		ProcessorTime time = new ProcessorTime();
		time.add(ProcessHandle.current().pid(), own);
		pids.forEach((pid) -> time.add(pid, (thread) -> true));
		return time;
	}

	private void add(long pid, Predicate<String> chosen) {
		try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
			for (Path thread : all) {
				add(thread, chosen);
			}
		}
		catch (IOException ex) {
			// There is no such process, or no such directory on this system.
		}
	}

	private void add(Path thread, Predicate<String> chosen) {
		try {
			if (chosen.test(Files.readString(thread.resolve("comm")))) {
				String spent = Files.readString(thread.resolve("schedstat")).split(" ")[0];
				this.threads.put(thread, Long.parseLong(spent));
			}
		}
		catch (IOException ex) {
			// It has ended meanwhile.
		}
	}

	/** What threads that live have spent since then. */
	Duration since(ProcessorTime before) {
		long nanos = 0;
		for (Map.Entry<Path, Long> thread : this.threads.entrySet()) {
			nanos += thread.getValue() - before.threads.getOrDefault(thread.getKey(), 0L);
		}
		return Duration.ofNanos(nanos);
	}

}
