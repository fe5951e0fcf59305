package io.aiopool.launch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The small process that kills the children of a pool when this process dies, see
 * {@code guard.sh}. Thread-safe.
 *
 * <p>
 * Callers only change the set of children that is wanted; one thread starts the process
 * and tells it the difference to what it was told before. So no caller ever waits for it
 * or fails because of it, nothing queues up while it does not read, and one that was
 * killed and started again learns everything. A pool works without a guard; then only
 * children that can still notice the end of their input go with their parent.
 */
final class Guard implements AutoCloseable {

	private static final Logger logger = System.getLogger(Guard.class.getName());

	private static final Path SHELL = Path.of("/bin/sh");

	private static final byte[] CLEAN = "end\n".getBytes(StandardCharsets.US_ASCII);

	private static final Duration END = Duration.ofSeconds(1);

	private final String pool;

	private final String markers;

	/** Children as "pid start". All fields below are guarded by {@code this}. */
	private final Set<String> wanted = new HashSet<>();

	private boolean mayStart;

	private boolean closed;

	private boolean clean;

	private boolean warned;

	private @Nullable Thread thread;

	private @Nullable Process shell;

	/**
	 * Creates a guard. Starts nothing.
	 * @param pool name of the pool
	 * @param markers what the markers of its children begin with
	 */
	Guard(String pool, String markers) {
		this.pool = pool;
		this.markers = markers;
	}

	/**
	 * Guards a child, and starts the guard if it is not there.
	 * @param child a live process
	 * @return what {@link #remove} takes
	 */
	String add(ProcessHandle child) {
		return add(child.pid() + " " + Proc.startMark(child));
	}

	synchronized String add(String key) {
		if (this.closed || !Files.isExecutable(SHELL)) {
			return key;
		}
		this.wanted.add(key);
		this.mayStart = true;
		if (this.thread == null) {
			this.thread = Threads.start("aiopool-" + this.pool + "-guard", this::run);
		}
		notifyAll();
		return key;
	}

	/**
	 * Stops guarding a child that was reaped.
	 * @param key the key from {@link #add}
	 */
	synchronized void remove(String key) {
		this.wanted.remove(key);
		notifyAll();
	}

	/** Ends the guard. It kills the children that it still guards, and what is theirs. */
	@Override
	public void close() {
		close(false);
	}

	/**
	 * Ends the guard.
	 * @param clean whether the children and all that they started are known to be gone,
	 * so that it need not look for any of them
	 */
	void close(boolean clean) {
		Process shell;
		Thread thread;
		synchronized (this) {
			this.closed = true;
			this.clean = clean;
			notifyAll();
			shell = this.shell;
			thread = this.thread;
		}
		try {
			if (thread != null) {
				thread.join(END.toMillis());
			}
			if (shell != null && !shell.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
				shell.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** For tests: the process, if there is one. */
	synchronized @Nullable ProcessHandle process() {
		return (this.shell != null) ? this.shell.toHandle() : null;
	}

	private void run() {
		while (awaitStart()) {
			try {
				Process shell = startShell();
				try (OutputStream pipe = shell.getOutputStream()) {
					keepTelling(shell, pipe);
					if (isClean()) {
						pipe.write(CLEAN);
					}
				}
			}
			catch (IOException ex) {
				warn(ex);
			}
		}
	}

	private synchronized boolean awaitStart() {
		while (!this.mayStart && !this.closed) {
			await();
		}
		boolean start = this.mayStart && (!this.closed || !this.wanted.isEmpty());
		this.mayStart = false;
		return start;
	}

	private Process startShell() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(SHELL.toString(), "-c", script(), "aiopool-guard",
				Descendants.MARKER + "=" + this.markers)
			.directory(new File("/"))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD);
		builder.environment().clear();
		builder.environment().put("PATH", "/usr/bin:/bin");
		Process shell = Threads.start(builder);
		synchronized (this) {
			this.shell = shell;
		}
		shell.onExit().thenRun(this::wake);
		return shell;
	}

	/** Returns when the guard is to end, fails when it has ended. */
	private void keepTelling(Process shell, OutputStream pipe) throws IOException {
		Set<String> told = new HashSet<>();
		while (true) {
			String changes;
			synchronized (this) {
				while (told.equals(this.wanted) && shell.isAlive() && !this.closed) {
					await();
				}
				if (this.closed && told.equals(this.wanted)) {
					return;
				}
				changes = changes(told, this.wanted);
				told = new HashSet<>(this.wanted);
			}
			if (!shell.isAlive()) {
				throw new IOException("it ended with status " + shell.exitValue());
			}
			pipe.write(changes.getBytes(StandardCharsets.US_ASCII));
			pipe.flush();
		}
	}

	private static String changes(Set<String> told, Set<String> wanted) {
		StringBuilder changes = new StringBuilder();
		told.stream().filter((key) -> !wanted.contains(key)).forEach((key) -> changes.append("- " + key + "\n"));
		wanted.stream().filter((key) -> !told.contains(key)).forEach((key) -> changes.append("+ " + key + "\n"));
		return changes.toString();
	}

	private synchronized boolean isClean() {
		return this.clean && this.wanted.isEmpty();
	}

	private synchronized void wake() {
		notifyAll();
	}

	@SuppressWarnings("WaitNotInLoop") // the loop is the caller's
	private void await() {
		try {
			wait();
		}
		catch (InterruptedException ex) {
			// Nobody interrupts this thread; the conditions are looked at again
		}
	}

	private synchronized void warn(IOException ex) {
		if (!this.closed) {
			logger.log(this.warned ? Level.DEBUG : Level.WARNING,
					"The guard of pool '" + this.pool + "' is gone: " + ex.getMessage()
							+ ". Should this process be killed, workers that are stopped or out of memory would stay. "
							+ "It is started again with the next worker");
			this.warned = true;
		}
	}

	static String script() throws IOException {
		try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
			if (in == null) {
				throw new IOException("its script guard.sh is not on the class path");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
