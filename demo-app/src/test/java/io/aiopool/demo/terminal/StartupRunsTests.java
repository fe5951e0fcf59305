package io.aiopool.demo.terminal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.aiopool.demo.DemoApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts the application as its users do, in a process of its own, since it is to exit.
 */
@Timeout(120)
class StartupRunsTests {

	@TempDir
	private Path directory;

	@Test
	void tellsBothTimesAndExitsWithZeroIfNothingIsMissing() throws Exception {
		Path output = this.directory.resolve("output");
		assertThat(start(output).exitValue()).isZero();
		assertThat(Files.readString(output)).containsPattern("pool +40 books in .* missing: 0")
			.containsPattern("in-process +40 books in .* missing: 0")
			.contains(this.directory.toRealPath().resolve("books.csv").toString());
		assertThat(this.directory.resolve("books.csv")).isNotEmptyFile();
	}

	@Test
	void exitsWithOneIfAPageIsMissing() throws Exception {
		Path output = this.directory.resolve("output");
		assertThat(start(output, "--bookshop.faults=error:always:book-7").exitValue()).isEqualTo(1);
		assertThat(Files.readString(output)).containsPattern("pool +39 books in .* missing: 1")
			.containsPattern("missing after 3 attempts: .*_7/index.html .*Status 500");
	}

	private Process start(Path output, String... args) throws Exception {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), DemoApplication.class.getName(), "--server.port=0",
				"--demo.pages=2", "--demo.exit-when-done=true"));
		command.addAll(List.of(args));
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("ended").isTrue();
			return process;
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
