package io.aiopool.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Children whose logs are to hurt the parent, to mislead who reads them, or to hide what
 * others log.
 */
class LogFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	private static final int LONGEST_NAME = 512;

	private final List<WorkerLogEvent> events = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@Tag("F77")
	@CsvSource({ "log-absurd,12,1", "log-absurd-stack,1,128" })
	void textsAreCutAndHarmlessWhateverAChildSends(String mode, int failures, int frames) {
		FaultPools.await(open(mode, this.events::add).apply(() -> "logs"));
		awaitLast();
		WorkerLogEvent event = this.events.get(0);
		assertThat(event.time()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
		assertThat(event.message()).startsWith("absurd \u00B7[31m\n" + RogueLogs.FORGED + "\u00B7over")
			.hasSizeLessThanOrEqualTo(1 << 14)
			.endsWith("(cut)");
		assertThat(event.text().lines()).noneMatch((line) -> line.startsWith(RogueLogs.FORGED)).hasSize(2);
		assertThat(event.context()).hasSize(64);
		assertThat(event.logger().split("\\.")).hasSizeLessThan(100);
		assertThat(names(event)).allSatisfy((name) -> assertThat(name).hasSizeLessThanOrEqualTo(LONGEST_NAME)
			.matches((text) -> text.chars().noneMatch(Character::isISOControl)));
		assertThat(failures(event)).hasSize(failures).allSatisfy((failure) -> {
			assertThat(failure.getMessage()).startsWith("absurd \u00B7[31m\n").hasSizeLessThanOrEqualTo(1 << 14);
			assertThat(failure.toString().lines()).noneMatch((line) -> line.startsWith(RogueLogs.FORGED));
			assertThat(failure.getStackTrace()).hasSize(frames);
		});
	}

	private static List<String> names(WorkerLogEvent event) {
		List<String> names = new ArrayList<>(List.of(event.logger(), event.thread()));
		names.addAll(event.context().keySet());
		names.addAll(event.context().values());
		for (Throwable failure : failures(event)) {
			names.add(failure.toString().split(": ")[0]);
			for (StackTraceElement frame : failure.getStackTrace()) {
				names.addAll(List.of(frame.getClassName(), frame.getMethodName(), frame.getFileName()));
			}
		}
		return names;
	}

	private static List<Throwable> failures(WorkerLogEvent event) {
		List<Throwable> failures = new ArrayList<>();
		for (Throwable each = event.failure(); each != null; each = each.getCause()) {
			failures.add(each);
		}
		return failures;
	}

	/** To each of them a logging system looks for a logger above. */
	@Test
	@Tag("F77")
	void nameOfVeryManyPartsHoldsNothingUp() {
		WorkerLogListener logging = LogForwardingSettings.DEFAULTS.listener();
		ProcessPool pool = open("log-of-many-parts", (event) -> {
			logging.logged(event);
			this.events.add(event);
		});
		FaultPools.await(pool.apply(() -> "logs"));
		awaitLast();
		assertThat(this.events).hasSize(10);
	}

	@Test
	@Tag("F77")
	void childHasABoundedNumberOfLoggersMadeHere() {
		Map<String, String> logged = new ConcurrentHashMap<>();
		Handler handler = new Handler() {

			@Override
			public void publish(LogRecord record) {
				logged.putIfAbsent(record.getLoggerName(), record.getMessage());
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}

		};
		Logger root = Logger.getLogger("");
		root.addHandler(handler);
		try {
			WorkerLogListener logging = LogForwardingSettings.DEFAULTS.listener();
			FaultPools.await(open("log-of-many-names", (event) -> {
				logging.logged(event);
				this.events.add(event);
			}).apply(() -> "logs"));
			awaitLast();
		}
		finally {
			root.removeHandler(handler);
		}
		Set<String> loggers = logged.keySet();
		assertThat(loggers).filteredOn((name) -> name.startsWith("rogue.Name")).hasSizeBetween(400, 500);
		assertThat(logged.get("io.aiopool.worker.faults.other")).matches(".*\\[rogue\\.Name\\d+\\] x+");
		assertThat(this.events).as("none is lost").hasSize(RogueLogs.NAMES + 1);
	}

	@Test
	@Tag("F77")
	void whatOneChildLogsTakesNoPlaceFromOthers() {
		ProcessPool pool = pools.open(builder("log-flood", this.events::add, 500).processes(2).start(StartMode.EAGER));
		FaultPools.eventually(() -> pool.statistics().ready() == 2);
		var either = pool.apply(() -> "floods or says a line");
		var other = pool.apply(() -> "says a line or floods");
		var flood = CompletableFuture.anyOf(failed(either), failed(other));
		int said = 0;
		while (!flood.isDone()) {
			FaultPools.await(pool.apply(() -> "says a line"));
			said++;
		}
		int all = said + 1;
		FaultPools.eventually(() -> events(RogueLogs.LAST).size() == all);
		FaultPools.eventually(() -> leftOut() > 50_000);
		assertThat(flood.join()).asString().contains("a flood of log events");
	}

	private static CompletableFuture<Throwable> failed(CompletableFuture<?> future) {
		CompletableFuture<Throwable> failed = new CompletableFuture<>();
		future.whenComplete((value, failure) -> {
			if (failure != null) {
				failed.complete(failure);
			}
		});
		return failed;
	}

	private long leftOut() {
		return events("Left out").stream()
			.mapToLong((event) -> Long.parseLong(event.message().replaceAll("Left out (\\d+).*", "$1")))
			.sum();
	}

	private void awaitLast() {
		FaultPools.eventually(() -> !events(RogueLogs.LAST).isEmpty());
	}

	private List<WorkerLogEvent> events(String message) {
		return this.events.stream().filter((event) -> event.message().startsWith(message)).toList();
	}

	private static ProcessPool open(String mode, WorkerLogListener listener) {
		return pools.open(builder(mode, listener, 100_000));
	}

	private static PoolBuilder builder(String mode, WorkerLogListener listener, int rate) {
		return FaultPools.small()
			.launch(RogueWorker.launch(mode, "none"))
			.logForwarding(LogForwardingSettings.DEFAULTS.withListener(listener).withRate(rate));
	}

}
