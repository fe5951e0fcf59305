package io.aiopool.fault;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteFunction;
import io.aiopool.RemoteTaskException;
import io.aiopool.fault.MisbehavingValues.CheckedProblem;
import io.aiopool.fault.MisbehavingValues.ErrorOnWriteProblem;
import io.aiopool.fault.MisbehavingValues.HomesickProblem;
import io.aiopool.fault.MisbehavingValues.HostileProblem;
import io.aiopool.fault.MisbehavingValues.UncarriableProblem;
import io.aiopool.fault.MisbehavingValues.UnreadableProblem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a task throws, and what its caller gets.
 */
class ExceptionFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@Test
	@Tag("F1")
	void checkedExceptionKeepsTypeFieldsAndCause() {
		long pid = pools.pid(pools.shared());
		CheckedProblem problem = FaultPools.failure(pools.shared().apply(() -> {
			throw new CheckedProblem("checked", 42, new FileNotFoundException("inner"));
		}), CheckedProblem.class);
		assertThat(problem).hasMessage("checked").hasCauseInstanceOf(FileNotFoundException.class);
		assertThat(problem.code()).isEqualTo(42);
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	@Test
	@Tag("F1")
	void stackTraceIsThatOfTheOtherSideWithTheBoundaryMarked() {
		IllegalStateException problem = FaultPools.failure(pools.shared().apply(ExceptionFaultTests::throwRemotely),
				IllegalStateException.class);
		int boundary = indexOf(problem, (frame) -> frame.toString().contains("process boundary"));
		int remote = indexOf(problem, (frame) -> frame.getMethodName().equals("throwRemotely"));
		assertThat(remote).isNotNegative();
		assertThat(boundary).isGreaterThan(remote);
	}

	@Test
	@Tag("F1")
	void exceptionOfAnAsynchronousBodyIsTheSame() {
		CheckedProblem problem = FaultPools.failure(
				pools.shared().applyAsync(() -> CompletableFuture.failedFuture(new CheckedProblem("async", 7, null))),
				CheckedProblem.class);
		assertThat(problem).hasMessage("async");
	}

	@Test
	@Tag("F2")
	void errorIsRethrownAndTheWorkerLives() {
		long pid = pools.pid(pools.shared());
		assertThat(FaultPools.failure(pools.shared().apply(() -> {
			throw new AssertionError("an error");
		}), AssertionError.class)).hasMessage("an error");
		assertThat(FaultPools.failure(pools.shared().apply(() -> {
			throw new ExceptionInInitializerError("no class");
		}), ExceptionInInitializerError.class)).hasMessage("no class");
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	@Test
	@Tag("F2")
	void stackOverflowIsRethrownAndItsWorkerReplaced() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		StackOverflowError error = FaultPools.failure(pool.apply(() -> MisbehavingTasks.overflowStack(0)),
				StackOverflowError.class);
		assertThat(Arrays.stream(error.getStackTrace()))
			.anyMatch((frame) -> frame.getMethodName().equals("overflowStack"));
		FaultPools.eventually(() -> pools.pid(pool) != pid);
	}

	@Test
	@Tag("F3")
	void exceptionThatCannotBeCarriedArrivesAsText() {
		long pid = pools.pid(pools.shared());
		verifyText(() -> {
			throw new UncarriableProblem("with a thread");
		}, UncarriableProblem.class.getName(), "with a thread");
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	@Test
	@Tag("F3")
	void exceptionOfAnAsynchronousBodyWhoseEncodingFailsWithAnErrorArrivesAsText() {
		RemoteTaskException problem = FaultPools.failure(
				pools.shared()
					.applyAsync(() -> CompletableFuture.failedFuture(new ErrorOnWriteProblem("cannot be written"))),
				RemoteTaskException.class);
		assertThat(problem).hasMessageContaining("cannot be written");
	}

	@Test
	@Tag("F3")
	void exceptionWhoseDecodingThrowsArrivesAsText() {
		verifyText(() -> {
			throw new UnreadableProblem("cannot be read");
		}, UnreadableProblem.class.getName(), "cannot be read");
	}

	@Test
	@Tag("F3")
	void exceptionThatDoesNotWorkHereArrivesAsText() {
		verifyText(() -> {
			throw new HomesickProblem("works there");
		}, HomesickProblem.class.getName(), "works there");
	}

	@Test
	@Tag("F3")
	void exceptionThatDoesNotWorkHereEndsItsMap() {
		RemoteFunction<Integer, Integer> body = (number) -> {
			throw new HomesickProblem("works there");
		};
		assertThat(CompletableFuture.supplyAsync(() -> pools.shared().map(body, List.of(1, 2, 3)).toList()))
			.failsWithin(FaultPools.LIMIT)
			.withThrowableThat()
			.withStackTraceContaining(RemoteTaskException.class.getName());
	}

	@Test
	@Tag("F3")
	void messageThatIsLargerThanAFrameArrivesCut() {
		ProcessPool pool = pools.open(FaultPools.small().maxPayload(64 << 10));
		long pid = pools.pid(pool);
		RemoteTaskException problem = FaultPools.failure(pool.apply(() -> {
			throw new IllegalStateException("quotes a document: " + "x".repeat(3 << 20));
		}), RemoteTaskException.class);
		assertThat(problem).hasMessageContaining("quotes a document: xxx");
		assertThat(problem.getMessage()).hasSizeLessThan(1 << 20);
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	@Test
	@Tag("F3")
	void exceptionWhoseOwnMethodsFailIsReportedAllTheSame() {
		Throwable problem = FaultPools.failure(pools.shared().apply(() -> {
			throw new HostileProblem();
		}));
		assertThat(problem).isInstanceOf(HostileProblem.class).hasMessage("readable here");
	}

	@Test
	@Tag("F3")
	void exceptionWhoseClassIsMissingHereArrivesAsText(@TempDir Path directory) throws Exception {
		String name = ChildOnlyClasses.compileException(directory);
		ProcessPool pool = pools.open(FaultPools.small().launch(ChildOnlyClasses.launch(directory)));
		RemoteTaskException problem = FaultPools.failure(pool.apply((String type) -> {
			throw (Exception) Class.forName(type).getConstructor(String.class).newInstance("only there");
		}, name), RemoteTaskException.class);
		assertThat(problem.remoteType()).isEqualTo(name);
		assertThat(problem).hasMessageContaining("only there");
		assertThat(pools.pid(pool)).isPositive();
	}

	private static void verifyText(RemoteCallable<String> body, String type, String message) {
		RemoteTaskException problem = FaultPools.failure(pools.shared().apply(body), RemoteTaskException.class);
		assertThat(problem.remoteType()).isEqualTo(type);
		assertThat(problem).hasMessageContaining(type).hasMessageContaining(message);
		assertThat(problem.remoteStackTrace()).contains("at " + ExceptionFaultTests.class.getName());
	}

	private static String throwRemotely() {
		throw new IllegalStateException("thrown there");
	}

	private static int indexOf(Throwable problem, java.util.function.Predicate<StackTraceElement> predicate) {
		StackTraceElement[] frames = problem.getStackTrace();
		for (int i = 0; i < frames.length; i++) {
			if (predicate.test(frames[i])) {
				return i;
			}
		}
		return -1;
	}

}
