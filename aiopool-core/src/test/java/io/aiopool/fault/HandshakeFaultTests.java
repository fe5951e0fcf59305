package io.aiopool.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.aiopool.PoolBuilder;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who may connect as a worker, and how long a stranger may take.
 */
@RunsAlone
class HandshakeFaultTests {

	/** The promised two seconds, and what noticing takes. */
	private static final long DISMISSED_WITHIN = 2_000 + 600;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@ParameterizedTest
	@Tag("F59")
	@ValueSource(strings = { "other-version", "other-build" })
	void otherVersionMakesThePoolUnavailableAndSaysWhich(String mode) {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> open(mode, FaultPools.small().start(StartMode.EAGER)))
			.withMessageContaining(mode.equals("other-build") ? "9.9.9" : "protocol 2")
			.withMessageContaining("one version of aiopool-core");
	}

	@ParameterizedTest
	@Tag("F60")
	@ValueSource(strings = { "wrong-token", "absent-token", "no-handshake" })
	void strangerIsDismissedAndThePoolUnharmed(String mode) throws Exception {
		verifyServes(open(mode, FaultPools.small()));
		String[] said = said().get(0).split(" ");
		assertThat(said[0]).isEqualTo("closed");
		assertThat(Long.parseLong(said[1])).isLessThan(DISMISSED_WITHIN);
	}

	@Test
	@Tag("F60")
	void tokenIsGoodForOneConnectionOfEachRole() throws Exception {
		ProcessPool pool = open("second-connection", FaultPools.small());
		pool.apply(() -> "starts the pool");
		FaultPools.eventually(() -> Files.exists(file()) && !said().isEmpty());
		assertThat(said().get(0)).startsWith("closed");
	}

	@Test
	@Tag("F60")
	void usedTokenOpensNothing() throws Exception {
		verifyServes(open("replayed-token", FaultPools.small()));
		assertThat(said().get(0)).matches("(refused|closed) .*");
	}

	@Test
	@Tag("F60")
	void tokenIsNeverLogged() throws Exception {
		Queue<String> logged = new ConcurrentLinkedQueue<>();
		Logger logger = Logger.getLogger("io.aiopool");
		Level level = logger.getLevel();
		Handler handler = new Collector(logged);
		logger.setLevel(Level.ALL);
		logger.addHandler(handler);
		try {
			ProcessPool pool = open("noted", FaultPools.small());
			verifyServes(pool);
			ProcessHandle worker = ProcessHandle.of(pool.workers().get(0).pid()).orElseThrow();
			logged.add(worker.info().toString());
			for (String file : List.of("environ", "cmdline")) {
				Path shown = Path.of("/proc/" + worker.pid() + "/" + file);
				logged.add(Files.exists(shown) ? Files.readString(shown, StandardCharsets.ISO_8859_1) : "");
			}
			logged.add(pool.workers() + " " + pool.settings() + " " + pool.statistics());
			FaultPools.signal("KILL", worker.pid());
			FaultPools.eventually(() -> pool.statistics().workersStarted() == 2);
		}
		finally {
			logger.removeHandler(handler);
			logger.setLevel(level);
		}
		String hex = said().get(0);
		String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
		assertThat(logged).isNotEmpty().noneMatch((line) -> line.contains(hex) || line.contains(base64));
	}

	@Test
	@Tag("F61")
	void slowStrangerKeepsNobodyWaiting() throws Exception {
		long began = System.nanoTime();
		verifyServes(open("slow", FaultPools.small()));
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(2_000));
		assertThat(said().get(0)).isEqualTo("connected");
	}

	@Test
	@Tag("F61")
	void childThatNeverConnectsIsKilledAtTheStartTimeout() {
		PoolBuilder builder = FaultPools.small().start(StartMode.EAGER).startTimeout(Duration.ofMillis(800));
		long began = System.nanoTime();
		assertThatExceptionOfType(PoolUnavailableException.class).isThrownBy(() -> open("never", builder))
			.withMessageContaining("start timeout");
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
	}

	private ProcessPool open(String mode, PoolBuilder builder) {
		return pools.open(builder.launch(RogueWorker.launch(mode, file())));
	}

	private Path file() {
		return this.directory.resolve("said");
	}

	private List<String> said() throws IOException {
		return Files.readAllLines(file());
	}

	/** The child answers with null. */
	private static void verifyServes(ProcessPool pool) {
		assertThat(FaultPools.await(pool.apply(() -> "answered with null"))).isNull();
	}

	private static final class Collector extends Handler {

		private final Queue<String> lines;

		private Collector(Queue<String> lines) {
			this.lines = lines;
		}

		@Override
		public void publish(LogRecord line) {
			this.lines.add(line.getMessage() + " " + line.getThrown());
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}

	}

}
