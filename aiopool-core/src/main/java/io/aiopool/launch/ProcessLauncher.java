package io.aiopool.launch;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.PoolSettings;
import io.aiopool.PoolUnavailableException;

/**
 * Starts the JVMs of one pool. Thread-safe.
 *
 * <p>
 * A child cannot outlive this process: it holds the read end of a pipe from here, and so
 * does a guard process that kills those that cannot react, see {@code
 * docs/decisions/0002-no-orphans.md}.
 */
public final class ProcessLauncher implements AutoCloseable {

	/** The system property by which a child is recognised. */
	public static final String CHILD_PROPERTY = "aiopool.child";

	/**
	 * Names a child to whoever lists processes: pool, slot and generation at its start.
	 */
	static final String WORKER_PROPERTY = "aiopool.worker";

	/**
	 * The system property that names the file behind which a child finds the pipe from
	 * here; without it that is the standard input.
	 */
	static final String INPUT_PROPERTY = "aiopool.input";

	private static final Logger logger = System.getLogger(ProcessLauncher.class.getName());

	/** Of the process that makes an archive. */
	private static final int NO_SLOT = -1;

	private static final long END_MILLIS = 5_000;

	private final String pool;

	private final int outputRate;

	private final CommandLine commandLine;

	private final RunDirectory directory;

	private final CrashReports crashReports;

	private final Guard guard;

	private final Set<ChildProcess> children = ConcurrentHashMap.newKeySet();

	private final ArchiveMaking archiveMaking;

	private final AtomicLong starts = new AtomicLong();

	private volatile boolean closed;

	/**
	 * Resolves all that the starts have in common. Starts nothing.
	 * @param settings the settings of the pool
	 * @param mainClass the class whose {@code main} method runs in a child
	 * @throws PoolUnavailableException if a setting cannot work on this machine
	 */
	public ProcessLauncher(PoolSettings settings, String mainClass) {
		this.pool = settings.name();
		this.outputRate = settings.forwarding().logs().rate();
		this.commandLine = new CommandLine(settings, mainClass);
		this.directory = RunDirectoryBase.newRunDirectory();
		this.crashReports = new CrashReports(this.directory);
		this.guard = new Guard(settings.name(), Descendants.markers(this.directory.path()));
		this.archiveMaking = new ArchiveMaking(settings.name(), this::startArchiving);
	}

	/**
	 * Returns the private directory of the pool.
	 * @return the directory, deleted by {@link #close()}
	 */
	public RunDirectory directory() {
		return this.directory;
	}

	/**
	 * Starts a child. That it was started does not say that it works: a JVM that does not
	 * like its options exits at once and says why in its output. What it is to do it is
	 * told afterwards, see {@link ChildProcess#tell}.
	 * @param slot the slot of the worker
	 * @param generation which worker of the slot it is
	 * @param output gets what the child prints
	 * @return the child
	 * @throws IOException if the system refuses a further process, the directory cannot
	 * be written, or something on the class path is gone and cannot be restored
	 */
	public ChildProcess start(int slot, int generation, OutputListener output) throws IOException {
		if (this.closed) {
			throw new IOException("Pool '" + this.pool + "' is closed, so worker " + slot + " is not started");
		}
		boolean successor = this.children.stream().anyMatch((child) -> child.slot() == slot);
		ProcessBuilder builder = this.commandLine.prepare(this.pool + "-" + slot + "." + generation, this.directory,
				this.crashReports.file(slot, generation), log(slot, generation),
				this.commandLine.debugPort(slot, successor));
		ChildProcess child = start(slot, generation, builder, output);
		this.archiveMaking.workerStarted(this.commandLine.archive());
		return child;
	}

	private VmLog log(int slot, int generation) {
		return new VmLog(this.directory.file("w" + slot + "-" + generation + ".vm"));
	}

	private ChildProcess startArchiving(List<String> options) throws IOException {
		ProcessBuilder builder = this.commandLine.prepareArchive(this.directory,
				this.crashReports.file(NO_SLOT, NO_SLOT), options);
		return start(NO_SLOT, NO_SLOT, builder, OutputListener.NONE);
	}

	private ChildProcess start(int slot, int generation, ProcessBuilder builder, OutputListener output)
			throws IOException {
		// Never used twice: what is left behind by one child is looked for by it
		String marker = Descendants.marker(this.directory.path(), this.starts.incrementAndGet());
		builder.environment().put(Descendants.MARKER, marker);
		Process process = Threads.start(builder);
		ChildProcess child = new ChildProcess(process, slot, generation, marker,
				new ChildProcess.Evidence(this.crashReports.file(slot, generation), log(slot, generation)),
				this.outputRate, output);
		keep(child, this.guard.add(process.toHandle()));
		watch(child);
		Proc.offerToOomKiller(process.pid());
		return child;
	}

	private void watch(ChildProcess child) {
		try {
			child.watch("aiopool-" + this.pool + "-" + child.slot() + "." + child.generation());
		}
		catch (OutOfMemoryError ex) {
			// No thread can be made for it, and nobody will talk to it
			child.kill();
			throw ex;
		}
	}

	/**
	 * Kills the children that are left, waits for them in bounded time, ends the guard
	 * and deletes the directory. May be called again.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.archiveMaking.close();
		List<ChildProcess> left = List.copyOf(this.children);
		left.forEach(ChildProcess::kill);
		try {
			CompletableFuture.allOf(left.stream().map(ChildProcess::onGone).toArray(CompletableFuture<?>[]::new))
				.get(END_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException | ExecutionException ex) {
			logger.log(Level.WARNING, "Not yet gone after " + END_MILLIS + " ms: " + this.children
					+ ". A process that waits for a device cannot be killed before that");
		}
		this.guard.close(this.children.isEmpty());
		this.directory.delete();
	}

	/** For tests. */
	Guard guard() {
		return this.guard;
	}

	private void keep(ChildProcess child, String guarded) {
		this.children.add(child);
		child.onExit().thenRun(() -> this.guard.remove(guarded));
		child.onGone().thenRun(() -> {
			this.children.remove(child);
			this.crashReports.ended(child);
		});
		if (this.closed) {
			// Closing may have missed it
			child.kill();
		}
	}

}
