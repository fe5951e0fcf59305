package io.aiopool.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills one parent after the other, in different states of it and of its children, and
 * looks at what is left. Used by one thread.
 */
final class Orphans {

	private static final Duration PROMISE = Duration.ofMillis(500);

	private static final Duration LONGEST = Duration.ofSeconds(5);

	private final Path directory;

	private final int parents;

	/** From the kill of a parent to the end of each process it had. */
	private final Latencies times = new Latencies();

	private final Set<String> states = new LinkedHashSet<>();

	/** Processes that had to be killed in the end. */
	private int left;

	Orphans(Path directory, int parents) {
		this.directory = directory;
		this.parents = parents;
	}

	/** Kills them all; returns what is left of them, and for how long. */
	Report run() throws Exception {
		Report report = new Report();
		MachineUse before = MachineUse.look();
		kill();
		report.others(MachineUse.look().othersSince(before));
		return report.none("orphans after SIGKILL of %d parents".formatted(this.parents), this.left)
			.atMost("SIGKILL of the parent → no process left, of %d processes".formatted(this.times.count()),
					this.times, 99, PROMISE)
			.note("States in which parents were killed: " + String.join("; ", this.states) + ".");
	}

	private void kill() throws Exception {
		for (int i = 0; i < this.parents; i++) {
			OrphanState first = OrphanState.values()[i % OrphanState.values().length];
			OrphanState second = OrphanState.values()[(i * 3 + 1) % OrphanState.values().length];
			kill(first, second, i % 5 == 4);
		}
	}

	/** A parent with two children, each in a state, and a spare. */
	private void kill(OrphanState first, OrphanState second, boolean stopParent) throws Exception {
		Process parent = OrphanParent.start(this.directory, first, second);
		try (BufferedReader output = parent.inputReader()) {
			List<ProcessHandle> stopped = new ArrayList<>();
			List<ProcessHandle> all = new ArrayList<>();
			for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
				if (line == null) {
					throw new IllegalStateException("The parent has ended with " + parent.waitFor());
				}
				if (line.startsWith("stop ") || line.startsWith("also ")) {
					all.add(ProcessHandle.of(Long.parseLong(line.substring(5))).orElseThrow());
				}
				if (line.startsWith("stop ")) {
					stopped.add(all.get(all.size() - 1));
				}
			}
			for (ProcessHandle process : stopped) {
				Scene.signal("STOP", process.pid());
			}
			parent.descendants().forEach(all::add);
			if (stopParent) {
				Scene.signal("STOP", parent.pid());
			}
			this.states.add(first + " and " + second + (stopParent ? ", the parent stopped" : ""));
			long killed = System.nanoTime();
			parent.destroyForcibly().waitFor();
			all.forEach((process) -> awaitEnd(process, killed));
		}
		finally {
			parent.destroyForcibly();
		}
	}

	private void awaitEnd(ProcessHandle process, long killed) {
		while (isAlive(process)) {
			if (System.nanoTime() - killed > LONGEST.toNanos()) {
				this.left++;
				process.destroyForcibly();
				return;
			}
			LockSupport.parkNanos(1_000_000);
		}
		this.times.add(System.nanoTime() - killed);
	}

	/** Not if it is a zombie: process 1 of a container may not care for its orphans. */
	private static boolean isAlive(ProcessHandle process) {
		try {
			Path stat = Path.of("/proc/" + process.pid() + "/stat");
			return process.isAlive() && !(Files.exists(stat) && Files.readString(stat).matches("(?s).*\\) Z .*"));
		}
		catch (IOException ex) {
			return false;
		}
	}

}
