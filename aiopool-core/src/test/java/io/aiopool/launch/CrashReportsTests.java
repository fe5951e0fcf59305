package io.aiopool.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CrashReportsTests {

	@TempDir
	Path directory;

	@AfterEach
	void reset() {
		System.clearProperty(RunDirectoryBase.PROPERTY);
	}

	@Test
	void theOldestReportMakesRoomForThatOfAChildThatCrashes() throws Exception {
		System.setProperty(RunDirectoryBase.PROPERTY, this.directory.toString());
		try (ProcessLauncher launcher = Launchers.launcher()) {
			// After the start: a pool that lives for months has its reports bounded too.
			Path evidence = RunDirectoryBase.evidence();
			for (int i = 0; i < CrashReports.KEPT; i++) {
				Path old = Files.createFile(evidence.resolve("hs_err-old-" + i + ".log"));
				Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(1000 - i)));
			}
			Files.createFile(evidence.resolve("something else"));
			ChildProcess child = Launchers.start(launcher, "crash");
			Launchers.awaitUntil(() -> child.crashReport() != null && reports(evidence).size() == CrashReports.KEPT
					&& !Files.exists(evidence.resolve("hs_err-old-0.log")));
			assertThat(reports(evidence)).contains(Objects.requireNonNull(child.crashReport()),
					evidence.resolve("hs_err-old-1.log"));
			assertThat(evidence.resolve("something else")).exists();
		}
	}

	@Test
	@Tag("F83")
	void theDirectoryOfReportsIsMadeAgainForTheNextChild() throws Exception {
		System.setProperty(RunDirectoryBase.PROPERTY, this.directory.toString());
		try (ProcessLauncher launcher = Launchers.launcher()) {
			Path evidence = RunDirectoryBase.evidence();
			PrivateDirectories.delete(evidence);
			ChildProcess child = Launchers.start(launcher, "crash");
			Launchers.awaitUntil(() -> child.crashReport() != null);
			assertThat(reports(evidence)).containsExactly(Objects.requireNonNull(child.crashReport()));
		}
	}

	private static List<Path> reports(Path evidence) throws IOException {
		try (Stream<Path> files = Files.list(evidence)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("hs_err")).toList();
		}
	}

}
