package io.aiopool.spring.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Stream;

import io.aiopool.OffProcessException;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerOutOfMemoryException;
import io.aiopool.WorkerState;
import io.aiopool.spring.test.app.TestedApplication;
import io.aiopool.spring.test.app.TestedService;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

@SpringBootTest(classes = TestedApplication.class)
class WorkerFaultsTests {

	private static final long HERE = ProcessHandle.current().pid();

	@Autowired
	private TestedService service;

	@Autowired
	private ProcessPool pool;

	@Autowired
	private WorkerFaults faults;

	/** The kinds of methods that a fault may befall. */
	enum Kind {

		PLAIN((service) -> service.plain()), FUTURE((service) -> service.future().join()),
		FLUX((service) -> service.flux().blockLast()),

		PLAIN_WITH_DEADLINE((service) -> service.plainWithDeadline()),
		MONO_WITH_DEADLINE((service) -> service.monoWithDeadline().block()),
		FLUX_WITH_DEADLINE((service) -> service.fluxWithDeadline().blockLast());

		private final Function<TestedService, Object> call;

		Kind(Function<TestedService, Object> call) {
			this.call = call;
		}

		<T extends OffProcessException> T fail(TestedService service, Class<T> type) {
			Throwable thrown = catchThrowableOfType(Throwable.class, () -> this.call.apply(service));
			Throwable cause = (thrown instanceof CompletionException) ? thrown.getCause() : thrown;
			assertThat(cause).isExactlyInstanceOf(type);
			return type.cast(cause);
		}

	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = ".*_WITH_DEADLINE")
	void killedWorker(Kind kind) {
		this.faults.onNextTask(TaskFault.KILL);
		WorkerLostException failure = kind.fail(this.service, WorkerLostException.class);
		assertThat(failure.exit()).isNotNull();
		assertThat(failure).hasMessageContaining("TestedService." + ((kind == Kind.FUTURE) ? "future" : ""))
			.hasMessageContaining("SIGKILL");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = ".*_WITH_DEADLINE")
	void exitOfTheWorker(Kind kind) {
		this.faults.onNextTask(TaskFault.EXIT);
		assertThat(kind.fail(this.service, WorkerLostException.class)).hasMessageContaining("exit code 1");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = ".*_WITH_DEADLINE")
	void exhaustedHeap(Kind kind) {
		this.faults.onNextTask(TaskFault.OUT_OF_MEMORY);
		kind.fail(this.service, WorkerOutOfMemoryException.class);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_ANY, names = ".*_WITH_DEADLINE")
	void taskThatHangsUntilItsDeadline(Kind kind) {
		this.service.plain();
		this.faults.onNextTask(TaskFault.HANG);
		kind.fail(this.service, TaskTimeoutException.class);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = ".*_WITH_DEADLINE")
	void corruptResult(Kind kind) {
		this.faults.onNextTask(TaskFault.CORRUPT_RESULT);
		assertThat(kind.fail(this.service, TaskSerializationException.class).phase()).isEqualTo(Phase.RESULT_DECODE);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.MATCH_NONE, names = ".*_WITH_DEADLINE")
	void unsendableResult(Kind kind) {
		this.faults.onNextTask(TaskFault.UNSENDABLE_RESULT);
		assertThat(kind.fail(this.service, TaskSerializationException.class).phase()).isEqualTo(Phase.RESULT_ENCODE);
	}

