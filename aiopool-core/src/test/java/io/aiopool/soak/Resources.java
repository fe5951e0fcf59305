package io.aiopool.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.UnixOperatingSystemMXBean;
import io.aiopool.ProcessPool;

/**
 * What this process holds at one moment. Only to be looked at when nothing goes on.
 *
 * @param descriptors open files, sockets and pipes
 * @param threads threads of Java, without those that the JDK keeps for a minute after a
 * process has ended
 * @param zombies children that have not been reaped
 * @param workers live workers of the pools
 * @param recorders files of workers in the directories of the pools
 * @param heap the objects that live
 */
record Resources(long descriptors, List<String> threads, long zombies, int workers, int recorders, LiveObjects heap) {

	static Resources look(Path directory, ProcessPool... pools) throws IOException {
		int workers = Stream.of(pools).mapToInt((pool) -> pool.workers().size()).sum();
		UnixOperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
		// First, since descriptors that nobody holds any more are closed by a collection.
		LiveObjects heap = LiveObjects.count();
		return new Resources(system.getOpenFileDescriptorCount(), liveThreads(), countZombies(), workers,
				countRecorders(directory), heap);
	}

	static List<String> liveThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> !name.startsWith("process reaper") && !name.startsWith("ForkJoinPool.commonPool"))
			.sorted()
			.toList();
	}

	private static long countZombies() {
		long self = ProcessHandle.current().pid();
		return ProcessHandle.current().children().map((child) -> stat(child.pid())).filter((stat) -> {
			String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
			return fields.length > 1 && fields[0].equals("Z") && fields[1].equals(Long.toString(self));
		}).count();
	}

	private static String stat(long pid) {
		try {
			return Files.readString(Path.of("/proc/" + pid + "/stat"));
		}
		catch (IOException ex) {
			// It has ended meanwhile.
			return "";
		}
	}

	private static int countRecorders(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return (int) files.filter((file) -> file.getFileName().toString().matches("w\\d+-\\d+")).count();
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
