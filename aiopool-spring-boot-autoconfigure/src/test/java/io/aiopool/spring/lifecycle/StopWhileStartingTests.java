package io.aiopool.spring.lifecycle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An application that is stopped while its first worker starts.
 */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class StopWhileStartingTests {

	@Test
	void looksLikeNoFault(@TempDir Path directory) throws Exception {
		Path begun = directory.resolve("begun");
		Path output = directory.resolve("output");
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m",
				"-Dspring.devtools.restart.enabled=false", "-cp", System.getProperty("java.class.path"),
				StoppedWhileStarting.class.getName(), begun.toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(begun) || !process.isAlive());
			process.destroy();
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(output).content()
				.contains("The application is stopped before its workers were ready")
				.doesNotContain("WARN", "ERROR", "FAILED TO START", "Exception");
			assertThat(process.exitValue()).isEqualTo(128 + 15);
		}
		finally {
			process.destroyForcibly();
		}
	}

}
