package io.aiopool;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
 */
public record JvmSettings(@Nullable Path executable, long maxHeap, List<String> args, Map<String, String> environment,
		@Nullable Path workingDirectory, List<String> commandPrefix, int niceness, int debugPort) {

	/** This process's {@code java}, a heap by the size of the machine, nothing else. */
	public static final JvmSettings DEFAULTS = new JvmSettings(null, 0, List.of(), Map.of(), null, List.of(), 0, 0);

	private static final long LEAST_HEAP = 8L << 20;

	private static void checkVariable(String name) {
		if (name.isBlank() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException(
					"jvm.environment must have names that are not blank and without '=', but had '" + name + "'");
		}
	}

	public JvmSettings {
		if (maxHeap != 0) {
			Checks.atLeast("jvm.max-heap", maxHeap, LEAST_HEAP);
		}
		Checks.between("jvm.niceness", niceness, 0, 19);
		Checks.between("jvm.debug-port", debugPort, 0, 65_535);
		environment.keySet().forEach(JvmSettings::checkVariable);
		args = List.copyOf(args);
		environment = Map.copyOf(environment);
		commandPrefix = List.copyOf(commandPrefix);
	}

	public JvmSettings withMaxHeap(long maxHeap) {
		return new JvmSettings(this.executable, maxHeap, this.args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort);
	}

	public JvmSettings withArgs(List<String> args) {
		return new JvmSettings(this.executable, this.maxHeap, args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort);
	}

	public JvmSettings withExecutable(@Nullable Path executable) {
		return new JvmSettings(executable, this.maxHeap, this.args, this.environment, this.workingDirectory,
				this.commandPrefix, this.niceness, this.debugPort);
	}

	/** Values of variables may be secrets all the same, so they are left out. */
	@Override
	public String toString() {
		return "JvmSettings[executable=" + this.executable + ", maxHeap=" + this.maxHeap + ", args=" + this.args
				+ ", environment=" + this.environment.keySet() + ", workingDirectory=" + this.workingDirectory
				+ ", commandPrefix=" + this.commandPrefix + ", niceness=" + this.niceness + ", debugPort="
				+ this.debugPort + "]";
	}

}
