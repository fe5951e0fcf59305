package io.aiopool.fault;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.aiopool.LaunchStrategy;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.FailureCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.fault.MisbehavingValues.HoldingProblem;
import io.aiopool.gadget.Fidget;
import io.aiopool.gadget.Gadget;
import io.aiopool.payload.Payload;
import io.aiopool.recorder.FlightRecorder;
import io.aiopool.wire.Bootstrap;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Connection;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ParentMessages;
import io.aiopool.wire.RogueWire;

/**
 * A child that is started in place of a worker and speaks the protocol wrongly, in the
 * way that a system property says. Its replacements behave: they answer every task with
 * {@code null}.
 */
final class RogueWorker {

	private static final String MODE = "rogue.mode";

	private static final String FILE = "rogue.file";

	private static final int SEED = 20_26;

	private static final int LONG_FRAME = 60 << 20;

	private final String mode;

	private final SocketChannel out;

	private final FlightRecorder recorder;

	private final RogueDemands demands = new RogueDemands(this::send,
			(line) -> MisbehavingTasks.note(System.getProperty(FILE), line));

	private final List<ParentMessage.Run> runs = new ArrayList<>();

	private RogueWorker(String mode, SocketChannel out, FlightRecorder recorder) {
		this.mode = mode;
		this.out = out;
		this.recorder = recorder;
	}

	/** Starts this instead of the worker. A file gets what it finds out. */
	static LaunchStrategy launch(String mode, Object file) {
		return (mainClass) -> new LaunchStrategy.Launch(List.of("-cp", System.getProperty("java.class.path"),
				"-D" + MODE + "=" + mode, "-D" + FILE + "=" + file), RogueWorker.class.getName());
	}

	public static void main(String[] args) throws Exception {
		Bootstrap bootstrap = bootstrap();
		String mode = System.getProperty(MODE);
		RogueHandshake.perform(mode, bootstrap, (line) -> MisbehavingTasks.note(System.getProperty(FILE), line));
		try (Connection connection = Connection.connect(bootstrap)) {
			RogueHandshake.afterwards(mode, bootstrap, (line) -> MisbehavingTasks.note(System.getProperty(FILE), line));
			connection.writing().configureBlocking(true);
			FrameReader in = new FrameReader(connection.reading(), 1 << 27);
			ParentMessage.Configure configure = (ParentMessage.Configure) ParentMessages.read(in.read());
			boolean behaves = configure.generation() > 1 && !mode.equals("unstarted");
			String role = (configure.slot() > 0 && mode.equals("log-flood")) ? "log-line" : mode;
			RogueWorker worker = new RogueWorker(behaves ? "behave" : role, connection.writing(),
					FlightRecorder.open(Path.of(configure.recorder()), configure.lanes()));
			if (mode.equals("long-reason")) {
				worker.send(new ChildMessage.StartFailed("long ".repeat(40_000)));
				return;
			}
			if (mode.startsWith("early:")) {
				worker.send(RogueFloods.messages(after(mode), null).apply(0));
				return;
			}
			worker.send(new ChildMessage.Ready());
			for (Payload body = in.read(); body != null; body = in.read()) {
				worker.obey(ParentMessages.read(body), configure);
			}
		}
	}

	/** From where a worker has it, too. */
	private static Bootstrap bootstrap() throws IOException {
		try (InputStream in = new FileInputStream(System.getProperty("aiopool.input", "/dev/fd/0"))) {
			return Bootstrap.read(in);
		}
	}

	private void obey(ParentMessage message, ParentMessage.Configure configure) throws Exception {
		if (message instanceof ParentMessage.Stop) {
			Runtime.getRuntime().halt(0);
		}
		this.demands.heard(message);
		if (message instanceof ParentMessage.Run run) {
			this.runs.add(run);
			if (!this.mode.equals("unstarted")) {
				this.recorder.begin(run.lane(), run.task());
			}
			if (!this.demands.begin(this.mode, run)) {
				answer(run, configure.maxPayload());
			}
		}
	}

	private static String after(String mode) {
		return mode.substring(mode.indexOf(':') + 1);
	}

