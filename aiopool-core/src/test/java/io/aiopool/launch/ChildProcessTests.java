package io.aiopool.launch;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildProcessTests {

	private static final Duration SOON = Duration.ofSeconds(2);

	private static final String SLEEPER = "echo sleeper $$; exec sleep 600";

	private ProcessLauncher launcher;

	@BeforeEach
	void open() {
		this.launcher = Launchers.launcher();
	}

	@AfterEach
	void close() {
		this.launcher.close();
	}

	@Test
	@Tag("F18")
	void floodWithoutNewlineIsReadInBoundedMemory() throws Exception {
		long before = usedHeap();
		ChildProcess child = Launchers.start(this.launcher, "flood");
		assertThat(exit(child)).isZero();
		assertThat(usedHeap() - before).isLessThan(1 << 20);
		List<String> tail = child.outputTail();
		assertThat(String.join("", tail)).hasSize(OutputTail.CAPACITY).endsWith("xthe end");
		assertThat(tail).allMatch((line) -> line.length() <= OutputTail.LONGEST_LINE);
		assertThat(child.droppedOutput()).isEqualTo((100L << 20) + "the end".length() - OutputTail.CAPACITY);
	}

	@Test
	@Tag("F21")
	@DisabledOnOs(OS.WINDOWS)
	void deathIsSeenThoughAGrandchildHoldsTheOutput() throws Exception {
		ChildProcess child = Launchers.start(this.launcher, "start " + SLEEPER);
		ProcessHandle sleeper = Launchers.awaitProcess(child, "sleeper");
		child.kill();
		assertThat(child.onExit().get(1, TimeUnit.SECONDS)).isEqualTo(128 + 9);
		Launchers.awaitGone(sleeper, SOON);
	}

	@Test
	@Tag("F21")
	@EnabledOnOs(OS.LINUX)
	void whatAChildThatDiedByItselfLeftBehindIsKilled() throws Exception {
		ChildProcess child = Launchers.start(this.launcher, "start " + SLEEPER);
		ProcessHandle sleeper = Launchers.awaitProcess(child, "sleeper");
		Launchers.signal("KILL", child.pid());
		assertThat(child.onExit().get(1, TimeUnit.SECONDS)).isEqualTo(128 + 9);
		Launchers.awaitGone(sleeper, SOON);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void grandchildThatDetachedItselfIsKilled() throws Exception {
		String daemon = "(" + SLEEPER.replace("$$", "$(exec sh -c 'echo $PPID')") + ") & exit 0";
		ChildProcess child = Launchers.start(this.launcher, "start " + daemon);
		ProcessHandle sleeper = Launchers.awaitProcess(child, "sleeper");
		Launchers.awaitUntil(() -> sleeper.parent().map(ProcessHandle::pid).orElse(1L) != child.pid()
				&& ProcessHandle.of(child.pid()).orElseThrow().descendants().noneMatch(sleeper::equals));
		child.kill();
		Launchers.awaitGone(sleeper, SOON);
	}

	@Test
	@DisabledOnOs(OS.WINDOWS)
	void descendantsOfEveryDepthAreKilled() throws Exception {
		ChildProcess child = Launchers.start(this.launcher,
				"start echo outer $$; sh -c 'echo inner $$; sleep 600; true'; true");
		ProcessHandle outer = Launchers.awaitProcess(child, "outer");
		ProcessHandle inner = Launchers.awaitProcess(child, "inner");
		ProcessHandle innermost = Launchers.awaitValue(() -> inner.children().findFirst().orElse(null));
		child.kill();
		for (ProcessHandle process : List.of(outer, inner, innermost)) {
			Launchers.awaitGone(process, SOON);
		}
	}

	@Test
	void replacementIsNotTakenForSomethingLeftBehind() throws Exception {
		for (int round = 0; round < 10; round++) {
			ChildProcess child = Launchers.start(this.launcher, "idle");
			Launchers.awaitOutput(child, "ready");
			child.kill();
			assertThat(exit(child)).isEqualTo(128 + 9);
		}
	}

	@Test
	@Tag("F37")
	void killingWhatWasReapedHasNoEffect() throws Exception {
		ChildProcess child = Launchers.start(this.launcher, "exit 4");
		assertThat(exit(child)).isEqualTo(4);
		child.kill();
		child.closeInput();
		child.kill();
		assertThat(exit(child)).isEqualTo(4);
		assertThat(ProcessHandle.of(child.pid())).isEmpty();
	}

	@Test
	void exitIsSeenThoughTheCommonPoolIsBlocked() throws Exception {
		CountDownLatch end = new CountDownLatch(1);
		ChildProcess child = Launchers.start(this.launcher, "idle");
		Launchers.awaitOutput(child, "ready");
		try {
			for (int i = 0; i < 64; i++) {
				ForkJoinPool.commonPool().execute(() -> awaitQuietly(end));
			}
			child.kill();
			assertThat(child.onExit().get(1, TimeUnit.SECONDS)).isEqualTo(128 + 9);
		}
		finally {
			end.countDown();
		}
	}

	@Test
	void completingTheExitFutureDeceivesNobody() throws Exception {
		ChildProcess child = Launchers.start(this.launcher, "exit 6");
		child.onExit().complete(0);
		child.onExit().cancel(true);
		assertThat(exit(child)).isEqualTo(6);
	}

	@Test
	@Tag("F41")
	@DisabledOnOs(OS.WINDOWS)
	void signalsOfTheTerminalAreIgnoredButNotByProcessesOfTasks() throws Exception {
		ChildProcess child = Launchers.start(this.launcher, "start echo sleeper $$; echo ready; exec sleep 600");
		ProcessHandle sleeper = Launchers.awaitProcess(child, "sleeper");
		Launchers.awaitOutput(child, "ready");
		for (String signal : List.of("INT", "TERM", "HUP")) {
			Launchers.signal(signal, child.pid());
		}
		sleeper.destroy();
		Launchers.awaitGone(sleeper, SOON);
		assertThat(child.awaitExit(Duration.ofMillis(200))).isFalse();
	}

	@Test
	@Tag("F17")
	void closedStandardStreamsNeitherEndTheChildNorBlindIt() throws Exception {
		ChildProcess child = Launchers.start(this.launcher, "close-streams");
		Launchers.awaitOutput(child, "ready");
		assertThat(child.awaitExit(Duration.ofMillis(300))).isFalse();
		child.closeInput();
		assertThat(exit(child)).isEqualTo(86);
	}

	@Test
	void lastLinesAreThereOnceTheExitIsKnown() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 5; round++) {
			String text = "Gr\u00FC\u00DFe " + random.nextLong();
			ChildProcess child = Launchers.start(this.launcher, "print " + text);
			assertThat(exit(child)).isZero();
			assertThat(child.outputTail()).as("seed %d", seed).containsExactly(text);
			assertThat(child.droppedOutput()).isZero();
		}
	}

	private static int exit(ChildProcess child) throws Exception {
		return child.onExit().get(Launchers.LIMIT.toSeconds(), TimeUnit.SECONDS);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static long usedHeap() {
		Runtime runtime = Runtime.getRuntime();
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return runtime.totalMemory() - runtime.freeMemory();
	}

}
