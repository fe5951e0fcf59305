package io.aiopool.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The soak, which runs on its own: {@code mvn -Psoak verify}. Says how it went in
 * {@code target/soak-report.md}.
 */
@Tag("soak")
class SoakTests {

	@TempDir
	Path directory;

	private Path pools;

	@BeforeEach
	void choosePlace() throws Exception {
		this.pools = Places.make();
	}

	@AfterEach
	void leavePlace() throws Exception {
		Places.delete(this.pools);
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.HOURS)
	void everyInvariantHolds() throws Exception {
		SoakSettings settings = SoakSettings.fromSystem(this.directory, this.pools);
		System.out.println("Soak of " + settings.duration() + ", seed " + settings.seed());
		Report report = new SoakRun(settings).run();
		String page = report
			.markdown("Soak of %d s, seed %d, JDK %s, %d processors".formatted(settings.duration().toSeconds(),
					settings.seed(), System.getProperty("java.version"), Runtime.getRuntime().availableProcessors()));
		Files.writeString(Path.of("target", "soak-report.md"), page);
		System.out.println(page);
		assertThat(report.missed()).as(page).isEmpty();
	}

}
