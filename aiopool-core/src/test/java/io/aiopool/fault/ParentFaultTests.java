package io.aiopool.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the workers of a JVM that ends, or that can start nothing more.
 */
@DisabledOnOs(OS.WINDOWS)
@RunsAlone
class ParentFaultTests {

	@TempDir
	Path directory;

	private Process parent;

	private List<ProcessHandle> children = List.of();

	@AfterEach
	void killEverything() {
		this.children.forEach(ProcessHandle::destroyForcibly);
		this.parent.destroyForcibly();
	}

	@Test
	@Tag("F39")
	void exitOfABusyParentIsAClosingOfItsPool() throws Exception {
		long began = System.nanoTime();
		Map<String, String> said = run("", "exit");
		assertThat(this.parent.exitValue()).isEqualTo(7);
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
		assertThat(said.get("queued")).as("%s", said).startsWith("io.aiopool.PoolClosedException");
		assertThat(said.get("new")).contains("io.aiopool.PoolClosedException");
		assertThat(said.get("quick")).isEqualTo("drained");
		assertThat(said.get("endless")).startsWith("io.aiopool.PoolClosedException");
		verifyNothingIsLeft();
	}

	@Test
	@Tag("F47")
	@EnabledOnOs(OS.LINUX)
	void withoutDescriptorsStartsBackOffAndLiveWorkersServe() throws Exception {
		Map<String, String> said = run("ulimit -n 200;", "descriptors");
		assertThat(said).as("%s", said)
			.containsKeys("took", "served", "attempts", "ready", "closed-by-others", "healed");
		assertThat(Integer.parseInt(said.get("took"))).isPositive();
		assertThat(Integer.parseInt(said.get("served"))).isGreaterThan(50);
		assertThat(Integer.parseInt(said.get("attempts"))).as("100, 200, 400, 400 ms").isBetween(2, 9);
		assertThat(said.get("WARNING:")).as("why not started").contains("of the 16 file descriptors");
		assertThat(said.get("ready")).isEqualTo("1");
		assertThat(said.get("closed-by-others")).as("descriptors of this process").isEqualTo("0");
		assertThat(said.get("healed")).isEqualTo("yes");
		assertThat(this.parent.exitValue()).isZero();
		verifyNothingIsLeft();
	}

	/** What it said by first words, once it has ended. */
	private Map<String, String> run(String limit, String mode) throws Exception {
		this.parent = ParentProcess.start(this.directory, limit, mode);
		FaultPools.eventually(() -> !this.parent.isAlive() || this.parent.descendants().count() >= 2);
		this.children = this.parent.descendants().toList();
		StringBuilder output = new StringBuilder();
		Map<String, String> said = new HashMap<>();
		try (BufferedReader lines = this.parent.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				output.append(line).append('\n');
				String[] words = line.split(" ", 2);
				if (words.length == 2) {
					said.put(words[0], words[1]);
				}
				if (words[0].equals("victim")) {
					FaultPools.signal("KILL", Long.parseLong(words[1]));
				}
			}
		}
		assertThat(this.parent.waitFor(30, TimeUnit.SECONDS)).as("%s", output).isTrue();
		return said;
	}

	private void verifyNothingIsLeft() throws IOException {
		assertThat(this.children).isNotEmpty();
		FaultPools.eventually(() -> this.children.stream().noneMatch(FaultPools::isAlive));
		try (Stream<Path> files = Files.walk(this.directory.resolve("pools"))) {
			assertThat(files.filter(Files::isRegularFile)).isEmpty();
		}
	}

}
