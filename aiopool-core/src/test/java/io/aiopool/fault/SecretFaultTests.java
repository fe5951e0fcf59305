package io.aiopool.fault;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;

import io.aiopool.JvmSettings;
import io.aiopool.OffProcessException;
import io.aiopool.PayloadTooLargeException;
import io.aiopool.PoisonTaskException;
import io.aiopool.PoolBuilder;
import io.aiopool.PoolClosedException;
import io.aiopool.PoolSaturatedException;
import io.aiopool.ProcessPool;
import io.aiopool.QuarantineSettings;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerOutOfMemoryException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.logging.WorkerLogLevels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plants secrets wherever users have some, lets tasks end in every way, and looks for the
 * secrets in everything that others may read.
 */
@Tag("F65")
@EnabledOnOs(OS.LINUX)
class SecretFaultTests {

	private static final String DIRECTORY = "aiopool.directory";

	private static final String ARGUMENT = "canary-argument-5f1c";

	private static final String RESULT = new StringBuilder(ARGUMENT).reverse().toString();

	private static final String ENVIRONMENT = "canary-environment-77aa";

	private static final String INIT_ARGUMENT = "canary-init-argument-09d3";

	private static final String PROPERTY = "canary-property-e1b2";

	private static final String CONTEXT = "canary-context-31c8";

	private static final String SYSTEM_PROPERTY = "canary-system-property-44f0";

	private static final List<String> SECRETS = List.of(ARGUMENT, RESULT, ENVIRONMENT, INIT_ARGUMENT, PROPERTY, CONTEXT,
			SYSTEM_PROPERTY);

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	/** What others may read, and where it was found. */
	private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

	private final Handler handler = new Collector();

	private final Logger root = Logger.getLogger("");

	private Level level;

	@BeforeEach
	void listenToEverything() {
		System.setProperty(DIRECTORY, this.directory.toString());
		System.setProperty("canary", SYSTEM_PROPERTY);
		this.level = this.root.getLevel();
		this.root.setLevel(Level.ALL);
		this.root.addHandler(this.handler);
	}

	@AfterEach
	void reset() {
		this.root.removeHandler(this.handler);
		this.root.setLevel(this.level);
		System.clearProperty(DIRECTORY);
		System.clearProperty("canary");
	}

	@Test
	void secretsAreNowhereButWhereTheyWereConfigured() throws Exception {
		ProcessPool pool = pools.open(builder());
		ProcessPool secret = pool.with(TaskOptions.DEFAULTS.withContext(Map.of("user", CONTEXT)));
		assertThat(FaultPools.await(secret.apply(SecretTasks::reverse, ARGUMENT))).isEqualTo(RESULT);
		lookAtProcess(pool);
		lookAtFiles("while it works");
		endInEveryWay(secret);
		look("statistics", pool.statistics());
		look("workers", pool.workers());
		look("settings", pool.settings());
		look("quarantine", pool.quarantine());
		lookAtFiles("after deaths");
		pool.close();
		fail(() -> secret.apply(SecretTasks::reverse, ARGUMENT), PoolClosedException.class);
		lookAtFiles("when it is closed");
		assertThat(this.seen).hasSizeGreaterThan(20)
			.anyMatch((text) -> text.startsWith("log: ") && text.contains("works"))
			.anyMatch((text) -> text.contains("# A fatal error has been detected"));
		assertThat(leaks()).isEmpty();
	}

	/** Where secrets were found, with what stands around them. */
	private List<String> leaks() {
		List<String> leaks = new ArrayList<>();
		for (String text : this.seen) {
			for (String secret : SECRETS) {
				int at = text.indexOf(secret);
				if (at >= 0) {
					String around = text.substring(Math.max(0, at - 100), Math.min(text.length(), at + 100));
					leaks.add(text.lines().findFirst().orElseThrow() + " ... " + around);
				}
			}
		}
		return leaks;
	}

