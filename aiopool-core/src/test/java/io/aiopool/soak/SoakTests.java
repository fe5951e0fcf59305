package io.aiopool.soak;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The soak, which runs on its own: {@code mvn -Psoak verify}. Says how it went in
 * {@code target/soak-report.md}.
 */
@Tag("soak")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoakTests {

	private final List<String> pages = new ArrayList<>();

	private Path pools;

	private SoakSettings settings;

	@BeforeAll
	void choosePlace(@TempDir Path directory) throws Exception {
		this.pools = Places.make();
		this.settings = SoakSettings.fromSystem(directory, this.pools);
	}

	@AfterAll
	void leavePlace() throws Exception {
		Files.writeString(Path.of("target", "soak-report.md"), String.join("\n", this.pages));
		Places.delete(this.pools);
	}

	@Test
	@Timeout(value = 2, unit = TimeUnit.HOURS)
	void everyInvariantHolds() throws Exception {
		System.out.println("Soak of " + this.settings.duration() + ", seed " + this.settings.seed());
		judge("Soak of %d s, seed %d, JDK %s, %d processors".formatted(this.settings.duration().toSeconds(),
				this.settings.seed(), System.getProperty("java.version"), Runtime.getRuntime().availableProcessors()),
				new SoakRun(this.settings).run());
	}

	/**
	 * Whatever they and their children were doing: 50 of them, or fewer where the soak is
	 * shorter.
	 */
	@Test
	@Tag("F38")
	@Timeout(value = 20, unit = TimeUnit.MINUTES)
	void nothingIsLeftOfKilledParents() throws Exception {
		judge("Parents that were killed", new Orphans(this.pools, this.settings.parents()).run());
	}

	private void judge(String title, Report report) {
		String page = report.markdown(title);
		this.pages.add(page);
		System.out.println(page);
		assertThat(report.missed()).as(page).isEmpty();
	}

}
