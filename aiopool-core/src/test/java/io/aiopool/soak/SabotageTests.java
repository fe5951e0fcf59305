package io.aiopool.soak;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The soak, for a few seconds, with a build that is broken on purpose: it must not pass.
 */
@EnabledOnOs(OS.LINUX)
class SabotageTests {

	@TempDir
	Path directory;

	@ParameterizedTest
	@CsvSource({ "LOSE_COMPLETION, exactly one completion", "REPEAT_COMPLETION, exactly one completion",
			"FORGET_BEGIN, runs beyond at most once" })
	void aBrokenBuildIsNoticed(Sabotage sabotage, String missed) throws Exception {
		Path pools = Places.make();
		try {
			SoakSettings settings = new SoakSettings(Duration.ofSeconds(3), 20_26, sabotage, this.directory, pools);
			Report report = new SoakRun(settings).runWithoutResources();
			assertThat(report.missed()).as(report.markdown("Broken: " + sabotage))
				.anyMatch((name) -> name.startsWith(missed));
		}
		finally {
			Places.delete(pools);
		}
	}

}