	private void answer(ParentMessage.Run run, int maxPayload) throws Exception {
		String verb = this.mode.contains(":") ? this.mode.substring(0, this.mode.indexOf(':')) : this.mode;
		switch (verb) {
			case "long" -> {
				write(number(LONG_FRAME));
				byte[] part = new byte[1 << 20];
				part[0] = Byte.parseByte(after(this.mode));
				for (int sent = 0; sent < LONG_FRAME; sent += part.length) {
					write(part);
				}
			}
			case "once" -> send(RogueFloods.messages(after(this.mode), run).apply(1));
			case "flood" -> RogueFloods.flood(RogueFloods.messages(after(this.mode), run), this::write);
			case "garbage" -> write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			case "garbage-in-a-frame" -> write(RogueWire.frame(randomBytes()));
			case "negative-length" -> write(number(-1));
			case "zero-length" -> write(number(0));
			case "oversize-length" -> write(number(maxPayload + (1 << 20) + 1));
			case "declared-only" -> {
				write(number(maxPayload));
				write(new byte[100]);
			}
			case "unknown-type" -> write(RogueWire.frame((byte) 200, (byte) 1));
			case "parents-type" -> write(RogueWire.frame((byte) 8));
			case "truncated-fields" -> write(RogueWire.frame(new byte[] { 67, 0, 0 }));
			case "bytes-too-many" -> write(RogueWire.frame((byte) 65, (byte) 0));
			case "unknown-id" -> send(result(run.task() + 1000, run.lane()));
			case "unknown-lane" -> send(result(run.task(), -7));
			case "other-lane" -> send(result(run.task(), run.lane() + 1));
			case "unknown-returned" -> send(new ChildMessage.Returned(run.task() + 1000, run.lane()));
			case "duplicate-id" -> {
				if (this.runs.size() == 2) {
					send(result(this.runs.get(0).task(), this.runs.get(0).lane()));
					send(result(this.runs.get(0).task(), this.runs.get(0).lane()));
				}
			}
			case "commands-of-its-own" -> {
				ParentMessage.Define define = new ParentMessage.Define(1, Gadget.class.getName(),
						Gadget.class.getName(), "toString", List.of());
				write(RogueWire.frame(define));
				write(RogueWire.frame(new ParentMessage.Run(run.task(), run.lane(), 1, true, false, false, 1, -1,
						Map.of(), gadget())));
			}
			case "names" -> {
				RogueNames.say(run, Gadget.class.getName(), this::send);
			}
			case "log-flood" -> {
				while (true) {
					write(RogueLogs.flood());
				}
			}
			case "log-line", "log-absurd", "log-absurd-stack", "log-of-many-parts", "log-of-many-names" -> {
				write(RogueLogs.of(this.mode));
				send(result(run.task(), run.lane()));
			}
			case "gadget", "gadget-in-array", "gadget-in-list", "gadget-in-record", "lambda" ->
				send(new ChildMessage.Result(run.task(), run.lane(), 1, encoded(disguised(this.mode))));
			case "gadget-thrown" -> sendThrown(run, renamed(thrown(new Fidget("in its place"))));
			case "gadget-in-exception" -> sendThrown(run, thrown(new HoldingProblem(new Gadget())));
			case "corrupt-value" ->
				send(new ChildMessage.Result(run.task(), run.lane(), 1, Payload.of(ByteBuffer.wrap(randomBytes()))));
			case "half-a-result" -> {
				byte[] whole = RogueWire.frame(new ChildMessage.Result(run.task(), run.lane(), 1, gadget()));
				write(RogueWire.first(whole, whole.length - 1));
				Runtime.getRuntime().halt(12);
			}
			case "half-a-part" -> {
				byte[] whole = RogueWire
					.frame(new ChildMessage.Result(run.task(), run.lane(), 1, encoded(new byte[1 << 20])));
				write(RogueWire.first(whole, whole.length / 2));
				Runtime.getRuntime().halt(12);
			}
			case "whole-result" -> {
				send(result(run.task(), run.lane()));
				Runtime.getRuntime().halt(12);
			}
			case "unstarted" -> Runtime.getRuntime().halt(12);
			default -> send(result(run.task(), run.lane()));
		}
	}

	private static ChildMessage result(long task, int lane) {
		return new ChildMessage.Result(task, lane, 1, Payload.NOTHING);
	}

	/** What a compromised child may send: it asks nobody what is allowed. */
	private static Payload gadget() throws PayloadException {
		return encoded(new Gadget());
	}

	private static Object disguised(String mode) {
		return switch (mode) {
			case "gadget-in-array" -> new Gadget[] { new Gadget() };
			case "gadget-in-list" -> List.of("harmless", Map.of("key", new Gadget()));
			case "gadget-in-record" -> new Wrapper(new Gadget());
			case "lambda" -> (RemoteCallable<String>) () -> System.setProperty(Gadget.TRACE, "called");
			default -> new Gadget();
		};
	}

	/** Of a package that is trusted. */
	record Wrapper(Object wrapped) {
	}

	private void sendThrown(ParentMessage.Run run, Payload exception) throws IOException {
		send(new ChildMessage.Failure(run.task(), run.lane(), 1, ChildMessage.FailureKind.TASK, Fidget.class.getName(),
				"text", "stack trace", exception));
	}

	private static Payload thrown(Throwable failure) {
		return new FailureCodec(CodecSettings.of(RogueWorker.class.getClassLoader(), (className) -> true),
				RemoteTaskException::new, RemoteTypeException::new)
			.encode(failure);
	}

	/** Names the gadget wherever it names the exception. */
	private static Payload renamed(Payload exception) {
		byte[] bytes = exception.bytes().array();
		String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(Fidget.class.getName(),
				Gadget.class.getName());
		return Payload.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
	}

	private static Payload encoded(Object value) throws PayloadException {
		return new PayloadCodec(CodecSettings.of(RogueWorker.class.getClassLoader(), (className) -> true)).pack(value);
	}

	private static byte[] randomBytes() {
		byte[] bytes = new byte[500];
		new Random(SEED).nextBytes(bytes);
		return bytes;
	}

	private static byte[] number(int value) {
		return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
	}

	private void send(ChildMessage message) throws IOException {
		write(RogueWire.frame(message));
	}

	private void write(byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			this.out.write(buffer);
		}
	}

}
