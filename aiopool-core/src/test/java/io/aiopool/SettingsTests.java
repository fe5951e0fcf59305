package io.aiopool;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.aiopool.logging.LogForwardingSettings;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every value that cannot work is refused where it is given, with the name of the
 * setting, what is allowed, and the value.
 */
class SettingsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Duration NEGATIVE = Duration.ofSeconds(-1);

	static Stream<Arguments> ofAPool() {
		PoolBuilder builder = ProcessPool.builder();
		return Stream.of(refusal("name must not be blank, but was  ", () -> builder.name(" ")),
				refusal("processes must be between 1 and 1024, but was 0", () -> builder.processes(0)),
				refusal("processes must be between 1 and 1024, but was 1025", () -> builder.processes(1025)),
				refusal("scheduler must not be blank, but was ", () -> builder.scheduler("")),
				refusal("queue-count must be at least 1, but was 0", () -> builder.queueCount(0)),
				refusal("queue-count must be between 1 and 2, but was 3",
						() -> ProcessPool.builder().processes(2).queueCount(3).settings()),
				refusal("child-concurrency must be between 1 and 512, but was 0", () -> builder.childConcurrency(0)),
				refusal("child-concurrency must be between 1 and 512, but was 513",
						() -> builder.childConcurrency(513)),
				refusal("max-tasks-per-child must be at least 0, but was -1", () -> builder.maxTasksPerChild(-1)),
				refusal("executor must not be blank, but was  ", () -> builder.executor(" ")),
				refusal("queue-capacity must be at least 0, but was -1", () -> builder.queueCapacity(-1)),
				refusal("max-queued-bytes must be at least 1, but was 0", () -> builder.maxQueuedBytes(0)),
				refusal("max-in-flight-per-method must be at least 0, but was -1",
						() -> builder.maxInFlightPerMethod(-1)),
				refusal("task-timeout must be a duration of more than zero, but was PT0S",
						() -> builder.taskTimeout(Duration.ZERO)),
				refusal("kill-grace must be a duration of zero or more, but was PT-1S",
						() -> builder.killGrace(NEGATIVE)),
				refusal("start-timeout must be a duration of more than zero, but was PT0S",
						() -> builder.startTimeout(Duration.ZERO)),
				refusal("drain-timeout must be a duration of zero or more, but was PT-1S",
						() -> builder.drainTimeout(NEGATIVE)),
				refusal("task-timeout must be at most 36500 days, but was PT2562047788015215H29M35S",
						() -> builder.taskTimeout(Duration.ofSeconds(Long.MAX_VALUE - 32))),
				refusal("initializer must not be blank, but was ", () -> builder.initializer("", List.of())),
				refusal("trusted-packages must be names that are not blank, but was [a,  ]",
						() -> builder.trustedPackages(List.of("a", " "))),
				refusal("application-packages must be names that are not blank, but was []",
						() -> builder.applicationPackages(List.of(""))),
				refusal("executor must be a class that implements java.util.concurrent.Executor or "
						+ "io.aiopool.WorkerExecutorFactory, but was java.lang.String",
						() -> builder.executor(String.class)),
				refusal("max-payload must be between 1024 and 1073741824, but was 1073741825",
						() -> builder.maxPayload((1 << 30) + 1)),
				refusal("max-payload must be between 1024 and 1073741824, but was 1023",
						() -> builder.maxPayload(1023)));
	}

	static Stream<Arguments> ofItsParts() {
		return Stream.of(
				refusal("restart.backoff must be a duration of more than zero, but was PT0S",
						() -> new RestartSettings(Duration.ZERO, SECOND, 1, SECOND)),
				refusal("restart.max-backoff must be a duration of more than zero, but was PT-1S",
						() -> new RestartSettings(SECOND, NEGATIVE, 1, SECOND)),
				refusal("restart.max-backoff must be at least restart.backoff, which is PT2S, but was PT1S",
						() -> new RestartSettings(Duration.ofSeconds(2), SECOND, 1, SECOND)),
				refusal("restart.intensity must be at least 1, but was 0",
						() -> new RestartSettings(SECOND, SECOND, 0, SECOND)),
				refusal("restart.window must be a duration of more than zero, but was PT0S",
						() -> new RestartSettings(SECOND, SECOND, 1, Duration.ZERO)),
				refusal("redelivery.not-started must be at least 0, but was -1",
						() -> new RedeliverySettings(-1, 0, 0)),
				refusal("redelivery.worker-lost must be at least 0, but was -1",
						() -> new RedeliverySettings(0, -1, 0)),
				refusal("redelivery.neighbour-killed must be at least 0, but was -1",
						() -> new RedeliverySettings(0, 0, -1)),
				refusal("quarantine.deaths must be between 0 and 1000, but was -1",
						() -> new QuarantineSettings(-1, SECOND)),
				refusal("quarantine.deaths must be between 0 and 1000, but was 1001",
						() -> new QuarantineSettings(1001, SECOND)),
				refusal("quarantine.window must be a duration of more than zero, but was PT0S",
						() -> new QuarantineSettings(1, Duration.ZERO)),
				refusal("recycle.max-age must be a duration of more than zero, but was PT0S",
						() -> new RecycleSettings(Duration.ZERO, 0, 0)),
				refusal("recycle.max-memory must be at least 1048576, but was 1",
						() -> new RecycleSettings(null, 1, 0)),
				refusal("recycle.jitter must be between 0 and 1, but was NaN",
						() -> new RecycleSettings(null, 0, Double.NaN)),
				refusal("heartbeat.interval must be zero or at least PT0.01S, but was PT0.009S",
						() -> new HeartbeatSettings(Duration.ofMillis(9), SECOND)),
				refusal("heartbeat.timeout must be at least 3 times heartbeat.interval, which is PT1S, but was PT2S",
						() -> new HeartbeatSettings(SECOND, Duration.ofSeconds(2))),
				refusal("heartbeat.timeout must be at least 3 times heartbeat.interval, which is PT0.01S, but was PT0.029S",
						() -> HeartbeatSettings.within(Duration.ofMillis(29))),
				refusal("min-processes must be between 0 and 1024, but was -1",
						() -> new ElasticSettings(-1, SECOND, 0)),
				refusal("idle-timeout must be a duration of more than zero, but was PT0S",
						() -> new ElasticSettings(null, Duration.ZERO, 0)),
				refusal("spares must be between 0 and 64, but was 65", () -> new ElasticSettings(null, SECOND, 65)),
				refusal("min-processes must be between 0 and processes, which is 1, but was 2",
						() -> ProcessPool.builder().processes(1).elastic(new ElasticSettings(2, SECOND, 0)).settings()),
				refusal("jvm.max-heap must be at least 8388608, but was 1", () -> JvmSettings.DEFAULTS.withMaxHeap(1)),
				refusal("jvm.environment must have names that are not blank and without '=', but had 'a=b'",
						() -> new JvmSettings(null, 0, List.of(), Map.of("a=b", "c"), null, List.of(), 0, 0,
								List.of())),
				refusal("log-forwarding.rate must be between 1 and 100000, but was 0",
						() -> LogForwardingSettings.DEFAULTS.withRate(0)),
				refusal("jvm.niceness must be between 0 and 19, but was 20",
						() -> new JvmSettings(null, 0, List.of(), Map.of(), null, List.of(), 20, 0, List.of())),
				refusal("jvm.debug-port must be between 0 and 65535, but was 65536",
						() -> new JvmSettings(null, 0, List.of(), Map.of(), null, List.of(), 0, 65_536, List.of())),
				refusal("jvm.args must hold options of the java command, which begin with '-', but had 'uptime'",
						() -> JvmSettings.DEFAULTS.withArgs(List.of("--add-opens", "a/b=ALL-UNNAMED", "uptime"))),
				refusal("jvm.system-properties must hold names of system properties such as acme.region, or patterns"
						+ " such as acme.*, but had 'ac*me'",
						() -> JvmSettings.DEFAULTS.withSystemProperties(List.of("ac*me"))),
				refusal("max-payload must be between 1024 and 1073741824, but was 0",
						() -> new PayloadSettings(Set.of(), Set.of(), Set.of(), 0)));
	}

	static Stream<Arguments> ofATask() throws NoSuchMethodException {
		Method length = String.class.getMethod("length");
		return Stream.of(
				refusal("timeout must be a duration of more than zero, but was PT0S",
						() -> TaskOptions.DEFAULTS.withTimeout(Duration.ZERO)),
				refusal("name must not be blank, but was  ", () -> TaskOptions.DEFAULTS.withName(" ")),
				refusal("timeout must be at most 36500 days, but was PT876024H",
						() -> TaskOptions.DEFAULTS.withTimeout(Duration.ofDays(36_501))),
				refusal("context must have at most 64 entries and 32768 characters, but had 1 and 40001: send less, "
						+ "or pass it as an argument",
						() -> TaskOptions.DEFAULTS.withContext(Map.of("k", "v".repeat(40_000)))),
				refusal("retry.attempts must be at least 1, but was 0", () -> RetryPolicy.of(0, SECOND)),
				refusal("retry.backoff must be a duration of zero or more, but was PT-1S",
						() -> RetryPolicy.of(2, NEGATIVE)),
				refusal("retry.maxBackoff must be a duration of zero or more, but was PT-1S",
						() -> new RetryPolicy(2, SECOND, 1, NEGATIVE, List.of(), List.of())),
				refusal("retry.maxBackoff must be at least retry.backoff, which is PT2S, but was PT1S",
						() -> new RetryPolicy(2, Duration.ofSeconds(2), 1, SECOND, List.of(), List.of())),
				refusal("retry.multiplier must be at least 1, but was Infinity",
						() -> new RetryPolicy(2, SECOND, Double.POSITIVE_INFINITY, SECOND, List.of(), List.of())),
				refusal("retry.multiplier must be at least 1, but was 0.5",
						() -> new RetryPolicy(2, SECOND, 0.5, SECOND, List.of(), List.of())),
				refusal(length + " takes 0 arguments, but 1 were given",
						() -> new Invocation(String.class, length, new Object[1])),
				refusal(length + " is not a method of java.lang.Integer",
						() -> new Invocation(Integer.class, length, new Object[0])));
	}

	static Stream<Arguments> ofAProcess() {
		WorkerProcessBuilder builder = WorkerProcess.builder();
		return Stream.of(refusal("name must not be blank, but was  ", () -> builder.name(" ")),
				refusal("task-timeout must be a duration of more than zero, but was PT-1S",
						() -> builder.taskTimeout(NEGATIVE)),
				refusal("start-timeout must be a duration of more than zero, but was PT0S",
						() -> builder.startTimeout(Duration.ZERO)),
				refusal("kill-grace must be a duration of zero or more, but was PT-1S",
						() -> builder.killGrace(NEGATIVE)),
				refusal("drain-timeout must be a duration of zero or more, but was PT-1S",
						() -> builder.drainTimeout(NEGATIVE)),
				refusal("max-payload must be between 1024 and 1073741824, but was 1", () -> builder.maxPayload(1)));
	}

	@ParameterizedTest
	@MethodSource({ "ofAPool", "ofItsParts", "ofATask", "ofAProcess" })
	void whatCannotWorkIsRefusedWhereItIsGiven(String message, ThrowingCallable given) {
		assertThatIllegalArgumentException().isThrownBy(given).withMessage(message);
	}

	@Test
	void whatMustBeGivenIsAskedForByItsName() {
		PoolBuilder builder = ProcessPool.builder();
		Map<String, ThrowingCallable> missing = Map.of("start", () -> builder.start(null), "onFull",
				() -> builder.onFull(null), "restart", () -> builder.restart(null), "redelivery",
				() -> builder.redelivery(null), "elastic", () -> builder.elastic((ElasticSettings) null), "jvm",
				() -> builder.jvm(null), "logs", () -> builder.logForwarding(null), "startup-cache",
				() -> builder.startupCache(null), "worker", () -> builder.worker(null), "retry",
				() -> TaskOptions.DEFAULTS.withRetry(null));
		missing.forEach((name, given) -> assertThatNullPointerException().isThrownBy(given).withMessage(name));
	}

	@Test
	void aBackOffLongerThanTheUsualLimitIsKept() {
		assertThat(RetryPolicy.of(3, Duration.ofMinutes(5)).delayAfter(1)).isEqualTo(Duration.ofMinutes(5));
		assertThat(RetryPolicy.of(9, SECOND).delayAfter(8)).isEqualTo(Duration.ofSeconds(30));
	}

	private static Arguments refusal(String message, ThrowingCallable given) {
		return arguments(message, given);
	}

}
