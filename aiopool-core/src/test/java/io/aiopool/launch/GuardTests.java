package io.aiopool.launch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledOnOs(OS.WINDOWS)
class GuardTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	@Test
	void killsWhatItStillGuardsWhenItEnds() throws Exception {
		Guard guard = new Guard("test", "none/");
		Process guarded = sleep();
		Process removed = sleep();
		guard.add(guarded.toHandle());
		guard.remove(guard.add(removed.toHandle()));
		guard.close();
		Launchers.awaitGone(guarded.toHandle(), SOON);
		assertThat(removed.isAlive()).isTrue();
		removed.destroyForcibly().waitFor();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void looksForNothingWhenAllIsKnownToBeGone() throws Exception {
		Process left = sleep("left/1.");
		for (boolean clean : new boolean[] { true, false }) {
			Guard guard = new Guard("test", "left/");
			guard.remove(guard.add(left.toHandle()));
			ProcessHandle shell = awaitShell(guard);
			guard.close(clean);
			Launchers.awaitGone(shell, SOON);
			assertThat(left.isAlive()).isEqualTo(clean);
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void killsWhatItStillGuardsThoughAllIsSaidToBeGone() throws Exception {
		Guard guard = new Guard("test", "none/");
		Process guarded = sleep();
		guard.add(guarded.toHandle());
		guard.close(true);
		Launchers.awaitGone(guarded.toHandle(), SOON);
	}

	@Test
	@Tag("F37")
	@EnabledOnOs(OS.LINUX)
	void sparesAProcessThatGotTheNumberOfAnother() throws Exception {
		Process other = sleep();
		Process guarded = sleep();
		Guard guard = new Guard("test", "none/");
		guard.add(guarded.toHandle());
		guard.add(other.pid() + " 1");
		guard.close();
		Launchers.awaitGone(guarded.toHandle(), SOON);
		assertThat(other.isAlive()).isTrue();
		other.destroyForcibly().waitFor();
	}

	@Test
	void startsAgainWithTheNextChildAndThenKnowsThemAll() throws Exception {
		Guard guard = new Guard("test", "none/");
		Process first = sleep();
		guard.add(first.toHandle());
		ProcessHandle shell = awaitShell(guard);
		shell.destroyForcibly();
		Launchers.awaitGone(shell, SOON);
		Process second = sleep();
		guard.add(second.toHandle());
		Launchers.awaitUntil(() -> !shell.equals(guard.process()));
		guard.close();
		Launchers.awaitGone(first.toHandle(), SOON);
		Launchers.awaitGone(second.toHandle(), SOON);
	}

	@Test
	void neverBlocksThoughItDoesNotRead() throws Exception {
		Guard guard = new Guard("test", "none/");
		Process guarded = sleep();
		guard.add(guarded.toHandle());
		ProcessHandle shell = awaitShell(guard);
		Launchers.signal("STOP", shell.pid());
		for (int i = 1; i <= 50_000; i++) {
			guard.remove(guard.add(i + " x1"));
		}
		guard.close();
		Launchers.awaitGone(shell, SOON.multipliedBy(3));
		guarded.destroyForcibly().waitFor();
	}

	@Test
	void hasACleanEnvironment() throws Exception {
		Guard guard = new Guard("test", "none/");
		Process guarded = sleep();
		guard.add(guarded.toHandle());
		ProcessHandle shell = awaitShell(guard);
		if (Proc.isAvailable()) {
			Launchers.awaitUntil(
					() -> Proc.hasEnvironment(shell.pid(), "PATH=/usr/bin:/bin".getBytes(StandardCharsets.UTF_8)));
			assertThat(Proc.hasEnvironment(shell.pid(),
					("HOME=" + System.getenv("HOME")).getBytes(StandardCharsets.UTF_8)))
				.isFalse();
		}
		guard.close();
		Launchers.awaitGone(guarded.toHandle(), SOON);
	}

	private static ProcessHandle awaitShell(Guard guard) {
		return Objects.requireNonNull(Launchers.awaitValue(guard::process));
	}

	private static Process sleep() throws Exception {
		return sleep("");
	}

	private static Process sleep(String marker) throws Exception {
		ProcessBuilder builder = new ProcessBuilder("sleep", "600");
		builder.environment().put(Descendants.MARKER, marker);
		return builder.start();
	}

}
