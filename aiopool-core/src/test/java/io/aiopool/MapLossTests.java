package io.aiopool;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker is killed in the middle of a chunk. Each element leaves its number in a file
 * before it does anything else, so that it shows how often it has run.
 */
class MapLossTests {

	private static final int ELEMENTS = 20_000;

	private static final int STUCK = 12_345;

	private static final Pattern CHUNK = Pattern
		.compile("(?s).*It stood for (\\d+) elements of a map, of which element (\\d+) had begun last.*");

	private static final RemoteFunction<Integer, Integer> BODY = MapLossTests::run;

	private static final RemoteFunction<Integer, Object> LARGE = MapLossTests::large;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	void noElementRunsTwiceAndWhatHadComeIsDelivered() throws Exception {
		ProcessPool pool = open();
		warmUp(pool, BODY);
		List<Integer> delivered = new CopyOnWriteArrayList<>();
		CompletableFuture<Void> map = pool.map(BODY, range())
			.unordered()
			.flux()
			.doOnNext(delivered::add)
			.then()
			.toFuture();
		killTheStuckOne(pool);
		WorkerLostException lost = FaultPools.failure(map, WorkerLostException.class);
		Matcher chunk = CHUNK.matcher(lost.getMessage());
		assertThat(chunk.matches()).as(lost.getMessage()).isTrue();
		int size = Integer.parseInt(chunk.group(1));
		int begun = Integer.parseInt(chunk.group(2));
		assertThat(size).isGreaterThan(1);
		assertThat(lost.exit().signal()).hasValue(9);
		assertThat(lost.started()).isTrue();
		List<Integer> ran = ran();
		assertThat(ran).doesNotHaveDuplicates().contains(STUCK);
		assertThat(delivered).doesNotHaveDuplicates().hasSize(ELEMENTS - size);
		assertThat(new HashSet<>(ran)).containsAll(delivered);
		assertThat(ran).as("of the chunk, those up to the one that was running").hasSize(ELEMENTS - size + begun);
	}

	@Test
	void ofAnIdempotentMapEveryElementIsInTheResultOnce() throws Exception {
		ProcessPool pool = open();
		warmUp(pool, BODY);
		CompletableFuture<List<Integer>> map = pool.with(TaskOptions.DEFAULTS.withIdempotent(true))
			.map(BODY, range())
			.toFuture();
		killTheStuckOne(pool);
		assertThat(FaultPools.await(map)).isEqualTo(range());
		int[] times = new int[ELEMENTS];
		ran().forEach((element) -> times[element]++);
		assertThat(times[STUCK]).isEqualTo(2);
		assertThat(IntStream.of(times).boxed()).allMatch((count) -> count == 1 || count == 2);
		int[] twice = IntStream.range(0, ELEMENTS).filter((element) -> times[element] == 2).toArray();
		assertThat(twice.length).as("only those of the chunk that had begun").isLessThan(2048);
		assertThat(twice[twice.length - 1]).isEqualTo(STUCK);
		assertThat(twice[0]).as("in a row").isEqualTo(STUCK - twice.length + 1);
		assertThat(pool.statistics().redelivered()).isPositive();
	}

	@Test
	void aChunkThatHasSentSomeOfItsResultsIsRedeliveredAsAWhole() throws Exception {
		ProcessPool pool = open();
		warmUp(pool, LARGE);
		List<Object> results = pool.with(TaskOptions.DEFAULTS.withIdempotent(true)).map(LARGE, range()).toList();
		assertThat(results).hasSize(ELEMENTS);
		for (int i = 0; i < ELEMENTS; i++) {
			Object result = results.get(i);
			assertThat(result).isEqualTo((i == STUCK || i == STUCK - 1) ? result : (Object) i);
		}
		assertThat(results.get(STUCK)).isInstanceOf(Fatal.class);
		assertThat(pool.statistics().redelivered()).isPositive();
		assertThat(Files.exists(this.directory.resolve("fatal"))).isTrue();
	}

	private ProcessPool open() {
		return pools.open(FaultPools.small()
			.processes(2)
			.maxPayload(1 << 20)
			.initializer(Notes.class, this.directory.toString()));
	}

	private static void warmUp(ProcessPool pool, RemoteFunction<Integer, ?> body) {
		for (int i = 0; i < 5; i++) {
			pool.map(body, IntStream.rangeClosed(-4000, -1).boxed().toList()).toList();
		}
	}

	private static List<Integer> range() {
		return IntStream.range(0, ELEMENTS).boxed().toList();
	}

	/**
	 * Once all but its chunk have ended. Chunks are submitted in order: when the last
	 * element has run, none is still to come.
	 */
	private void killTheStuckOne(ProcessPool pool) throws IOException {
		Path stuck = this.directory.resolve("stuck");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> Files.exists(stuck) && ran().contains(ELEMENTS - 1) && hasOneTask(pool.statistics()));
		long pid = Long.parseLong(Files.readString(stuck));
		assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
	}

	private static boolean hasOneTask(PoolStatistics statistics) {
		return statistics.inFlight() == 1 && statistics.pending() == 0;
	}

	private List<Integer> ran() throws IOException {
		ByteBuffer notes = ByteBuffer.wrap(Files.readAllBytes(this.directory.resolve("notes")));
		List<Integer> ran = new ArrayList<>();
		while (notes.remaining() >= Integer.BYTES) {
			ran.add(notes.getInt());
		}
		return ran;
	}

	private static Integer run(Integer element) throws Exception {
		if (element < 0) {
			return element;
		}
		Notes.add(element);
		Path stuck = Notes.directory.resolve("stuck");
		if (element == STUCK && Files.notExists(stuck)) {
			Path written = Files.writeString(Notes.directory.resolve("pid"),
					Long.toString(ProcessHandle.current().pid()));
			Files.move(written, stuck);
			while (true) {
				Thread.onSpinWait();
			}
		}
		return element;
	}

	/**
	 * The results of the chunk are too many bytes for one message, and the last part
	 * kills the worker while it is written, once.
	 */
	private static Object large(Integer element) {
		if (element == STUCK - 1) {
			return new byte[(1 << 20) - 100];
		}
		return (element == STUCK) ? new Fatal(Notes.directory.resolve("fatal").toString()) : element;
	}

	static final class Fatal implements Serializable {

		private static final long serialVersionUID = 1L;

		private final String once;

		Fatal(String once) {
			this.once = once;
		}

		private void writeObject(ObjectOutputStream out) throws IOException {
			Path file = Path.of(this.once);
			if (Files.notExists(file)) {
				Files.createFile(file);
				Runtime.getRuntime().halt(9);
			}
			out.defaultWriteObject();
		}

	}

	/** Appends numbers to a file that the workers share. */
	static final class Notes implements WorkerInitializer {

		private static Path directory;

		private static FileChannel notes;

		@Override
		public void initialize(WorkerContext context) throws IOException {
			directory = Path.of(context.args().get(0));
			notes = FileChannel.open(directory.resolve("notes"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}

		static void add(int element) throws IOException {
			notes.write(ByteBuffer.allocate(Integer.BYTES).putInt(element).flip());
		}

	}

}
