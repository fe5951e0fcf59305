package io.aiopool.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.aiopool.JvmSettings;
import io.aiopool.LaunchStrategy;
import io.aiopool.PoolUnavailableException;
import io.aiopool.child.TestChild;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessLauncherTests {

	@Test
	void childGetsItsBootstrapAndKeepsRunning() throws Exception {
		try (ProcessLauncher launcher = Launchers.launcher()) {
			ChildProcess child = Launchers.start(launcher, 1, 7, "idle");
			Launchers.awaitOutput(child, "ready");
			assertThat(child.slot()).isEqualTo(1);
			assertThat(child.generation()).isEqualTo(7);
			assertThat(child.onExit()).isNotDone();
			assertThat(child.crashReport()).isNull();
			if (Proc.isAvailable()) {
				assertThat(child.residentMemory()).isBetween(10L << 20, 200L << 20);
			}
			child.closeInput();
			assertThat(child.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(86);
			assertThat(child.awaitExit(Duration.ofSeconds(1))).isTrue();
			assertThat(child.residentMemory()).isEqualTo(-1);
		}
	}

	@Test
	void exitStatusIsReported() throws Exception {
		try (ProcessLauncher launcher = Launchers.launcher()) {
			assertThat(exit(Launchers.start(launcher, "exit 0"))).isZero();
			assertThat(exit(Launchers.start(launcher, "exit 42"))).isEqualTo(42);
		}
	}

	@Test
	@Tag("F22")
	void exhaustedHeapEndsTheChildWithStatusThree() throws Exception {
		try (ProcessLauncher launcher = Launchers.launcher()) {
			ChildProcess child = Launchers.start(launcher, "exhaust-heap");
			assertThat(exit(child)).isEqualTo(3);
			assertThat(String.join(" ", child.outputTail())).contains("OutOfMemoryError");
		}
	}

	@Test
	@Tag("F26")
	void crashReportOutlivesThePool() throws Exception {
		ChildProcess child;
		try (ProcessLauncher launcher = Launchers.launcher()) {
			child = Launchers.start(launcher, "crash");
			assertThat(exit(child)).isEqualTo(128 + 6);
		}
		Path report = Objects.requireNonNull(child.crashReport());
		assertThat(report).content().contains("SIGSEGV").contains("pid=" + child.pid());
		Files.delete(report);
	}

	@Test
	@Tag("F29")
	void badFlagIsExplainedByTheOutput() throws Exception {
		try (ProcessLauncher launcher = Launchers.launcher(Launchers.jvm().withArgs(List.of("-XX:+NoSuchFlag")))) {
			ChildProcess child = Launchers.start(launcher, "idle");
			assertThat(exit(child)).isEqualTo(1);
			assertThat(child.outputTail()).anyMatch((line) -> line.contains("NoSuchFlag"));
		}
	}

	@Test
	@Tag("F29")
	void missingMainClassIsExplainedByTheOutput() throws Exception {
		try (ProcessLauncher launcher = new ProcessLauncher(Launchers.pool().settings(), "no.such.Main")) {
			ChildProcess child = Launchers.start(launcher, "idle");
			assertThat(exit(child)).isEqualTo(1);
			assertThat(child.outputTail()).anyMatch((line) -> line.contains("no.such.Main"));
		}
	}

	@Test
	@Tag("F29")
	void settingsThatCannotWorkAreRefusedByName(@TempDir Path directory) {
		Path file = directory.resolve("java");
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> Launchers.launcher(Launchers.jvm().withExecutable(file)))
			.withMessageContaining("jvm.executable " + file + " is missing");
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> Launchers.launcher(Launchers.jvm().withExecutable(directory)))
			.withMessageContaining("jvm.executable " + directory + " is a directory");
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> Launchers.launcher(jvm(file, List.of(), 0, 0)))
			.withMessageContaining("jvm.working-directory " + file);
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> Launchers.launcher(jvm(null, List.of("no-such-program"), 0, 0)))
			.withMessageContaining("jvm.command-prefix [no-such-program]");
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> Launchers.launcher(jvm(null, List.of(), 0, 65_535)))
			.withMessageContaining("jvm.debug-port 65535");
	}

	@Test
	void ownArgumentsOfTheUserWin() throws Exception {
		JvmSettings jvm = Launchers.jvm()
			.withArgs(List.of("-Xmx48m", "-XX:+UseParallelGC", "-Djava.awt.headless=false", "-Dmine=a \"b\" c"));
		try (ProcessLauncher launcher = Launchers.launcher(jvm)) {
			ChildProcess child = Launchers.start(launcher, "describe option.*|property (mine|java.awt).*");
			Launchers.awaitOutput(child, "ready");
			assertThat(child.outputTail())
				.contains("option -Xmx48m", "property mine=a \"b\" c", "property java.awt.headless=false")
				.doesNotContain("option -Xmx32768k", "option -XX:+UseSerialGC");
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void prefixNicenessDirectoryAndEnvironmentAreApplied(@TempDir Path directory) throws Exception {
		JvmSettings jvm = new JvmSettings(null, 32 << 20, List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Dchosen=1"),
				directory, List.of("env", "PREFIXED=yes"), 3, 0, List.of());
		try (ProcessLauncher launcher = Launchers.launcher(jvm)) {
			ChildProcess child = Launchers.start(launcher,
					"describe nice.*|directory.*|env PREFIXED.*|property chosen.*");
			Launchers.awaitOutput(child, "ready");
			assertThat(child.outputTail()).contains("nice 3", "directory " + directory.toRealPath(), "env PREFIXED=yes",
					"property chosen=1");
		}
	}

	@Test
	void classPathMayContainWhatNeedsQuoting(@TempDir Path directory) throws Exception {
		Path classes = directory.resolve("with space 'and' \"quotes\" # \\ back");
		copyPackage(rootOf(TestChild.class), classes);
		copyPackage(rootOf(Class.forName("io.aiopool.child.ParentWatch")), classes);
		LaunchStrategy strategy = (main) -> new LaunchStrategy.Launch(List.of("-cp", classes.toString()), main);
		try (ProcessLauncher launcher = new ProcessLauncher(Launchers.pool().launch(strategy).settings(),
				TestChild.class.getName())) {
			assertThat(exit(Launchers.start(launcher, "exit 9"))).isEqualTo(9);
		}
	}

	@Test
	void successorGetsAnotherDebugPort() throws Exception {
		JvmSettings jvm = jvm(null, List.of(), 0, freePort());
		try (ProcessLauncher launcher = Launchers.launcher(jvm)) {
			ChildProcess first = Launchers.start(launcher, 0, 1, "idle");
			ChildProcess successor = Launchers.start(launcher, 0, 2, "idle");
			Launchers.awaitOutput(first, "ready");
			Launchers.awaitOutput(successor, "ready");
		}
	}

	@Test
	@Tag("F40")
	void closingKillsWhatIsLeftAndRemovesTheDirectory() throws Exception {
		ProcessLauncher launcher = Launchers.launcher();
		ChildProcess busy = Launchers.start(launcher, 0, "busy");
		Launchers.awaitOutput(busy, "ready");
		ProcessHandle child = ProcessHandle.of(busy.pid()).orElseThrow();
		ProcessHandle guard = Objects.requireNonNull(launcher.guard().process());
		launcher.close();
		launcher.close();
		assertThat(child.isAlive()).isFalse();
		assertThat(busy.onExit()).isCompletedWithValue(128 + 9);
		assertThat(launcher.directory().path()).doesNotExist();
		assertThat(guard.isAlive()).isFalse();
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch((thread) -> thread.getName().startsWith("aiopool-"));
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> Launchers.start(launcher, "idle"))
			.withMessageContaining("closed");
	}

	@Test
	@Tag("F49")
	void startsAfterACleanerRemovedTheDirectory() throws Exception {
		try (ProcessLauncher launcher = Launchers.launcher()) {
			assertThat(exit(Launchers.start(launcher, "exit 1"))).isEqualTo(1);
			PrivateDirectories.delete(launcher.directory().path());
			assertThat(exit(Launchers.start(launcher, "exit 2"))).isEqualTo(2);
		}
	}

	@Test
	void bootstrapThatCouldBlockIsRefused() throws IOException {
		try (ProcessLauncher launcher = Launchers.launcher()) {
			ChildProcess child = launcher.start(0, 1, OutputListener.NONE);
			assertThatIllegalArgumentException().isThrownBy(() -> child.tell(new byte[4097]))
				.withMessageContaining("4097");
		}
	}

	private static int exit(ChildProcess child) throws Exception {
		return child.onExit().get(Launchers.LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

	private static JvmSettings jvm(@Nullable Path workingDirectory, List<String> prefix, int niceness, int debugPort) {
		return new JvmSettings(null, 32 << 20, List.of(), Map.of(), workingDirectory, prefix, niceness, debugPort,
				List.of());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	private static Path rootOf(Class<?> type) throws Exception {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private static void copyPackage(Path root, Path target) throws IOException {
		Path packageDirectory = Files.createDirectories(target.resolve("io/aiopool/child"));
		try (Stream<Path> classes = Files.list(root.resolve("io/aiopool/child"))) {
			for (Path file : classes.toList()) {
				Files.copy(file, packageDirectory.resolve(file.getFileName().toString()));
			}
		}
	}

}
