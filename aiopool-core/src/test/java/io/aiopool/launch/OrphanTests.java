package io.aiopool.launch;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.fault.RunsAlone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a pool whose process is killed.
 */
@Tag("F38")
@RunsAlone
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(OS.WINDOWS)
class OrphanTests {

	/** The promise is 500 ms; a machine that runs other tests as well gets some more. */
	private static final Duration LIMIT = Duration.ofSeconds(1);

	private final List<ProcessHandle> children = new ArrayList<>();

	@TempDir
	private Path directory;

	private Process parent;

	private Path runDirectory;

	@AfterEach
	void killEverything() {
		this.children.forEach(ProcessHandle::destroyForcibly);
		this.parent.destroyForcibly();
	}

	@Test
	void nothingOutlivesAKilledParent() throws Exception {
		startParent("idle", "busy", "thrash", "idle", "start echo ready; sleep 600; true");
		List<ProcessHandle> all = this.parent.descendants().toList();
		assertThat(all).as("five children, a shell, sleep, the guard").hasSizeGreaterThanOrEqualTo(8);
		Launchers.signal("STOP", this.children.get(3).pid());
		this.parent.destroyForcibly().waitFor();
		all.forEach((process) -> Launchers.awaitGone(process, LIMIT));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void neitherDoesAGrandchildThatDetachedItself() throws Exception {
		startParent("start (sleep 600; true) & echo ready; exit 0");
		ProcessHandle child = this.children.get(0);
		Launchers.awaitUntil(() -> child.descendants().findAny().isEmpty());
		List<ProcessHandle> detached = Launchers.awaitValue(() -> detached(child));
		Launchers.signal("STOP", child.pid());
		this.parent.destroyForcibly().waitFor();
		Launchers.awaitGone(child, LIMIT);
		detached.forEach((process) -> Launchers.awaitGone(process, LIMIT));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void whatOutlivedEvenTheGuardIsKilledAtTheNextStart() throws Exception {
		startParent("idle");
		ProcessHandle child = this.children.get(0);
		ProcessHandle guard = guard();
		Launchers.signal("STOP", child.pid());
		guard.destroyForcibly();
		Launchers.awaitGone(guard, LIMIT);
		this.parent.destroyForcibly().waitFor();
		assertThat(child.isAlive()).isTrue();
		RunDirectory.below(this.directory);
		Launchers.awaitGone(child, LIMIT);
	}

	@Test
	void childrenThatRunNoticeItWithoutTheGuard() throws Exception {
		startParent("idle", "busy", "start echo ready; sleep 600; true");
		ProcessHandle guard = guard();
		guard.destroyForcibly();
		Launchers.awaitGone(guard, LIMIT);
		List<ProcessHandle> all = this.parent.descendants().toList();
		this.parent.destroyForcibly().waitFor();
		all.forEach((process) -> Launchers.awaitGone(process, LIMIT.multipliedBy(2)));
	}

	@Test
	void stoppedChildrenOfAStoppedParentGoWithIt() throws Exception {
		startParent("idle", "start echo ready; sleep 600; true");
		List<ProcessHandle> all = this.parent.descendants().toList();
		for (ProcessHandle process : all) {
			if (!process.equals(guard())) {
				Launchers.signal("STOP", process.pid());
			}
		}
		Launchers.signal("STOP", this.parent.pid());
		this.parent.destroyForcibly().waitFor();
		all.forEach((process) -> Launchers.awaitGone(process, LIMIT));
	}

	@Test
	@Tag("F41")
	void guardIgnoresTheSignalsOfATerminal() throws Exception {
		startParent("idle");
		ProcessHandle guard = guard();
		for (String signal : List.of("INT", "QUIT", "TERM", "HUP", "TSTP")) {
			Launchers.signal(signal, guard.pid());
		}
		Launchers.signal("STOP", this.children.get(0).pid());
		assertThat(guard.isAlive()).isTrue();
		this.parent.destroyForcibly().waitFor();
		Launchers.awaitGone(this.children.get(0), LIMIT);
		Launchers.awaitGone(guard, LIMIT);
	}

	@Test
	void directoryIsSweptAtTheNextStart() throws Exception {
		startParent("idle");
		this.parent.destroyForcibly().waitFor();
		assertThat(this.runDirectory).exists();
		RunDirectory next = RunDirectory.below(this.directory);
		assertThat(this.runDirectory).doesNotExist();
		assertThat(next.path()).exists();
	}

	@Test
	void directoryOfALiveParentIsLeftAlone() throws Exception {
		startParent("idle");
		RunDirectory.below(this.directory);
		assertThat(this.runDirectory).exists();
	}

	@Test
	@Tag("F31")
	void nothingOfTheParentsOwnOptionsIsInherited() throws Exception {
		List<String> output = startParent(
				"describe option.*|property (inherited|parent|aiopool|java.class.path).*|env (JAVA|JDK_JAVA|_JAVA|CLASS).*");
		List<String> said = output.stream().filter((line) -> line.startsWith("said ")).toList();
		assertThat(said).contains("said property aiopool.child=true", "said option -Xmx32768k")
			.anyMatch((line) -> line.startsWith("said property java.class.path=") && line.contains("test-classes"))
			.noneMatch((line) -> line.matches("said (env JAVA_TOOL|env JDK|env _JAVA|env CLASSPATH).*"))
			.noneMatch((line) -> line.matches(".*(inherited|Picked up|parent=yes|TieredStopAtLevel|/nowhere).*"));
	}

	/** A limit on the size of files stands in for a full disk. */
	@Test
	@Tag("F48")
	void fullDiskIsReportedAndNothingIsLeftThere() throws Exception {
		this.parent = TestParent.startIn(this.directory, List.of("/bin/sh", "-c", "ulimit -f 16; exec \"$@\"", "limit"),
				"idle");
		String output = new String(this.parent.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output).contains("PoolUnavailableException", "below " + this.directory, "File too large",
				RunDirectoryBase.PROPERTY);
		assertThat(PrivateDirectories.ofUser(this.directory)).isEmptyDirectory();
	}

	private List<String> startParent(String... behaviours) throws Exception {
		this.parent = TestParent.start(this.directory, behaviours);
		BufferedReader output = this.parent.inputReader();
		String line = output.readLine();
		List<String> lines = new ArrayList<>();
		while (line != null && !line.equals("ready")) {
			lines.add(line);
			if (line.startsWith("child ")) {
				this.children.add(ProcessHandle.of(Long.parseLong(line.substring(6))).orElseThrow());
			}
			if (line.startsWith("directory ")) {
				this.runDirectory = Path.of(line.substring(10));
			}
			line = output.readLine();
		}
		assertThat(line).as(() -> String.join("\n", lines)).isEqualTo("ready");
		assertThat(this.children).hasSize(behaviours.length);
		return lines;
	}

	private @Nullable List<ProcessHandle> detached(ProcessHandle child) {
		byte[] marker = (Descendants.MARKER + "=" + Descendants.markers(this.runDirectory))
			.getBytes(StandardCharsets.UTF_8);
		List<ProcessHandle> found = ProcessHandle.allProcesses()
			.filter((process) -> !process.equals(child) && Proc.hasEnvironment(process.pid(), marker))
			.toList();
		return (found.size() == 2) ? found : null;
	}

	private ProcessHandle guard() {
		return Launchers.awaitValue(() -> this.parent.children()
			.filter((process) -> process.info().command().filter((command) -> !command.endsWith("java")).isPresent())
			.findFirst()
			.orElse(null));
	}

}
