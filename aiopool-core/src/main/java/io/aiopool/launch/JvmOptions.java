package io.aiopool.launch;

import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.aiopool.JvmSettings;

/**
 * Chooses the options that make a JVM a good child: small, quick to start, fully
 * optimising, always stoppable. Options of this JVM are never passed on: it may run with
 * the first compiler only, a debug agent, or a heap for the whole machine.
 */
final class JvmOptions {

	/**
	 * Up to here the serial collector is at least as fast, without threads of its own.
	 */
	private static final long SMALL_HEAP = 2L << 30;

	private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

	/** Smaller heaps have compressed references. */
	private static final long COMPRESSED = 32L << 30;

	private static final Pattern HOTSPOT = Pattern.compile("HotSpot|OpenJDK");

	/** Later JDKs force no safepoints. Never zero, which would end deflation. */
	private static final List<Diagnostic> INTERVALS = List.of(new Diagnostic("-XX:AsyncDeflationInterval=1000", 17, 25),
			new Diagnostic("-XX:GuaranteedSafepointInterval=10000", 17, 22),
			new Diagnostic("-XX:ServiceThreadCleanupInterval=10000", 25, 25));

	private static final Pattern ARCHIVED = Pattern
		.compile("-XX:[+-](Use\\w+GC|UseCompressed\\w+|UseCompactObjectHeaders"
				+ "|Unlock\\w+Options)|-XX:ObjectAlignmentInBytes=.*|--enable-preview");

	/**
	 * An option that a JVM without it would refuse to start with.
	 *
	 * @param text what it says
	 * @param since the first JDK that is known to have it and needs it
	 * @param until the last one
	 */
	private record Diagnostic(String text, int since, int until) {

		boolean isKnownTo(int version) {
			return this.since <= version && version <= this.until;
		}

	}

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
		long heap = HeapSize.of(jvm, processes, HeapSize.memory());
		if (!given(jvm, HeapSize.OPTION)) {
			// Never the JVM's own choice, a quarter of the machine for each child
			options.add("-Xmx" + (heap >> 10) + "k");
			// Memory is only taken once touched; less would mean a tiny young generation
			options.add("-Xms" + (Math.max(heap / 8, Math.min(heap, HeapSize.LEAST)) >> 10) + "k");
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
		options.addAll(rarerWakeUps(jvm));
		options.add("-Djava.awt.headless=true");
		selectorProvider(jvm).ifPresent(options::add);
		// The same default as here, whatever the options or the version of this JVM are
		options.add("-Dfile.encoding=" + Charset.defaultCharset().name());
		// What the child prints is read as UTF-8. Two names: up to 18, and since
		for (String stream : List.of("sun.stdout", "sun.stderr", "stdout", "stderr")) {
			options.add("-D" + stream + ".encoding=UTF-8");
		}
		options.add("-D" + ProcessLauncher.CHILD_PROPERTY + "=true");
		return options;
	}

	/**
	 * Returns the options that an archive of prepared classes depends on. Agents and
	 * ports of the user's are not among them: the process that makes it is no worker.
	 * @param jvm the settings
	 * @return options for the {@code java} command that makes it
	 */
	static List<String> ofArchive(JvmSettings jvm) {
		List<String> options = new ArrayList<>(choose(jvm, 1));
		options.removeIf((option) -> !ARCHIVED.matcher(option).matches());
		if (jvm.maxHeap() >= COMPRESSED && !given(jvm, HeapSize.OPTION)) {
			options.add("-XX:-UseCompressedOops");
		}
		jvm.args().stream().filter((arg) -> ARCHIVED.matcher(arg).matches()).forEach(options::add);
		return options;
	}

	/**
	 * A worker without tasks wakes for its JVM more often than for all else: for monitors
	 * to be deflated, safepoints, tables to be cleaned. These options are diagnostic, so
	 * they are given only to JVMs that are known to have them, and what unlocks them is
	 * taken back before the user's own.
	 */
	private static List<String> rarerWakeUps(JvmSettings jvm) {
		if (jvm.executable() != null || !HOTSPOT.matcher(System.getProperty("java.vm.name", "")).find()) {
			return List.of();
		}
		List<String> options = new ArrayList<>();
		options.add("-XX:+UnlockDiagnosticVMOptions");
		int version = Runtime.version().feature();
		INTERVALS.stream().filter((option) -> option.isKnownTo(version)).map(Diagnostic::text).forEach(options::add);
		options.add("-XX:-UnlockDiagnosticVMOptions");
		return options;
	}

	/**
	 * The first socket looks for a provider in every jar of the class path, tens of
	 * milliseconds for a hundred of them. What it would find is known here.
	 */
	private static Optional<String> selectorProvider(JvmSettings jvm) {
		Class<?> provider = SelectorProvider.provider().getClass();
		boolean same = jvm.executable() == null && provider.getModule() == Object.class.getModule();
		return same ? Optional.of("-D" + SelectorProvider.class.getName() + "=" + provider.getName())
				: Optional.empty();
	}

	private static boolean given(JvmSettings jvm, Pattern option) {
		return jvm.args().stream().anyMatch((arg) -> option.matcher(arg).matches());
	}

	private static int processors(int processes) {
		int available = Runtime.getRuntime().availableProcessors();
		int share = (available + processes - 1) / processes;
		// With a single one, the JVM and many libraries fall back to their worst choices
		return Math.min(available, Math.max(2, share));
	}

}
