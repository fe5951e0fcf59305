package io.aiopool;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogLevels;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What workers log and print becomes events here.
 */
@Timeout(120)
class WorkerLogTests {

	private final List<WorkerLogEvent> events = new CopyOnWriteArrayList<>();

	private TrackedPool tracked;

	@AfterEach
	void close() {
		if (this.tracked != null) {
			this.tracked.close();
		}
	}

	private ProcessPool open(UnaryOperator<LogForwardingSettings> logs) {
		return open(ProcessPool.builder(), logs);
	}

	private ProcessPool open(PoolBuilder builder, UnaryOperator<LogForwardingSettings> logs) {
		LogForwardingSettings settings = LogForwardingSettings.DEFAULTS.withListener(this.events::add);
		this.tracked = TrackedPool.open(builder.name("logs").processes(1).logForwarding(logs.apply(settings)));
		return this.tracked.pool();
	}

	private WorkerLogEvent await(Predicate<WorkerLogEvent> wanted) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.events.stream().anyMatch(wanted));
		return this.events.stream().filter(wanted).findFirst().orElseThrow();
	}

	private WorkerLogEvent await(String message) {
		return await((event) -> event.message().equals(message));
	}

	@Test
	void systemLoggerAndJavaUtilLoggingAreForwarded() {
		ProcessPool pool = open(UnaryOperator.identity());
		WorkerSnapshot worker = pool.workers().get(0);
		Instant before = Instant.now().minusMillis(1);
		String thread = pool.apply(WorkerLogTests::logInSeveralWays).join();
		WorkerLogEvent system = await("by System.Logger 1");
		assertThat(system.level()).isEqualTo(Level.WARNING);
		assertThat(system.logger()).isEqualTo("app.System");
		assertThat(system.thread()).isEqualTo(thread);
		assertThat(system.time()).isBetween(before, Instant.now());
		assertThat(system.worker()).isEqualTo(new WorkerLogEvent.Worker("logs", 0, 1, worker.pid()));
		assertThat(system.worker()).hasToString("logs-0.1");
		assertThat(system.task()).isPositive();
		WorkerLogEvent jul = await("by java.util.logging 2");
		assertThat(jul.level()).isEqualTo(Level.INFO);
		assertThat(jul.logger()).isEqualTo("app.Jul");
		await("last");
		assertThat(this.events).extracting(WorkerLogEvent::message).doesNotContain("too fine");
	}

	private static String logInSeveralWays() {
		System.getLogger("app.System").log(Level.WARNING, "by System.Logger {0}", 1);
		Logger.getLogger("app.Jul").log(java.util.logging.Level.INFO, "by java.util.logging {0}", 2);
		Logger.getLogger("app.Jul").fine("too fine");
		Logger.getLogger("app.Jul").info("last");
		return Thread.currentThread().getName();
	}

	@Test
	void exceptionsLookLikeTheirOriginals() {
		ProcessPool pool = open(UnaryOperator.identity());
		String original = pool.apply(WorkerLogTests::logAnException).join();
		Throwable failure = await("it failed").failure();
		assertThat(failure).hasToString("java.io.IOException: gone");
		assertThat(failure.getCause()).hasToString(OnlyThere.class.getName() + ": why");
		assertThat(failure.getCause().getCause()).isNull();
		assertThat(failure.getSuppressed()).extracting(Throwable::toString)
			.containsExactly("java.lang.IllegalStateException");
		assertThat(failure.getStackTrace()[0].toString()).isEqualTo(original);
	}

	/** Its class need not be known here, and its cause is what it caused. */
	static final class OnlyThere extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final Throwable cyclic;

		OnlyThere(Throwable cyclic) {
			super("why");
			this.cyclic = cyclic;
		}

		@Override
		public synchronized Throwable getCause() {
			return this.cyclic;
		}

	}

	private static String logAnException() {
		IOException failure = new IOException("gone");
		failure.initCause(new OnlyThere(failure));
		failure.addSuppressed(new IllegalStateException());
		System.getLogger("app").log(Level.ERROR, "it failed", failure);
		return failure.getStackTrace()[0].toString();
	}

	@Test
	void exceptionsThatCannotBeReadAreNoHarm() {
		ProcessPool pool = open(UnaryOperator.identity());
		pool.apply(WorkerLogTests::logUnreadable).join();
		assertThat(await("unreadable").failure()).hasMessage("(cannot be read: java.lang.IllegalStateException)");
	}

	private static @Nullable Object logUnreadable() {
		System.getLogger("app").log(Level.ERROR, "unreadable", new Unreadable());
		return null;
	}

	static final class Unreadable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new IllegalStateException("not for you");
		}

	}

	@Test
	void printedLinesAreEventsOfTheirStream() {
		ProcessPool pool = open(UnaryOperator.identity());
		pool.apply(() -> {
			print(System.out, "to out\nsecond \u001B[31mred\n\nunfinished");
			print(System.err, "to err\n");
			return null;
		}).join();
		assertThat(await("to out")).returns("io.aiopool.worker.logs.stdout", WorkerLogEvent::logger)
			.returns(Level.INFO, WorkerLogEvent::level)
			.returns(pool.workers().get(0).pid(), (event) -> event.worker().pid());
		assertThat(await("to err")).returns("io.aiopool.worker.logs.stderr", WorkerLogEvent::logger)
			.returns(Level.WARNING, WorkerLogEvent::level);
		await("second \u00B7[31mred");
		pool.close();
		await("unfinished");
	}

	private static void print(PrintStream stream, String text) {
		stream.print(text);
		stream.flush();
	}

	@Test
	void lastWordsOfAWorkerThatHaltsArrive() {
		ProcessPool pool = open(UnaryOperator.identity());
		for (int i = 0; i < 5; i++) {
			int number = i;
			assertThat(pool.apply(() -> {
				System.getLogger("app").log(Level.INFO, "last words " + number);
				Runtime.getRuntime().halt(7);
				return null;
			})).failsWithin(Duration.ofSeconds(20));
			await("last words " + number);
		}
	}

	@Test
	void whatTheInitializerLogsArrivesThoughItFails() {
		PoolBuilder builder = ProcessPool.builder().initializer(Talkative.class).start(StartMode.BACKGROUND);
		try (ProcessPool pool = builder.processes(1)
			.logForwarding(LogForwardingSettings.DEFAULTS.withListener(this.events::add))
			.build()) {
			assertThat(pool.health()).isNotNull();
			await("from the initializer");
		}
	}

	static class Talkative implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			System.getLogger("app").log(Level.INFO, "from the initializer");
			throw new IllegalStateException("not today");
		}

	}

	@Test
	void levelsAreThoseOfTheParentAndFollowThem() {
		WorkerLogLevels levels = new WorkerLogLevels(Map.of("", Level.ERROR, "app.verbose", Level.DEBUG));
		ProcessPool pool = open((logs) -> logs.withLevels(levels));
		assertThat(pool.apply(WorkerLogTests::loggable).join()).isEqualTo("false true");
		levels.set(Map.of("", Level.INFO, "app.verbose", Level.OFF));
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.apply(WorkerLogTests::loggable).join()).isEqualTo("true false"));
	}

	@Test
	void newWorkersStartWithTheLevelsOfTheMoment() {
		WorkerLogLevels levels = new WorkerLogLevels(Map.of("", Level.ERROR));
		ProcessPool pool = open(ProcessPool.builder().maxTasksPerChild(1), (logs) -> logs.withLevels(levels));
		levels.set(Map.of("", Level.INFO, "app.verbose", Level.DEBUG));
		Awaitility.await()
			.untilAsserted(() -> assertThat(pool.apply(WorkerLogTests::loggable).join()).isEqualTo("true true"));
	}

	private static String loggable() {
		return System.getLogger("app.Other").isLoggable(Level.INFO) + " "
				+ System.getLogger("app.verbose.Logger").isLoggable(Level.DEBUG);
	}

	@Test
	void nothingBelowTheLowestLevelIsForwarded() {
		ProcessPool pool = open((logs) -> logs.withLevel(Level.ERROR));
		assertThat(pool.apply(WorkerLogTests::loggable).join()).isEqualTo("false false");
	}

	@Test
	void onlyContextThatIsAskedForGoesWithEvents() {
		ProcessPool pool = open((logs) -> logs.withContextKeys(Set.of("traceId")))
			.with(TaskOptions.DEFAULTS.withContext(Map.of("traceId", "ab", "secret", "s")));
		pool.apply(() -> {
			System.getLogger("app").log(Level.INFO, "with context");
			return null;
		}).join();
		assertThat(await("with context").context()).isEqualTo(Map.of("traceId", "ab"));
	}

	@Test
	void aFloodOfEventsIsCutAndCounted() {
		ProcessPool pool = open((logs) -> logs.withRate(100));
		long seconds = pool.apply(() -> {
			long begin = System.nanoTime();
			for (int i = 0; i < 20_000; i++) {
				System.getLogger("app").log(Level.INFO, "flood " + i);
			}
			return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
		}).join();
		await((event) -> event.message().contains("left out"));
		pool.apply(() -> "alive").join();
		int passed = (int) this.events.stream().filter((event) -> event.message().startsWith("flood")).count();
		assertThat(passed).isBetween(100, (int) (100 + 100 * (seconds + 1)));
		Awaitility.await().untilAsserted(() -> assertThat(leftOut()).isEqualTo(20_000 - passed));
		assertThat(await((event) -> event.message().contains("left out")))
			.returns("io.aiopool.worker.logs", WorkerLogEvent::logger)
			.returns(Level.WARNING, WorkerLogEvent::level)
			.satisfies((event) -> assertThat(event.message()).contains("logs-0.1", "100 a second",
					"aiopool.log-forwarding.rate"));
	}

	private long leftOut() {
		return this.events.stream()
			.map(WorkerLogEvent::message)
			.filter((message) -> message.contains("left out"))
			.mapToLong((message) -> Long.parseLong(message.replaceAll(".*left out (\\d+).*", "$1")))
			.sum();
	}

	@Test
	void aFloodOfLinesIsCutAndCounted() {
		ProcessPool pool = open((logs) -> logs.withRate(50));
		pool.apply(() -> {
			print(System.out, "line\n".repeat(10_000) + "end\n");
			return null;
		}).join();
		pool.close();
		long lines = this.events.stream().filter((event) -> event.message().equals("line")).count();
		assertThat(lines).isBetween(50L, 1000L);
		Awaitility.await().untilAsserted(() -> assertThat(leftOut()).isBetween(10_000 - lines, 10_001 - lines));
	}

	@Test
	void aListenerThatBlocksHoldsNothingUpAndNeedsBoundedMemory() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		ProcessPool pool = open((logs) -> logs.withRate(100_000).withListener((event) -> {
			this.events.add(event);
			blocked.countDown();
			awaitQuietly(release);
		}));
		try {
			pool.apply(() -> {
				String text = "x".repeat(10_000);
				for (int i = 0; i < 1000; i++) {
					System.getLogger("app").log(Level.INFO, text);
				}
				return null;
			}).get(60, TimeUnit.SECONDS);
			assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(pool.apply(() -> "alive").get(20, TimeUnit.SECONDS)).isEqualTo("alive");
			assertThat(this.events).hasSize(1);
		}
		finally {
			release.countDown();
		}
		WorkerLogEvent report = await((event) -> event.message().matches("(?i).*left out.*"));
		assertThat(report.level()).isEqualTo(Level.WARNING);
		assertThat(this.events).as("of a thousand, half a million characters waited here, and half of that there")
			.hasSizeLessThan(100);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void whatTheListenerThrowsIsNoHarm() {
		ProcessPool pool = open((logs) -> logs.withListener((event) -> {
			this.events.add(event);
			throw new IllegalStateException("cannot log");
		}));
		pool.apply(WorkerLogTests::logInSeveralWays).join();
		await("by System.Logger 1");
		await("last");
	}

	@Test
	void longMessagesAreCut() {
		ProcessPool pool = open(UnaryOperator.identity());
		pool.apply(() -> {
			System.getLogger("app").log(Level.INFO, "y".repeat(1 << 20));
			return null;
		}).join();
		assertThat(await((event) -> event.message().startsWith("yyy")).message()).hasSizeLessThan(17_000)
			.endsWith("... (cut)");
	}

	@Test
	void nothingIsForwardedUnlessItIsEnabled() {
		ProcessPool pool = open((logs) -> logs.withEnabled(false));
		String formatter = pool.apply(() -> {
			print(System.out, "to out\n");
			System.getLogger("app").log(Level.WARNING, "logged");
			return LogManager.getLogManager().getProperty("java.util.logging.ConsoleHandler.formatter");
		}).join();
		pool.close();
		assertThat(formatter).as("java.util.logging is configured as the JDK says")
			.isEqualTo(SimpleFormatter.class.getName());
		assertThat(this.events).isEmpty();
	}

	@Test
	void whatTheUserSaysAboutJavaUtilLoggingHolds() {
		JvmSettings jvm = JvmSettings.DEFAULTS.withArgs(List.of("-Djava.util.logging.config.class=no.such.Class"));
		ProcessPool pool = open(ProcessPool.builder().jvm(jvm), UnaryOperator.identity());
		pool.apply(WorkerLogTests::logInSeveralWays).join();
		WorkerLogEvent line = await((event) -> event.message().contains("by System.Logger 1"));
		assertThat(line.logger()).isEqualTo("io.aiopool.worker.logs.stderr");
	}

	@Test
	void systemPropertiesAreSetUnlessTheyAre() {
		JvmSettings jvm = JvmSettings.DEFAULTS.withArgs(List.of("-Dmine=user"));
		ProcessPool pool = open(ProcessPool.builder().jvm(jvm),
				(logs) -> logs.withSystemProperties(Map.of("mine", "pool", "other", "pool")));
		assertThat(pool.apply(() -> System.getProperty("mine") + " " + System.getProperty("other")).join())
			.isEqualTo("user pool");
	}

}
