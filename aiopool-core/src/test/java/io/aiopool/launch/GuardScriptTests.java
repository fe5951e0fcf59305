package io.aiopool.launch;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The script itself, in every shell that this system has.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(OS.WINDOWS)
class GuardScriptTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	private final List<Process> processes = new ArrayList<>();

	@AfterEach
	void killEverything() {
		this.processes.forEach(Descendants::killWith);
	}

	static Stream<List<String>> shells() {
		return Stream
			.of(List.of("/bin/sh"), List.of("/bin/dash"), List.of("/bin/bash", "--posix"), List.of("/bin/ksh"),
					List.of("/bin/busybox", "sh"))
			.filter((shell) -> Files.isExecutable(Path.of(shell.get(0))));
	}

	@ParameterizedTest
	@MethodSource("shells")
	void killsATreeWithOneStoppedProcess(List<String> shell) throws Exception {
		runAndVerify(shell, Guard.script(), false);
	}

	/** Where there is no list of children, as on other systems than Linux. */
	@ParameterizedTest
	@MethodSource("shells")
	void findsDescendantsWithPs(List<String> shell) throws Exception {
		runAndVerify(shell, Guard.script().replace("/proc/", "/no-proc/"), true);
	}

	@ParameterizedTest
	@MethodSource("shells")
	@EnabledOnOs(OS.LINUX)
	void findsDetachedDescendantsByTheirEnvironment(List<String> shell) throws Exception {
		String marker = "AIOPOOL_TEST=" + UUID.randomUUID() + "/";
		Process detached = start("env", marker + "7.", "sleep", "600");
		Process other = start("sleep", "600");
		Launchers.awaitUntil(() -> Proc.hasEnvironment(detached.pid(), marker.getBytes(StandardCharsets.UTF_8)));
		List<String> command = new ArrayList<>(shell);
		command.addAll(List.of("-c", Guard.script(), "aiopool-guard", marker));
		Process guard = start(command.toArray(String[]::new));
		guard.getOutputStream().close();
		Launchers.awaitGone(detached.toHandle(), SOON);
		guard.waitFor();
		assertThat(other.isAlive()).isTrue();
	}

	private void runAndVerify(List<String> shell, String script, boolean withoutProc) throws Exception {
		Process tree = start("sh", "-c", "sleep 600 & sh -c 'sleep 600 & sleep 600; true'; true");
		Process removed = start("sleep", "600");
		Launchers.awaitUntil(() -> tree.descendants().count() == 4);
		List<ProcessHandle> doomed = new ArrayList<>(tree.descendants().toList());
		doomed.add(tree.toHandle());
		Launchers.signal("STOP", doomed.get(1).pid());
		List<String> command = new ArrayList<>(shell);
		command.addAll(List.of("-c", script, "aiopool-guard", "NO_SUCH=marker/"));
		Process guard = start(command.toArray(String[]::new));
		try (OutputStream pipe = guard.getOutputStream()) {
			pipe.write(("+ " + key(tree, withoutProc) + "\n+ " + key(removed, withoutProc) + "\n- "
					+ key(removed, withoutProc) + "\n+ 9999")
				.getBytes(StandardCharsets.UTF_8));
		}
		doomed.forEach((process) -> Launchers.awaitGone(process, SOON));
		guard.waitFor();
		assertThat(removed.isAlive()).isTrue();
	}

	private static String key(Process process, boolean withoutProc) {
		return process.pid() + " " + (withoutProc ? "x1" : Proc.startMark(process.toHandle()));
	}

	private Process start(String... command) throws Exception {
		Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.processes.add(process);
		return process;
	}

}