	@Test
	void plainTaskThatHangsWithoutDeadlineEndsWithTheReset() {
		this.faults.onNextTask("TestedService.plain", TaskFault.HANG);
		CompletableFuture<Long> hanging = CompletableFuture.supplyAsync(this.service::plain);
		await().until(() -> this.pool.statistics().inFlight() == 1);
		this.faults.reset();
		assertThat(hanging).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void asynchronousTaskThatHangsWithoutDeadlineEndsWithTheReset() {
		this.faults.onNextTask(TaskFault.HANG);
		CompletableFuture<Long> hanging = this.service.future();
		await().until(() -> this.pool.statistics().inFlight() == 1);
		this.faults.reset();
		assertThat(hanging).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void faultsFindTheirTaskByName() {
		this.faults.onNextTask("named", TaskFault.EXIT);
		this.faults.onNextTask("TestedService.plain", TaskFault.CORRUPT_RESULT);
		assertThat(this.service.future().join()).isNotEqualTo(HERE);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(this.service::plain);
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(this.service::named);
		assertThat(this.service.named()).isEqualTo(this.service.plain());
	}

	@Test
	void faultsFindTheirTaskByPool() {
		this.faults.inPool("other").onNextTask(TaskFault.EXIT);
		assertThat(this.service.plain()).isNotEqualTo(HERE);
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(this.service::other)
			.withMessageContaining("of pool 'other'");
		long killed = this.faults.inPool("other").killWorker();
		assertThat(this.service.other()).isNotIn(HERE, killed, this.service.plain());
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.inPool("nowhere"))
			.withMessageContaining("There is no pool 'nowhere'");
	}

	@Test
	void faultsHappenInTheirOrderAndOnce() {
		this.faults.onNextTask(TaskFault.UNSENDABLE_RESULT);
		this.faults.onNextTask(TaskFault.CORRUPT_RESULT);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(this.service::plain)
			.matches((failure) -> failure.phase() == Phase.RESULT_ENCODE);
		assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(this.service::plain)
			.matches((failure) -> failure.phase() == Phase.RESULT_DECODE);
		assertThat(this.service.plain()).isNotEqualTo(HERE);
	}

	@Test
	void bodiesGivenToThePoolHaveFaultsToo() {
		this.faults.onNextTask(TaskFault.EXIT);
		assertThat(this.pool.apply(() -> 1)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(WorkerLostException.class);
		this.faults.onNextTask(TaskFault.UNSENDABLE_RESULT);
		assertThat(this.pool.applyAsync(CompletableFuture::completedFuture, 1)).failsWithin(Duration.ofSeconds(10))
			.withThrowableThat()
			.withCauseInstanceOf(TaskSerializationException.class);
		assertThat(this.pool.apply(() -> 1).join()).isEqualTo(1);
	}

	@Test
	void eachSubscriptionIsATask() {
		Flux<Long> flux = this.service.flux();
		this.faults.onNextTask(TaskFault.EXIT);
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(flux::blockLast);
		assertThat(flux.collectList().block()).hasSize(2);
	}

	@Test
	void idleWorkerThatIsKilledIsReplaced() {
		long before = this.service.plain();
		assertThat(this.faults.killWorker()).isEqualTo(before);
		assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
		assertThat(this.service.plain()).isNotIn(HERE, before);
	}

	@Test
	void idempotentTaskOfAKilledWorkerIsRunAgain(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("attempts");
		CompletableFuture<Integer> result = this.service.attempt(file.toString());
		await().until(() -> Files.exists(file) && Files.size(file) == 1);
		this.faults.killBusyWorker();
		assertThat(result).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(2);
	}

	@Test
	void poolThatStartedAnewIsReady() {
		this.faults.onNextTask(TaskFault.EXIT);
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(this.service::plain);
		this.faults.reset();
		assertThat(this.pool.workers()).hasSize(1).allMatch((worker) -> worker.state() == WorkerState.READY);
	}

	@Test
	void failedStartIsTriedAgain() {
		long before = this.service.plain();
		this.faults.failNextStart();
		this.faults.killWorker();
		assertThat(this.service.plain()).isNotIn(HERE, before);
		assertThat(this.pool.workers().get(0).generation()).isEqualTo(3);
	}

	@Test
	void poolWhoseStartsFailBecomesUnavailable() {
		this.service.plain();
		for (int i = 0; i < 6; i++) {
			this.faults.failNextStart();
		}
		this.faults.killWorker();
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(this.service::plain)
			.withMessageContaining("made to fail by WorkerFaults");
	}

	@Test
	void slowStartIsWaitedFor() {
		this.service.plain();
		this.faults.delayNextStart(Duration.ofMillis(600));
		this.faults.killWorker();
		assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(this.service::plainWithDeadline);
		assertThat(this.service.plain()).isNotEqualTo(HERE);
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.delayNextStart(Duration.ZERO))
			.withMessage("delay must be more than zero, but was PT0S");
	}

	/** Neither the quarantine nor the back-off of one test is met by the next. */
	@RepeatedTest(6)
	void manyTestsMayKillTheSameMethod() {
		this.faults.onNextTask(TaskFault.KILL);
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(this.service::plain);
	}

	@Test
	void resetLeavesNoFilesBehind() throws Exception {
		this.faults.failNextStart();
		this.faults.reset();
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			assertThat(files.filter((file) -> file.getFileName().toString().startsWith("aiopool-faults-"))).isEmpty();
		}
	}

}
