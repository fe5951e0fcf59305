package io.aiopool.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.aiopool.JvmSettings;
import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.child.TestChild;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * What the tests with real children have in common.
 */
final class Launchers {

	/** An archive is made at the lowest priority, and takes long beside other tests. */
	static final Duration LIMIT = Duration.ofSeconds(60);

	private Launchers() {
	}

	static PoolBuilder pool() {
		return ProcessPool.builder().name("test").processes(2).jvm(jvm());
	}

	static JvmSettings jvm() {
		return JvmSettings.DEFAULTS.withMaxHeap(32 << 20);
	}

	static ProcessLauncher launcher() {
		return launcher(jvm());
	}

	static ProcessLauncher launcher(JvmSettings jvm) {
		return new ProcessLauncher(pool().jvm(jvm).settings(), TestChild.class.getName());
	}

	static ChildProcess start(ProcessLauncher launcher, String behaviour) throws IOException {
		return start(launcher, 0, behaviour);
	}

	static ChildProcess start(ProcessLauncher launcher, int slot, String behaviour) throws IOException {
		return start(launcher, slot, 1, behaviour);
	}

	static ChildProcess start(ProcessLauncher launcher, int slot, int generation, String behaviour) throws IOException {
		ChildProcess child = launcher.start(slot, generation, OutputListener.NONE);
		child.tell((behaviour + "\n").getBytes(StandardCharsets.UTF_8));
		return child;
	}

	static void awaitOutput(ChildProcess child, String line) {
		Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> child.outputTail().contains(line));
	}

	/** Returns the number that a started shell printed after a word. */
	static ProcessHandle awaitProcess(ChildProcess child, String word) {
		long pid = Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> child.outputTail()
				.stream()
				.filter((line) -> line.startsWith(word + " "))
				.map((line) -> Long.parseLong(line.substring(word.length() + 1)))
				.findFirst()
				.orElse(0L), (found) -> found != 0);
		return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("Gone already: " + word + " " + pid));
	}

	static void awaitUntil(Callable<Boolean> condition) {
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	static <T> T awaitValue(Callable<@Nullable T> value) {
		T found = Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).until(value, Objects::nonNull);
		return Objects.requireNonNull(found);
	}

	static void signal(String name, long pid) throws Exception {
		Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + pid).inheritIO().start();
		if (kill.waitFor() != 0) {
			throw new AssertionError("kill -s " + name + " " + pid + " failed");
		}
	}

	static void awaitGone(ProcessHandle process, Duration limit) {
		Awaitility.await(process.toString())
			.atMost(limit)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> isGone(process));
	}

	/**
	 * The first process of a container may not care for orphans that died: no fault of
	 * ours.
	 */
	private static boolean isGone(ProcessHandle process) throws IOException {
		Path stat = Path.of("/proc/" + process.pid() + "/stat");
		try {
			return !process.isAlive() || (Files.exists(stat) && Files.readString(stat).matches("(?s).*\\) Z .*"));
		}
		catch (NoSuchFileException ex) {
			return true;
		}
	}

}
