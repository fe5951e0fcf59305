package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a process for one task promises, with real children.
 */
@Timeout(60)
class WorkerProcessTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private final List<WorkerProcess<?>> processes = new ArrayList<>();

	@AfterEach
	void leaveNothingBehind() {
		this.processes.forEach(WorkerProcess::close);
		for (WorkerProcess<?> process : this.processes) {
			assertThat(process.isAlive()).isFalse();
			process.pid().ifPresent((pid) -> assertThat(ProcessHandle.of(pid)).isEmpty());
		}
	}

	@Test
	void joinReturnsTheResultAndTheProcessIsOver() throws Exception {
		WorkerProcess<Long> process = started(builder().name("adder").task((a, b) -> a + b, 40L, 2L));
		assertThat(process.name()).isEqualTo("adder");
		assertThat(process.isAlive()).isTrue();
		assertThat(process.exitCode()).isEmpty();
		assertThat(process.join(LONG)).isEqualTo(42L);
		assertThat(process.isAlive()).isFalse();
		assertThat(process.exitCode()).hasValue(0);
	}

	@Test
	void theBodyRunsInTheProcessThatPidNames() throws Exception {
		WorkerProcess<Long> process = started(builder().task(() -> ProcessHandle.current().pid()));
		long pid = process.join(LONG);
		assertThat(pid).isNotEqualTo(ProcessHandle.current().pid());
		assertThat(process.pid()).hasValue(pid);
	}

	@Test
	void anAsynchronousBodyIsAwaited() throws Exception {
		WorkerProcess<String> process = started(
				builder().taskAsync((String text) -> CompletableFuture.supplyAsync(text::toUpperCase), "async"));
		assertThat(process.result().toCompletableFuture().get()).isEqualTo("ASYNC");
		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void whatTheBodyThrowsIsThrownFromTheJoin() {
		WorkerProcess<String> process = started(builder().task(() -> {
			throw new IllegalArgumentException("no such book");
		}));
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> process.join(LONG))
			.withMessage("no such book");
		assertThat(process.exitCode()).hasValue(0);
	}

	@Test
	void nothingCanBeAwaitedBeforeTheStart() {
		WorkerProcess<String> process = made(builder().task(() -> "late"));
		assertThatIllegalStateException().isThrownBy(() -> process.join(LONG)).withMessageContaining("start()");
		assertThatIllegalStateException().isThrownBy(process::result);
		assertThatIllegalStateException().isThrownBy(process::terminate);
		assertThatIllegalStateException().isThrownBy(process::kill);
		assertThat(process.isAlive()).isFalse();
		assertThat(process.pid()).isEmpty();
		assertThat(process.exitCode()).isEmpty();
	}

	@Test
	void aProcessStartsOnce() {
		WorkerProcess<String> process = started(builder().task(() -> "once"));
		assertThatIllegalStateException().isThrownBy(process::start);
		WorkerProcess<String> closed = made(builder().task(() -> "never"));
		closed.close();
		assertThatIllegalStateException().isThrownBy(closed::start);
	}

	@Test
	void aJoinThatTimesOutLeavesTheProcessRunning() {
		WorkerProcess<String> process = started(sleeper(builder()));
		awaitRunning(process);
		long pid = process.pid().getAsLong();
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> process.join(Duration.ofMillis(20)));
		assertThat(process.isAlive()).isTrue();
		assertThat(ProcessHandle.of(pid)).isPresent();
		process.kill();
	}

	@Test
	void aKilledProcessIsLostWithItsExitCode() {
		WorkerProcess<String> process = started(sleeper(builder()));
		awaitRunning(process);
		process.kill();
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> process.join(LONG))
			.withMessageContaining("killed on request")
			.satisfies((ex) -> assertThat(ex.exit().signal()).hasValue(9));
		assertThat(process.exitCode()).hasValue(128 + 9);
	}

	@Test
	void aProcessKilledFromOutsideIsLost() {
		WorkerProcess<String> process = started(sleeper(builder()));
		awaitRunning(process);
		ProcessHandle.of(awaitPid(process)).orElseThrow().destroyForcibly();
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> process.join(LONG));
	}

	@Test
	void aProcessKilledWhileItStartsIsLostAndNotStartedAgain() {
		WorkerProcess<String> process = started(builder().task(() -> "never"));
		process.kill();
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> process.join(LONG))
			.satisfies((ex) -> assertThat(ex.started()).isFalse());
		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void terminateInterruptsTheBody() {
		WorkerProcess<String> process = started(sleeper(builder()));
		awaitRunning(process);
		process.terminate();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> process.join(LONG));
		assertThat(process.exitCode()).hasValue(0);
	}

	@Test
	void terminateKillsABodyThatIgnoresItsInterrupt() {
		WorkerProcess<String> process = started(
				builder().killGrace(Duration.ofMillis(100)).task(WorkerProcessTests::spin));
		awaitRunning(process);
		process.terminate();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> process.join(LONG));
		assertThat(process.exitCode()).hasValue(128 + 9);
	}

	@Test
	void aDeadlineEndsTheProcess() {
		WorkerProcess<String> process = started(sleeper(builder().taskTimeout(Duration.ofSeconds(2))));
		awaitRunning(process);
		assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(() -> process.join(LONG));
		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void aBodyThatLeavesTheJvmIsLostWithItsStatus() {
		WorkerProcess<String> process = started(builder().task(() -> {
			Runtime.getRuntime().halt(7);
			return "";
		}));
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> process.join(LONG));
		assertThat(process.exitCode()).hasValue(7);
	}

	@Test
	void theInitializerRunsBeforeTheBody() throws Exception {
		WorkerProcess<String> process = started(
				builder().initializer(Preparing.class, "ready").task(() -> System.getProperty("prepared")));
		assertThat(process.join(LONG)).isEqualTo("ready");
	}

	@Test
	void anInitializerThatThrowsEndsTheProcessAtOnce() {
		WorkerProcess<String> process = started(builder().initializer(Refusing.class).task(() -> "never"));
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(() -> process.join(LONG))
			.withMessageContaining("no licence");
		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void whatCannotBeSentStartsNothing() {
		Object notSendable = new Thread("t");
		WorkerProcess<String> process = made(builder().task((Object thread) -> "never", notSendable));
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(process::start);
		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void whatAProcessCannotDoSaysSo() throws Exception {
		WorkerProcess<String> process = builder().task(() -> "done");
		assertThatIllegalStateException().isThrownBy(process::result).withMessageContaining("call start() first");
		assertThatIllegalStateException().isThrownBy(process::terminate).withMessageContaining("call start() first");
		assertThatIllegalStateException().isThrownBy(process::kill).withMessageContaining("call start() first");
		assertThat(process.exitCode()).isEmpty();
		process.start();
		assertThatIllegalStateException().isThrownBy(process::start).withMessageContaining("started before");
		assertThat(process.join(LONG)).isEqualTo("done");
		assertThatIllegalStateException().isThrownBy(process::start).withMessageContaining("make another one");
		WorkerProcess<String> closed = builder().task(() -> "never");
		closed.close();
		assertThatIllegalStateException().isThrownBy(closed::start).withMessageContaining("closed before");
	}

	@Test
	void aWorkerHasNoProcessesOfItsOwn() {
		WorkerProcess<String> process = started(
				builder().task(() -> WorkerProcess.builder().task(() -> "inner").name()));
		assertThatIllegalStateException().isThrownBy(() -> process.join(LONG)).withMessageContaining("worker");
	}

	@Test
	void closeKillsWhatDoesNotEndWithinTheDrainTimeout() {
		WorkerProcess<String> process = started(sleeper(builder().drainTimeout(Duration.ofMillis(100))));
		awaitRunning(process);
		process.close();
		assertThat(process.isAlive()).isFalse();
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(() -> process.join(LONG));
	}

	private static WorkerProcessBuilder builder() {
		return WorkerProcess.builder();
	}

	private static WorkerProcess<String> sleeper(WorkerProcessBuilder builder) {
		return builder.task(() -> {
			announce();
			Thread.sleep(120_000);
			return "slept";
		});
	}

	static String spin() throws IOException {
		announce();
		while (true) {
			Thread.onSpinWait();
		}
	}

	private <R> WorkerProcess<R> made(WorkerProcess<R> process) {
		this.processes.add(process);
		return process;
	}

	private <R> WorkerProcess<R> started(WorkerProcess<R> process) {
		return made(process).start();
	}

	private static long awaitPid(WorkerProcess<?> process) {
		Awaitility.await().until(() -> process.pid().isPresent());
		return process.pid().getAsLong();
	}

	/** Waits until the body has begun. */
	private static void awaitRunning(WorkerProcess<?> process) {
		Path file = announcement(awaitPid(process));
		Awaitility.await().until(() -> Files.exists(file));
		file.toFile().delete();
	}

	/** Leaves a file that says that the body has begun. */
	private static void announce() throws IOException {
		Files.createFile(announcement(ProcessHandle.current().pid()));
	}

	private static Path announcement(long pid) {
		return Path.of(System.getProperty("java.io.tmpdir"), "aiopool-test-process-" + pid);
	}

	static class Preparing implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			System.setProperty("prepared", context.args().get(0));
		}

	}

	static class Refusing implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			throw new IllegalStateException("no licence");
		}

	}

}
