package io.aiopool.child;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.aiopool.WorkerSettings;
import io.aiopool.codec.PayloadException;
import io.aiopool.payload.Payload;
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
		FileInputStream input = ParentWatch.openInput();
		ParentWatch.start(input);
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

	private static void runTasks(FrameWriter writer, FrameReader reader) throws IOException, PayloadException {
		Practice.definitions().forEach((definition) -> send(writer, definition));
		for (ParentMessage.Run run : new Practice().runs()) {
			run(writer, reader, run);
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
		Payload body = reader.read();
		@Nullable ChildMessage message = (body != null) ? ChildMessages.read(body) : null;
		if (!expected.isInstance(message)) {
			throw new IOException("the worker has answered " + message);
		}
	}

	private static ParentMessage.Configure configure(Path recorder) {
		return new ParentMessage.Configure(0, 1, 1, FlightRecord.LANES, recorder.toString(), MOST, null, List.of(),
				Map.of(), null, WorkerSettings.PLATFORM, Set.of(Rehearsal.class.getPackageName()), Set.of(),
				Duration.ofMinutes(1).toMillis(), PATIENCE.toNanos(), Map.of(), Map.of(),
				new ParentMessage.Logs(1, Level.INFO, Map.of(), Set.of(), Map.of()));
	}

}
