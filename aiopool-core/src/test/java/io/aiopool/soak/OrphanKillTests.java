package io.aiopool.soak;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parents that are killed take everything with them, whatever they and their children
 * were doing: 50 of them, or fewer where the soak is shorter. On its own:
 * {@code mvn -Psoak verify -pl aiopool-core -Dtest=OrphanKillTests}.
 */
@Tag("soak")
@Tag("F38")
class OrphanKillTests {

	private static final Duration PROMISE = Duration.ofMillis(500);

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
	@Timeout(value = 20, unit = TimeUnit.MINUTES)
	void nothingIsLeftOfKilledParents() throws Exception {
		int parents = SoakSettings.fromSystem(this.directory, this.pools).parents();
		Orphans orphans = new Orphans(this.pools, parents);
		orphans.kill();
		String told = "%d parents killed, %d processes left, the others gone after %s, in these states: %s"
			.formatted(parents, orphans.left(), orphans.times().describe(), orphans.states());
		System.out.println(told);
		assertThat(orphans.left()).as(told).isZero();
		assertThat(orphans.times().percentile(99)).as(told).isLessThanOrEqualTo(PROMISE);
	}

}
