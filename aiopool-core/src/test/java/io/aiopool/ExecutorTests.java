package io.aiopool;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What bodies of tasks run on in a worker: the counterpart of a custom event loop.
 */
class ExecutorTests {

	private static final int TASKS = 8;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	void bodiesRunOnPlatformThreadsByDefault() {
		ProcessPool pool = pools.open(FaultPools.small());
		assertThat(FaultPools.await(pool.apply(ExecutorTests::thread))).startsWith("Thread[").contains("aiopool-task-");
		assertThat(FaultPools.await(pool.applyAsync(ExecutorTests::threadLater))).contains("aiopool-task-");
	}

	@Test
	@EnabledForJreRange(maxVersion = 23)
	void virtualThreadsAreRefusedOnJdksWhoseVirtualThreadsHoldOnToTheirCarrier() {
		PoolBuilder builder = FaultPools.small().executor(WorkerSettings.VIRTUAL);
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageStartingWith("executor must be \"platform\" or the name of a class on JDK ")
			.withMessageEndingWith("but was \"virtual\", which needs JDK 24 or newer");
	}

	@Test
	@EnabledForJreRange(maxVersion = 23)
	void aWorkerWhoseOwnJdkIsTooOldForVirtualThreadsSaysSo() {
		String java = ProcessHandle.current().info().command().orElseThrow();
		PoolBuilder builder = FaultPools.small()
			.executor(WorkerSettings.VIRTUAL)
			.jvm(JvmSettings.DEFAULTS.withMaxHeap(32 << 20).withExecutable(Path.of(java)))
			.start(StartMode.EAGER);
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(() -> pools.open(builder))
			.withMessageContaining("aiopool.executor is virtual, which needs JDK 24 or newer, but the worker runs on");
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void bodiesRunOnVirtualThreadsWhereThatIsChosen() {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerSettings.VIRTUAL));
		assertThat(FaultPools.await(pool.apply(ExecutorTests::thread))).startsWith("VirtualThread[")
			.contains("aiopool-task-1");
		assertThat(FaultPools.await(pool.applyAsync(ExecutorTests::threadLater))).startsWith("VirtualThread[");
	}

	@Test
	@EnabledForJreRange(minVersion = 24)
	void theEvidenceOfATimeoutShowsTheVirtualThreadAndItIsInterrupted() {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerSettings.VIRTUAL));
		long worker = FaultPools.await(pool.apply(() -> ProcessHandle.current().pid()));
		CompletableFuture<Boolean> stuck = pool.with(TaskOptions.DEFAULTS.withTimeout(Duration.ofMillis(500)))
			.apply(ExecutorTests::sleepsInHere);
		assertThat(FaultPools.failure(stuck, TaskTimeoutException.class).threadDump()).contains("sleepsInHere");
		assertThat(FaultPools.await(pool.apply(() -> ProcessHandle.current().pid()))).isEqualTo(worker);
	}

	@Test
	void anExecutorOfTheApplicationRunsPlainAndAsynchronousBodies() {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerExecutors.Named.class));
		assertThat(FaultPools.await(pool.apply(ExecutorTests::thread))).contains("of-the-application");
		assertThat(FaultPools.await(pool.applyAsync(ExecutorTests::threadLater))).contains("of-the-application");
		assertThat(pool.map(ExecutorTests::threadOf, IntStream.range(0, 50).boxed().toList()).toList())
			.allMatch((thread) -> thread.contains("of-the-application"));
	}

	@Test
	void aFactoryMakesTheExecutorFromTheContextOfTheWorkerAndClosesItWithIt() {
		Path closed = this.directory.resolve("closed");
		ProcessPool pool = pools.open(FaultPools.small()
			.executor(WorkerExecutors.Factory.class)
			.initializer(WorkerExecutors.NoInitializer.class, "from-the-arguments", closed.toString()));
		assertThat(FaultPools.await(pool.apply(ExecutorTests::thread))).contains("from-the-arguments");
		pool.close();
		assertThat(closed).exists();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					io.aiopool.WorkerExecutors$Direct | runs what it is given on the thread that gives it
					io.aiopool.WorkerExecutors$Refusing | refuses what it is given to run: java.util.concurrent.RejectedExecutionException: full
					io.aiopool.WorkerExecutors$Dropping | has not run what it was given within 5 s
					io.aiopool.WorkerExecutors$Nothing | which made no executor
					io.aiopool.WorkerExecutors$NoInitializer | implements neither java.util.concurrent.Executor nor io.aiopool.WorkerExecutorFactory
					no.such.Executor | which is not on the class path of the worker
					""")
	void anExecutorThatCannotWorkIsToldAtTheStart(String executor, String problem) {
		PoolBuilder builder = FaultPools.small().executor(executor).start(StartMode.EAGER);
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(() -> pools.open(builder))
			.withMessageContaining("aiopool.executor names " + executor)
			.withMessageContaining(problem);
	}

	@Test
	void aClassThatIsNoExecutorIsRefusedWhereItIsGiven() {
		assertThatIllegalArgumentException().isThrownBy(() -> FaultPools.small().executor(String.class))
			.withMessage("executor must be a class that implements java.util.concurrent.Executor or"
					+ " io.aiopool.WorkerExecutorFactory, but was java.lang.String");
		assertThatIllegalArgumentException().isThrownBy(() -> FaultPools.small().executor(" "))
			.withMessageStartingWith("executor must not be blank");
	}

	@Test
	void aBodyThatItRefusesFailsAsOneThatHasNotRun() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerExecutors.RefusingWhenTold.class));
		long worker = FaultPools.await(pool.apply(() -> ProcessHandle.current().pid()));
		FaultPools.await(pool.apply(() -> WorkerExecutors.RefusingWhenTold.refuse(3)));
		assertThat(refusal(pool.applyAsync(WorkerExecutors::touchLater, here()))).contains("told to refuse");
		assertThat(refusal(pool.applyAsync(WorkerExecutors::touchLater, here()))).contains("told to refuse");
		assertThat(Files.list(this.directory)).isEmpty();
		// One that comes while the thread of another is not idle yet needs no other
		// thread.
		Awaitility.await().until(() -> refusal(pool.apply(() -> "exclusive")) != null);
		assertThat(FaultPools.await(pool.apply(() -> ProcessHandle.current().pid()))).isEqualTo(worker);
	}

	private static @Nullable String refusal(CompletableFuture<?> future) {
		try {
			FaultPools.await(future);
			return null;
		}
		catch (CompletionException ex) {
			assertThat(ex.getCause()).isInstanceOf(OffProcessException.class)
				.hasMessageContaining("has not run")
				.hasMessageContaining("aiopool.executor");
			return ex.getCause().getMessage();
		}
	}

	@Test
	void bodiesThatItRunsOnTheGivingThreadGetThreadsOfTheWorker() {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerExecutors.OneThreadOrCaller.class));
		FaultPools.await(pool.apply(() -> "ready"));
		List<CompletableFuture<Integer>> waiting = IntStream.range(0, TASKS)
			.mapToObj((number) -> pool.applyAsync(WorkerExecutors::meet, TASKS))
			.toList();
		assertThat(waiting).extracting(FaultPools::await).containsOnly(TASKS);
	}

	@Test
	void aBodyThatItDropsEndsAtItsDeadlineOrWithItsCancellation() {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerExecutors.DroppingWhenTold.class));
		long worker = FaultPools.await(pool.apply(() -> ProcessHandle.current().pid()));
		FaultPools.await(pool.apply(() -> WorkerExecutors.DroppingWhenTold.drop(2)));
		CompletableFuture<Integer> late = pool.with(TaskOptions.DEFAULTS.withTimeout(Duration.ofMillis(300)))
			.applyAsync(WorkerExecutors::touchLater, here());
		FaultPools.failure(late, TaskTimeoutException.class);
		CompletableFuture<Integer> cancelled = pool.applyAsync(WorkerExecutors::touchLater, here());
		Awaitility.await().until(() -> pool.statistics().inFlight() == 1);
		cancelled.cancel(true);
		Awaitility.await().until(() -> pool.statistics().inFlight() == 0);
		assertThat(FaultPools.await(pool.apply(() -> ProcessHandle.current().pid()))).isEqualTo(worker);
	}

	@Test
	void aBodyThatItRunsTwiceRunsOnce() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().executor(WorkerExecutors.Twice.class));
		for (int i = 0; i < TASKS; i++) {
			FaultPools.await(pool.applyAsync(WorkerExecutors::touchLater, here()));
		}
		FaultPools.await(pool.apply(() -> "the second runs had their time"));
		assertThat(Files.list(this.directory)).hasSize(TASKS);
	}

	private String here() {
		return this.directory.toString();
	}

	private static String thread() {
		return Thread.currentThread().toString();
	}

	private static String threadOf(int number) {
		return Thread.currentThread().toString();
	}

	private static CompletionStage<String> threadLater() {
		return CompletableFuture.completedFuture(thread());
	}

	private static boolean sleepsInHere() throws InterruptedException {
		TimeUnit.MINUTES.sleep(1);
		return true;
	}

}
