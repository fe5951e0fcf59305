package io.aiopool.launch;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aiopool.JvmSettings;

/**
 * How much heap a child may take, and how much memory there is. Stateless.
 */
public final class HeapSize {

	static final long LEAST = 16L << 20;

	private static final long MOST = 512L << 20;

	/** Options of users that decide about the heap. */
	static final Pattern OPTION = Pattern.compile("-Xmx.*|-XX:(MaxHeapSize|MaxRAM|MaxRAMPercentage)=.*");

	private static final Pattern BYTES = Pattern.compile("(?:-Xmx|-XX:MaxHeapSize=)(\\d+)([kKmMgGtT]?)");

	private static final Pattern PERCENTAGE = Pattern.compile("-XX:MaxRAMPercentage=(\\d+(?:\\.\\d+)?)");

	private static final String UNITS = "kmgt";

	private HeapSize() {
	}

	/**
	 * Returns how much heap a child may take.
	 * @param jvm settings of its JVM
	 * @param processes how many children share the machine
	 * @param memory how much memory there is
	 * @return bytes
	 */
	public static long of(JvmSettings jvm, int processes, long memory) {
		long heap = (jvm.maxHeap() != 0) ? jvm.maxHeap() : Math.max(LEAST, Math.min(MOST, memory / 2 / processes));
		for (String arg : jvm.args()) {
			// The last one wins, as in the JVM.
			heap = given(arg, memory, heap);
		}
		return heap;
	}

	private static long given(String arg, long memory, long otherwise) {
		Matcher bytes = BYTES.matcher(arg);
		if (bytes.matches()) {
			int unit = bytes.group(2).isEmpty() ? -1 : UNITS.indexOf(bytes.group(2).toLowerCase(Locale.ROOT));
			return Long.parseLong(bytes.group(1)) << 10 * (unit + 1);
		}
		Matcher percentage = PERCENTAGE.matcher(arg);
		return percentage.matches() ? (long) (memory * Double.parseDouble(percentage.group(1)) / 100) : otherwise;
	}

	/**
	 * Returns how much memory this process and its children have.
	 * @return the limit of the container, if there is one, else what the machine has, in
	 * bytes
	 */
	public static long memory() {
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
