package io.aiopool.child;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.aiopool.RemoteFunction;
import io.aiopool.WorkerSettings;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.TaggedCodecFactory;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessages;
import io.aiopool.wire.Connection;
import io.aiopool.wire.Flusher;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.Rendezvous;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The main class of a process that is a worker for a moment and its own parent: it loads
 * what workers load, so that the JVM, told so by its options, can make an archive of
 * these classes when it ends. The argument is a private directory for its files.
 */
public final class Rehearsal {

	private static final int MOST = 1 << 20;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private Rehearsal() {
	}

	public static void main(String[] args) throws Exception {
		Signals.ignoreTerminal();
		FileInputStream stdin = ParentWatch.openStdin();
		ParentWatch.start(stdin);
		play(Path.of(args[0]));
		// Ends the JVM in the way that makes the archive: halting would not
		System.exit(0);
	}

	static void play(Path directory) throws IOException, PayloadException {
		try (Rendezvous rendezvous = new Rendezvous(directory.resolve("s"))) {
			Path recorder = directory.resolve("r");
			FlightRecord.create(recorder);
			Thread worker = new Thread(() -> work(rendezvous), "aiopool-rehearsal");
			worker.setDaemon(true);
			worker.start();
			Connection connection = rendezvous.accept(PATIENCE);
			if (connection == null) {
				throw new IOException("the worker has not connected");
			}
			FrameWriter writer = new FrameWriter(connection.writing(), new Flusher("aiopool-rehearsal-flusher"),
					(failure) -> Runtime.getRuntime().halt(Exits.BROKEN));
			send(writer, configure(recorder));
			FrameReader reader = new FrameReader(connection.reading(), MOST);
			await(reader, ChildMessage.Ready.class);
			runTasks(writer, reader);
		}
	}

	private static void work(Rendezvous rendezvous) {
		try {
			WorkerMain.work(Connection.connect(rendezvous.bootstrap()));
		}
		catch (Throwable ex) {
			ex.printStackTrace();
			Runtime.getRuntime().halt(Exits.BROKEN);
		}
	}

	/** One of each kind: by its name and as a lambda, alone and shared, now and later. */
	private static void runTasks(FrameWriter writer, FrameReader reader) throws IOException, PayloadException {
		PayloadCodec codec = new TaggedCodecFactory()
			.create(CodecSettings.of(Rehearsal.class.getClassLoader(), (type) -> true));
		send(writer, define(1, "plain", Sample.class));
		send(writer, define(2, "later", Sample.class));
		send(writer, define(3, "reactive", Sample.class));
		Sample sample = new Sample(1, "text", List.of(1L, 2L), Map.of("key", 3.0), new byte[] { 4 });
		RemoteFunction<Sample, Sample> lambda = Rehearsal::same;
		ByteBuffer arguments = codec.encode(new Object[] { sample });
		run(writer, reader, new ParentMessage.Run(1, 0, 0, true, true, false, 1, -1, Map.of(),
				codec.encode(new Object[] { lambda, sample })));
		for (int method = 1; method <= 3; method++) {
			run(writer, reader, new ParentMessage.Run(1 + method, method, method, method == 1, false, false, 1, -1,
					Map.of(), arguments.duplicate()));
		}
	}

	private static void run(FrameWriter writer, FrameReader reader, ParentMessage.Run run) throws IOException {
		send(writer, run);
		await(reader, ChildMessage.Result.class);
	}

	private static void send(FrameWriter writer, ParentMessage message) {
		writer.enqueue(message);
		writer.flush();
	}

	private static void await(FrameReader reader, Class<? extends ChildMessage> expected) throws IOException {
		ByteBuffer body = reader.read();
		@Nullable ChildMessage message = (body != null) ? ChildMessages.read(body) : null;
		if (!expected.isInstance(message)) {
			throw new IOException("the worker has answered " + message);
		}
	}

	private static ParentMessage.Configure configure(Path recorder) {
		return new ParentMessage.Configure(0, 1, 1, FlightRecord.LANES, recorder.toString(), MOST, null, List.of(),
				Map.of(), null, WorkerSettings.PLATFORM, Set.of(Rehearsal.class.getPackageName()),
				Duration.ofMinutes(1).toMillis(), PATIENCE.toNanos(),
				new ParentMessage.Logs(1, Level.INFO, Map.of(), Set.of(), Map.of()));
	}

	private static ParentMessage.Define define(int number, String method, Class<?>... parameters) {
		return new ParentMessage.Define(number, Rehearsal.class.getName(), Rehearsal.class.getName(), method,
				List.of(parameters).stream().map(Class::getName).toList());
	}

	private static Sample same(Sample sample) {
		return sample;
	}

	Sample plain(Sample sample) {
		return sample;
	}

	CompletableFuture<Sample> later(Sample sample) {
		return CompletableFuture.completedFuture(sample);
	}

	Mono<Sample> reactive(Sample sample) {
		return Mono.just(sample);
	}

	/** What arguments and results usually consist of. */
	record Sample(int number, String text, List<Long> list, Map<String, Double> map, byte[] bytes) {
	}

}
