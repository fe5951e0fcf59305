package io.aiopool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How the JVM of a worker is started. Immutable.
 *
 * @param executable the {@code java} command; {@code null} for the one that runs this
 * process
 * @param maxHeap maximum heap in bytes; 0 for the smaller of 512 MiB and half the memory
 * divided by the number of processes
 * @param args further JVM options, after the pool's own so that they win
 * @param environment variables added to the inherited environment; never for secrets
 * @param workingDirectory working directory; {@code null} for this process's own
 * @param commandPrefix words put before the command, such as {@code taskset -c 1}
 * @param niceness how far the CPU priority of the workers is lowered, 0 to 19; needs the
 * {@code nice} command
 * @param debugPort port of the debug agent of slot 0, the next slots take the next ports;
 * 0 for none
 * @param systemProperties names of system properties of this JVM, or patterns such as
 * {@code acme.*}, that each worker is given as well. Their values travel over the private
 * connection, never on a command line. Time zone, locale, encoding, proxies without
 * credentials, the location of a trust store, DNS caching, the library path and the
 * directory for temporary files need not be named
 */
public record JvmSettings(@Nullable Path executable, long maxHeap, List<String> args, Map<String, String> environment,
		@Nullable Path workingDirectory, List<String> commandPrefix, int niceness, int debugPort,
		List<String> systemProperties) {

	/** This process's {@code java}, a heap by the size of the machine, nothing else. */
	public static final JvmSettings DEFAULTS = new JvmSettings(null, 0, List.of(), Map.of(), null, List.of(), 0, 0,
			List.of());

	private static final Set<String> TWO_WORDS = Set.of("--add-exports", "--add-modules", "--add-opens", "--add-reads",
			"--class-path", "--limit-modules", "--module-path", "--patch-module", "--upgrade-module-path", "-classpath",
			"-cp", "-p");

	private static final long LEAST_HEAP = 8L << 20;

	private static void checkVariable(String name) {
		if (name.isBlank() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException(
					"jvm.environment must have names that are not blank and without '=', but had '" + name + "'");
		}
	}

	/** Whatever is no option, a JVM takes for the name of the main class. */
	private static void checkArgs(List<String> args) {
		String before = "";
		for (String arg : args) {
			if (!arg.startsWith("-") && !arg.startsWith("@") && !TWO_WORDS.contains(before)) {
				throw new IllegalArgumentException("jvm.args must hold options of the java command, which begin with"
						+ " '-', but had '" + arg + "'");
			}
			before = arg;
		}
	}

	private static void checkPattern(String pattern) {
		int star = pattern.indexOf('*');
		if (pattern.isBlank() || star >= 0 && (star != pattern.length() - 1 || !pattern.endsWith(".*"))) {
			throw new IllegalArgumentException("jvm.system-properties must hold names of system properties such as"
					+ " acme.region, or patterns such as acme.*, but had '" + pattern + "'");
		}
	}

	public JvmSettings {
		if (maxHeap != 0) {
			Checks.atLeast("jvm.max-heap", maxHeap, LEAST_HEAP);
		}
		Checks.between("jvm.niceness", niceness, 0, 19);
		Checks.between("jvm.debug-port", debugPort, 0, 65_535);
		environment.keySet().forEach(JvmSettings::checkVariable);
		systemProperties.forEach(JvmSettings::checkPattern);
		args = List.copyOf(args);
		checkArgs(args);
		environment = Map.copyOf(environment);
		commandPrefix = List.copyOf(commandPrefix);
		systemProperties = List.copyOf(systemProperties);
	}

	public JvmSettings withMaxHeap(long maxHeap) {
		return new JvmSettings(this.executable, maxHeap, this.args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort, this.systemProperties);
	}

	public JvmSettings withArgs(List<String> args) {
		return new JvmSettings(this.executable, this.maxHeap, args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort, this.systemProperties);
	}

	public JvmSettings withExecutable(@Nullable Path executable) {
		return new JvmSettings(executable, this.maxHeap, this.args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort, this.systemProperties);
	}

	/**
	 * Returns these settings with other system properties that go along.
	 * @param systemProperties names, or patterns such as {@code acme.*}
	 * @return changed settings
	 * @throws IllegalArgumentException if something is neither name nor pattern
	 */
	public JvmSettings withSystemProperties(List<String> systemProperties) {
		return new JvmSettings(this.executable, this.maxHeap, this.args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort, systemProperties);
	}

	/** Values of variables may be secrets all the same, so they are left out. */
	@Override
	public String toString() {
		return "JvmSettings[executable=" + this.executable + ", maxHeap=" + this.maxHeap + ", args=" + this.args
				+ ", environment=" + this.environment.keySet() + ", workingDirectory=" + this.workingDirectory
				+ ", commandPrefix=" + this.commandPrefix + ", niceness=" + this.niceness + ", debugPort="
				+ this.debugPort + ", systemProperties=" + this.systemProperties + "]";
	}

}
