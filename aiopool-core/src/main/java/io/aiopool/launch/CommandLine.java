package io.aiopool.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.JvmSettings;
import io.aiopool.LaunchSettings;
import io.aiopool.LaunchStrategy;
import io.aiopool.LaunchStrategy.Launch;
import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Everything about the start of a child that is the same for all children of a pool,
 * checked once, but for the files with its classes: they are looked at before each start,
 * as a cleaner may have been at work, and found again if they have changed. Thread-safe.
 */
final class CommandLine {

	private static final Logger logger = System.getLogger(CommandLine.class.getName());

	private static final int MOST_PORT = 65_535;

	/** All of them change how a JVM starts: agents, ports and heaps of the parent. */
	private static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS",
			"OPENJ9_JAVA_OPTIONS", "IBM_JAVA_OPTIONS", "CLASSPATH");

	private static final String ARCHIVE_HEAP = "-Xmx64m";

	/** Named only, as what runs in a child is nothing to load here. */
	private static final String ARCHIVE_MAIN = "io.aiopool.child.Rehearsal";

	private static final String ARGUMENT_FILE = "classes.args";

	private static final Path SHELL = Path.of("/bin/sh");

	/** Where a process finds what its descriptor 3 stands for. */
	private static final Path MOVED_INPUT = Path.of("/dev/fd/3");

	/**
	 * Moves the pipe from here to another descriptor, which no process inherits that the
	 * child starts: one that read the standard input would wait as long as the child
	 * lives, and take what is meant for that.
	 */
	private static final List<String> MOVE_INPUT = List.of(SHELL.toString(), "-c",
			"exec 3<&0 </dev/null && exec \"$@\"", "sh");

	private final JvmSettings jvm;

	private final int processes;

	private final Path java;

	private final boolean movesInput;

	private final List<String> program;

	private final List<String> options;

	private final LaunchSettings settings;

	private final LaunchStrategy strategy;

	private final String mainClass;

	/** Replaced under the lock of this. */
	private volatile ResolvedLaunch resolved;

	CommandLine(PoolSettings settings, String mainClass) {
		this.jvm = settings.jvm();
		this.settings = settings.launch();
		this.processes = settings.processes();
		verifyDebugPort();
		verifyWorkingDirectory();
		this.java = Executables.java(this.jvm.executable());
		this.movesInput = canMoveInput();
		this.program = program();
		this.options = JvmOptions.choose(this.jvm, settings.processes());
		InheritedProperties.tellWhatStaysBehind(settings.name(), this.jvm);
		LaunchStrategy strategy = settings.launch().strategy();
		this.strategy = (strategy != null) ? strategy : LaunchStrategy.ofThisJvm();
		this.mainClass = mainClass;
		this.resolved = resolve(this.strategy.resolve(mainClass));
	}

	private ResolvedLaunch resolve(Launch launch) {
		// Before anything reads them, so that what changes meanwhile is noticed next time
		LaunchFiles files = LaunchFiles.of(launch);
		WorkerJars jars = WorkerJars.of(launch);
		StartupArchive archive = StartupArchive.of(this.settings, this.java, this.jvm.args(),
				JvmOptions.ofArchive(this.jvm), jars);
		return new ResolvedLaunch(launch.mainClass(), ArgumentFile.content(jars.first(launch)), files, archive);
	}

	/**
	 * Returns the launch with all its files. What a strategy has copied, it copies again;
	 * what nobody can restore is a reason not to start.
	 */
	private synchronized ResolvedLaunch intact() throws IOException {
		ResolvedLaunch known = this.resolved;
		String changed = known.changed();
		if (changed == null) {
			return known;
		}
		ResolvedLaunch restored = resolve(resolveAgain(changed));
		known.files().verify(restored.files());
		this.resolved = restored;
		logger.log(Level.INFO,
				"{0} was missing or had changed since the last start of a worker: what workers start with was looked for again",
				changed);
		return restored;
	}

	private Launch resolveAgain(String changed) throws IOException {
		try {
			return this.strategy.resolve(this.mainClass);
		}
		catch (RuntimeException ex) {
			throw new IOException(changed + " is missing or has changed, and cannot be restored: " + ex.getMessage(),
					ex);
		}
	}

	/**
	 * Prepares the start of one child.
	 * @param worker what a list of processes is to show of it
	 * @param directory where the file with the class path is
	 * @param crashReport where the child is to write its fatal error log
	 * @param log where its JVM is to write what it has to say itself
	 * @param debugPort port of the debug agent, 0 for none
	 * @return a builder with command, working directory and environment
	 * @throws IOException if the file with the class path cannot be written, or something
	 * on the class path is gone and cannot be restored
	 */
	ProcessBuilder prepare(String worker, RunDirectory directory, Path crashReport, VmLog log, int debugPort)
			throws IOException {
		ResolvedLaunch resolved = intact();
		List<String> command = new ArrayList<>(this.program);
		// First, as lists of processes are cut
		command.add("-D" + ProcessLauncher.WORKER_PROPERTY + "=" + worker);
		command.addAll(this.options);
		command.addAll(InheritedProperties.options(this.jvm));
		if (resolved.archive() != null) {
			command.addAll(resolved.archive().options());
		}
		command.add("-XX:ErrorFile=" + crashReport);
		if (this.movesInput) {
			command.add("-D" + ProcessLauncher.INPUT_PROPERTY + "=" + MOVED_INPUT);
		}
		command.addAll(log.options());
		if (debugPort > 0) {
			command.add("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:" + debugPort);
		}
		// Last, so that they win
		command.addAll(this.jvm.args());
		command.add("@" + directory.ensureFile(ARGUMENT_FILE, resolved.arguments()));
		command.add(resolved.mainClass());
		ProcessBuilder builder = new ProcessBuilder(command);
		if (this.jvm.workingDirectory() != null) {
			builder.directory(this.jvm.workingDirectory().toFile());
		}
		builder.environment().keySet().removeAll(JVM_VARIABLES);
		builder.environment().putAll(this.jvm.environment());
		return builder;
	}

	/**
	 * Prepares the process that makes the archive: no worker, and in nobody's way.
	 * @param directory where it has its files
	 * @param crashReport where it is to write its fatal error log
	 * @param options what to make, and of which classes
	 * @return a builder with command and environment
	 */
	ProcessBuilder prepareArchive(RunDirectory directory, Path crashReport, List<String> options) {
		List<String> command = new ArrayList<>();
		if (Executables.isFound("nice")) {
			command.addAll(List.of("nice", "-n", "19"));
		}
		command.add(this.java.toString());
		command.addAll(List.of(ARCHIVE_HEAP, "-XX:-UsePerfData", "-XX:ErrorFile=" + crashReport));
		command.addAll(options);
		command.addAll(
				List.of("-D" + ProcessLauncher.CHILD_PROPERTY + "=true", ARCHIVE_MAIN, directory.path().toString()));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.directory(directory.path().toFile());
		builder.environment().keySet().removeAll(JVM_VARIABLES);
		return builder;
	}

	/** Another one when its jars have been restored. */
	@Nullable StartupArchive archive() {
		return this.resolved.archive();
	}

	/**
	 * Returns the port of a slot's debug agent.
	 * @param slot the slot
	 * @param successor whether its predecessor still has the port of the slot
	 * @return the port, 0 for none
	 */
	int debugPort(int slot, boolean successor) {
		if (this.jvm.debugPort() == 0) {
			return 0;
		}
		int port = this.jvm.debugPort() + slot + (successor ? this.processes : 0);
		return (port <= MOST_PORT) ? port : 0;
	}

	/**
	 * What a prefix does with descriptors, and whether there is a shell behind it, is
	 * unknown.
	 */
	private boolean canMoveInput() {
		return this.jvm.commandPrefix().isEmpty() && Files.isExecutable(SHELL)
				&& Files.isReadable(MOVED_INPUT.resolveSibling("0"));
	}

	private List<String> program() {
		List<String> program = new ArrayList<>(this.movesInput ? MOVE_INPUT : this.jvm.commandPrefix());
		if (!this.jvm.commandPrefix().isEmpty() && !Executables.isFound(program.get(0))) {
			throw new PoolUnavailableException(
					"No worker can be started: jvm.command-prefix " + program
							+ " starts with a program that is not found. Install it, or change jvm.command-prefix",
					null);
		}
		if (this.jvm.niceness() > 0) {
			if (Executables.isFound("nice")) {
				program.addAll(List.of("nice", "-n", Integer.toString(this.jvm.niceness())));
			}
			else {
				logger.log(Level.WARNING, "jvm.niceness {0} is without effect, as this system has no nice command",
						this.jvm.niceness());
			}
		}
		program.add(this.java.toString());
		return program;
	}

	private void verifyDebugPort() {
		int last = this.jvm.debugPort() + this.processes - 1;
		if (this.jvm.debugPort() > 0 && last > MOST_PORT) {
			throw new PoolUnavailableException("jvm.debug-port " + this.jvm.debugPort() + " leaves no ports for "
					+ this.processes + " processes: the last would be " + last + ". Choose a lower one", null);
		}
	}

	private void verifyWorkingDirectory() {
		Path directory = this.jvm.workingDirectory();
		if (directory != null && !Files.isDirectory(directory)) {
			throw new PoolUnavailableException("No worker can be started: jvm.working-directory " + directory
					+ " is not a directory. Make it, or change jvm.working-directory", null);
		}
	}

}
