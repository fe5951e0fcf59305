package io.aiopool.wire;

import java.lang.System.Logger.Level;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.ParentMessage.QueueStatus;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessagesTests {

	static Stream<ParentMessage> parentMessages() {
		return Stream.of(
				new ParentMessage.Configure(1, 2, 16, 1024, "/run/w1", 1 << 20, "a.Init", List.of("x", "", "ü"),
						Map.of("k", "v", "empty", ""), "a.Handler", "virtual", Set.of("a", "b.c"), Set.of("guava"),
						1000, 2000, Map.of("acme.flag", "1"), Map.of("networkaddress.cache.ttl", "5"),
						new ParentMessage.Logs(500, Level.DEBUG, Map.of("", Level.INFO, "a.B", Level.OFF),
								Set.of("traceId"), Map.of("x.y", "z"))),
				new ParentMessage.Configure(0, 1, 1, 1, "", 1, null, List.of(), Map.of(), null, "platform", Set.of(),
						Set.of(), 0, 0, Map.of(), Map.of(), null),
				new ParentMessage.Define(7, "a.B", "a.A", "run", List.of("int", "[Ljava.lang.String;")),
				new ParentMessage.DefineBody(8, payload(3)), new ParentMessage.Trust(List.of("a.b"), List.of("c.D")),
				new ParentMessage.Run(Long.MAX_VALUE, 1023, 7, true, true, false, 3, -1, Map.of(), payload(200)),
				new ParentMessage.Run(1, 0, 0, false, false, true, 1, 5_000_000_000L,
						Map.of("traceparent", "00-1-2-01", "empty", ""), payload(0)),
				new ParentMessage.LogLevels(Map.of("", Level.WARNING, "a", Level.TRACE)), new ParentMessage.Cancel(42),
				new ParentMessage.TakeBack(), new ParentMessage.Demand(9, Long.MAX_VALUE),
				new ParentMessage.Inflow(5, payload(3)), new ParentMessage.InflowEnd(5, null),
				new ParentMessage.InflowEnd(6, new ParentMessage.Failure("a.X", null, "at a.X", payload(9))),
				new ParentMessage.QueueAnswer(4, QueueStatus.DONE, 3, payload(0)),
				new ParentMessage.QueueAnswer(8, QueueStatus.ELEMENT, 3, payload(7)),
				new ParentMessage.CollectGarbage(), new ParentMessage.DumpThreads(3), new ParentMessage.CountObjects(4),
				new ParentMessage.BuildTargets(5, List.of("a.B", "c.D")), new ParentMessage.Stop());
	}

	static Stream<ChildMessage> childMessages() {
		return Stream.of(new ChildMessage.Ready(), new ChildMessage.StartFailed("no such class"),
				new ChildMessage.Result(1, 2, 3, payload(70_000)), new ChildMessage.Result(1, 2, 3, payload(0)),
				new ChildMessage.Failure(1, 2, 3, FailureKind.TASK, "a.X", null, "at a.X", payload(5)),
				new ChildMessage.Failure(1, 2, 3, FailureKind.NOT_STARTED, "a.X", "ü", "", payload(0)),
				new ChildMessage.Item(8, payload(1)), new ChildMessage.Subscribe(1, 2, 3),
				new ChildMessage.Request(1, Long.MAX_VALUE), new ChildMessage.Unsubscribe(1),
				new ChildMessage.Returned(4, 5), new ChildMessage.Dump(6, "main\n\tat x"),
				new ChildMessage.Built(7, List.of("no", "nor")), new ChildMessage.QueuePut(1, -2, true, payload(4)),
				new ChildMessage.QueueTake(1, -2, false), new ChildMessage.QueueCancel(1),
				new ChildMessage.QueueReceipt(1, true), new ChildMessage.QueueLook(1, 2),
				new ChildMessage.QueueClose(2), new ChildMessage.Collected(), new ChildMessage.Log(3, List.of()),
				new ChildMessage.Log(0, List.of(log(null), log(thrown()))), new ChildMessage.Progress(1, 2, 0.5, null),
				new ChildMessage.Progress(1, 2, 1, "half way"));
	}

	private static LogEntry log(LogEntry.Thrown thrown) {
		return new LogEntry(1_700_000_000_000_001L, Level.WARNING, "a.B", "aiopool-task-1", 7, "böse", thrown,
				Map.of("k", "v"));
	}

	private static LogEntry.Thrown thrown() {
		StackTraceElement frame = new StackTraceElement("a.B", "run", "B.java", 12);
		StackTraceElement hidden = new StackTraceElement("a.C", "call", null, -2);
		LogEntry.Thrown suppressed = new LogEntry.Thrown("a.S", null, List.of(), null, List.of());
		LogEntry.Thrown cause = new LogEntry.Thrown("a.Cause", "why", List.of(hidden), null, List.of(suppressed));
		return new LogEntry.Thrown("a.X", "ü", List.of(frame, hidden), cause, List.of(suppressed, suppressed));
	}

	@ParameterizedTest
	@MethodSource("parentMessages")
	void whatAParentWritesIsRead(ParentMessage message) throws ProtocolException {
		assertThat(ParentMessages.read(Frames.read(ParentMessages.frame(message)))).isEqualTo(message);
	}

	@ParameterizedTest
	@MethodSource("childMessages")
	void whatAChildWritesIsRead(ChildMessage message) throws ProtocolException {
		assertThat(ChildMessages.read(Frames.read(ChildMessages.frame(message)))).isEqualTo(message);
	}

	@Test
	@Tag("F77")
	void textsForPeopleAreReadWithoutControlCharacters() throws ProtocolException {
		String text = "a\u001B[2J\r\n\tb";
		String printable = "a\u00B7[2J\n\tb";
		assertThat(ChildMessages.read(Frames.read(ChildMessages.frame(new ChildMessage.StartFailed(text)))))
			.isEqualTo(new ChildMessage.StartFailed(printable));
		assertThat(ChildMessages.read(Frames.read(ChildMessages.frame(new ChildMessage.Dump(1, text)))))
			.isEqualTo(new ChildMessage.Dump(1, printable));
		assertThat(ChildMessages.read(Frames.read(ChildMessages.frame(new ChildMessage.Progress(1, 2, 0.5, text)))))
			.isEqualTo(new ChildMessage.Progress(1, 2, 0.5, printable));
		assertThat(ChildMessages.read(Frames.read(ChildMessages.frame(new ChildMessage.Built(1, List.of(text))))))
			.isEqualTo(new ChildMessage.Built(1, List.of(printable)));
	}

	@Test
	void everyMessageIsTested() {
		assertThat(types(parentMessages())).containsExactlyInAnyOrder(ParentMessage.class.getPermittedSubclasses());
		assertThat(types(childMessages())).containsExactlyInAnyOrder(ChildMessage.class.getPermittedSubclasses());
	}

	@ParameterizedTest
	@MethodSource("parentMessages")
	void aParentMessageThatIsCutOffIsNoOther(ParentMessage message) {
		ByteBuffer whole = Frames.body(ParentMessages.frame(message));
		for (int length = 0; length < whole.limit(); length++) {
			ByteBuffer cut = whole.duplicate().limit(length);
			try {
				// Only a payload, which is the rest whatever its length, may be shorter.
				assertThat(ParentMessages.read(Payload.of(cut))).hasSameClassAs(message).isNotEqualTo(message);
			}
			catch (ProtocolException ex) {
				assertThat(ex).hasMessageMatching("(?s).+");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("childMessages")
	void aChildMessageThatIsCutOffIsNoOther(ChildMessage message) {
		ByteBuffer whole = Frames.body(ChildMessages.frame(message));
		for (int length = 0; length < Math.min(whole.limit(), 300); length++) {
			ByteBuffer cut = whole.duplicate().limit(length);
			try {
				assertThat(ChildMessages.read(Payload.of(cut))).hasSameClassAs(message).isNotEqualTo(message);
			}
			catch (ProtocolException ex) {
				assertThat(ex).hasMessageMatching("(?s).+");
			}
		}
	}

	@Test
	@Tag("F76")
	void anAnswerNobodyAskedForIsRefusedUnread() throws ProtocolException {
		Questions questions = new Questions();
		int number = questions.next(ChildMessage.Dump.class);
		Payload dump = Frames.read(ChildMessages.frame(new ChildMessage.Dump(number, "asked for")));
		Payload garbage = Payload.of(ByteBuffer.wrap(new byte[] { 71, 0, 0, 0, (byte) number }));
		Payload built = Frames.read(ChildMessages.frame(new ChildMessage.Built(number, List.of())));
		Payload collected = Frames.read(ChildMessages.frame(new ChildMessage.Collected()));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(built, questions))
			.withMessageContaining("not asked");
		assertThat(ChildMessages.read(dump, questions)).isEqualTo(new ChildMessage.Dump(number, "asked for"));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(garbage, questions))
			.withMessageContaining("not asked");
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(collected, questions))
			.withMessageContaining("not asked");
		questions.collectGarbage();
		assertThat(ChildMessages.read(collected, questions)).isEqualTo(new ChildMessage.Collected());
	}

	@ParameterizedTest
	@MethodSource("childMessages")
	@Tag("F75")
	void aChildKeepsToTheLimitOfEachMessage(ChildMessage message) throws ProtocolException {
		ByteBuffer body = Frames.body(ChildMessages.frame(message));
		assertThat(body.remaining()).isLessThanOrEqualTo(ChildMessages.limits(100_000).mostBytes(body.get(0)));
	}

	@Test
	@Tag("F75")
	void theLimitsOfFramesAreThoseOfTheProtocolsPage() throws IOException {
		Pattern row = Pattern.compile("\\| ([\\d, ]+) \\| (`max-payload` \\+ )?([\\d,]+) \\|");
		Set<Integer> types = new TreeSet<>();
		for (String line : Files.readAllLines(Path.of("..", "docs", "protocol.md"))) {
			Matcher found = row.matcher(line);
			if (found.matches()) {
				int most = Integer.parseInt(found.group(3).replace(",", ""));
				for (String each : found.group(1).split(", ")) {
					int type = Integer.parseInt(each);
					assertThat(types.add(type)).as("%d once", type).isTrue();
					assertThat(ChildMessages.limits(0).mostBytes(type)).as("type %d", type).isEqualTo(most);
					assertThat(ChildMessages.limits(1000).mostBytes(type)).as("type %d", type)
						.isEqualTo(most + ((found.group(2) != null) ? 1000 : 0));
				}
			}
		}
		Set<Integer> all = childMessages().map((message) -> (int) Frames.body(ChildMessages.frame(message)).get(0))
			.collect(Collectors.toSet());
		assertThat(types).containsExactlyInAnyOrderElementsOf(all);
	}

	@Test
	void unknownTypesAreRefused() {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> ChildMessages.read(Payload.of(ByteBuffer.wrap(new byte[] { 3 }))))
			.withMessageContaining("unknown message type 3");
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> ParentMessages.read(Payload.of(ByteBuffer.wrap(new byte[] { 67 }))));
	}

	@Test
	void bytesAfterTheEndAreRefused() {
		ByteBuffer tooLong = ByteBuffer.allocate(10)
			.put(Frames.body(ChildMessages.frame(new ChildMessage.Ready())))
			.rewind();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(Payload.of(tooLong)))
			.withMessageContaining("after the end");
	}

	@Test
	void partsThatBelongToNothingAreRefused() {
		Payload ready = Payload.of(Frames.body(ChildMessages.frame(new ChildMessage.Ready())),
				List.of(new byte[Payload.LEAST_PART]));
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(ready))
			.withMessageContaining("1 parts after the end");
	}

	@Test
	void aDeclaredLengthAllocatesNothing() {
		// A text of 2 GB, in a frame of a few bytes.
		ByteBuffer lie = ByteBuffer.allocate(9).put((byte) 66).putInt(Integer.MAX_VALUE).rewind();
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> ChildMessages.read(Payload.of(lie)))
			.withMessageContaining("2147483647 bytes");
	}

	private static Payload payload(int size) {
		byte[] bytes = new byte[size];
		Arrays.fill(bytes, (byte) 7);
		return Payload.of(ByteBuffer.wrap(bytes));
	}

	private static Set<Class<?>> types(Stream<?> messages) {
		return messages.map(Object::getClass).collect(Collectors.toSet());
	}

}