	private static PoolBuilder builder() {
		return FaultPools.small()
			.queueCapacity(1)
			.maxPayload(1 << 20)
			.initializer(SecretTasks.Initializer.class, INIT_ARGUMENT)
			.properties(Map.of("vault.password", PROPERTY))
			.jvm(new JvmSettings(null, 32 << 20, FaultPools.jvm().args(), Map.of("CANARY", ENVIRONMENT), null,
					List.of(), 0, 0, List.of()))
			.quarantine(new QuarantineSettings(2, Duration.ofMinutes(1)))
			.logForwarding(LogForwardingSettings.DEFAULTS
				.withLevels(new WorkerLogLevels(Map.of("", System.Logger.Level.TRACE))));
	}

	private void endInEveryWay(ProcessPool pool) {
		fail(() -> pool.apply(SecretTasks::fail, ARGUMENT), IllegalStateException.class);
		fail(() -> pool.apply(SecretTasks::unsendable, ARGUMENT), TaskSerializationException.class);
		fail(() -> pool.apply(SecretTasks::large, ARGUMENT), PayloadTooLargeException.class);
		RemoteFunction<Object, String> take = String::valueOf;
		fail(() -> pool.apply(take, new SecretTasks.Unsendable(ARGUMENT, Thread.currentThread())),
				TaskSerializationException.class);
		fail(() -> pool.apply(take, ARGUMENT.repeat(100_000)), PayloadTooLargeException.class);
		fail(() -> pool.with(TaskOptions.DEFAULTS.withTimeout(Duration.ofMillis(300)))
			.apply(SecretTasks::loop, ARGUMENT), TaskTimeoutException.class);
		fail(() -> pool.apply(SecretTasks::crash, ARGUMENT), WorkerLostException.class);
		fail(() -> pool.apply(SecretTasks::exhaust, ARGUMENT), WorkerOutOfMemoryException.class);
		fail(() -> pool.apply(SecretTasks::halt, ARGUMENT), WorkerLostException.class);
		fail(() -> pool.apply(SecretTasks::halt, ARGUMENT), WorkerLostException.class);
		fail(() -> pool.apply(SecretTasks::halt, ARGUMENT), PoisonTaskException.class);
		CompletableFuture<String> running = pool.apply(SecretTasks::loop, ARGUMENT);
		FaultPools.eventually(() -> pool.statistics().inFlight() == 1);
		CompletableFuture<String> queued = pool.apply(SecretTasks::reverse, ARGUMENT);
		fail(() -> pool.apply(SecretTasks::reverse, ARGUMENT), PoolSaturatedException.class);
		queued.cancel(true);
		running.cancel(true);
		fail(() -> queued, Throwable.class);
	}

	/** Some failures are thrown where the task is given, others come later. */
	private void fail(Supplier<CompletableFuture<?>> task, Class<? extends Throwable> type) {
		Throwable failure;
		try {
			failure = FaultPools.failure(task.get());
		}
		catch (OffProcessException ex) {
			failure = ex;
		}
		assertThat(failure).isInstanceOf(type);
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text, true));
		look("failure", text);
		if (failure instanceof TaskTimeoutException timeout) {
			look("thread dump", timeout.threadDump());
		}
		if (failure instanceof WorkerLostException lost) {
			look("exit", lost.exit());
		}
	}

	/** What every user of the machine or a look at the process shows. */
	private void lookAtProcess(ProcessPool pool) throws IOException {
		for (WorkerSnapshot worker : pool.workers()) {
			Path process = Path.of("/proc/" + worker.pid());
			String environment = text(process.resolve("environ"));
			assertThat(environment).as("what is configured is there").contains("CANARY=" + ENVIRONMENT);
			look("environment", environment.replace("CANARY=" + ENVIRONMENT, ""));
			String command = text(process.resolve("cmdline"));
			look("command line", command);
			for (String word : command.split("\0")) {
				if (word.startsWith("@")) {
					look("argument file", text(Path.of(word.substring(1))));
				}
			}
		}
	}

	private void lookAtFiles(String when) throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				look(file + " " + when, text(file));
			}
		}
	}

	private static String text(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
	}

	private void look(String where, Object what) {
		this.seen.add(where + ": " + Objects.toString(what));
	}

	private final class Collector extends Handler {

		private final SimpleFormatter formatter = new SimpleFormatter();

		@Override
		public void publish(LogRecord line) {
			look("log", this.formatter.format(line));
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
