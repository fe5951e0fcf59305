package io.aiopool.launch;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.aiopool.JvmSettings;

/**
 * Chooses the options that make a JVM a good child: small, quick to start, fully
 * optimising, always stoppable. Options of this JVM are never passed on: it may run with
 * the first compiler only, a debug agent, or a heap for the whole machine.
 */
final class JvmOptions {

	private static final long MOST_HEAP = 512L << 20;

	private static final long LEAST_HEAP = 16L << 20;

	/**
	 * Up to here the serial collector is at least as fast, without threads of its own.
	 */
	private static final long SMALL_HEAP = 2L << 30;

	private static final Pattern HEAP = Pattern.compile("-Xmx.*|-XX:(MaxHeapSize|MaxRAM|MaxRAMPercentage)=.*");

	private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

	private JvmOptions() {
	}

	/**
	 * Chooses the options.
	 * @param jvm the settings; where its own arguments conflict with a choice, the choice
	 * is not made
	 * @param processes how many children share the machine
	 * @return options for the {@code java} command
	 */
	static List<String> choose(JvmSettings jvm, int processes) {
		List<String> options = new ArrayList<>();
		long heap = (jvm.maxHeap() != 0) ? jvm.maxHeap() : defaultHeap(processes);
		if (!given(jvm, HEAP)) {
			// Never the JVM's own choice, a quarter of the machine for each child
			options.add("-Xmx" + (heap >> 10) + "k");
			// Memory is only taken once touched; less would mean a tiny young generation
			options.add("-Xms" + (Math.max(heap / 8, Math.min(heap, LEAST_HEAP)) >> 10) + "k");
		}
		if (heap <= SMALL_HEAP && !given(jvm, COLLECTOR)) {
			options.add("-XX:+UseSerialGC");
		}
		// The default of the concurrent collectors only. With the others, one counted
		// loop
		// of a task keeps all of the child waiting: thread dump, collection, even halt
		options.add("-XX:+UseCountedLoopSafepoints");
		options.add("-XX:LoopStripMiningIter=1000");
		// The children share the processors, and size their thread pools by them
		options.add("-XX:ActiveProcessorCount=" + processors(processes));
		// Exit status 3 the moment the heap is exhausted: no half-alive child
		options.add("-XX:+ExitOnOutOfMemoryError");
		// No memory-mapped statistics file: writing it can stall a JVM on a busy disk,
		// and a child that is killed leaves it behind. jcmd <pid> works without
		options.add("-XX:-UsePerfData");
		options.add("-Djava.awt.headless=true");
		// The same default as here, whatever the options or the version of this JVM are
		options.add("-Dfile.encoding=" + Charset.defaultCharset().name());
		// What the child prints is read as UTF-8. Two names: up to 18, and since
		for (String stream : List.of("sun.stdout", "sun.stderr", "stdout", "stderr")) {
			options.add("-D" + stream + ".encoding=UTF-8");
		}
		options.add("-D" + ProcessLauncher.CHILD_PROPERTY + "=true");
		return options;
	}

	private static boolean given(JvmSettings jvm, Pattern option) {
		return jvm.args().stream().anyMatch((arg) -> option.matcher(arg).matches());
	}

	private static long defaultHeap(int processes) {
		return Math.max(LEAST_HEAP, Math.min(MOST_HEAP, memory() / 2 / processes));
	}

	private static int processors(int processes) {
		int available = Runtime.getRuntime().availableProcessors();
		int share = (available + processes - 1) / processes;
		// With a single one, the JVM and many libraries fall back to their worst choices
		return Math.min(available, Math.max(2, share));
	}

	/** The limit of the container, if there is one, else what the machine has. */
	private static long memory() {
		try {
			if (ManagementFactory
				.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
				return system.getTotalMemorySize();
			}
		}
		catch (LinkageError ex) {
			// An image without the management modules
		}
		// By default a JVM takes a quarter
		return Runtime.getRuntime().maxMemory() * 4;
	}

}
