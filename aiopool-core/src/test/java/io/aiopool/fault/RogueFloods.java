package io.aiopool.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.LogEntry;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.RogueWire;

/**
 * Messages that a child may send now and then, and sends without end, unasked or too
 * early.
 */
final class RogueFloods {

	/** Of a task, a subscription, a request or a queue that there is not. */
	private static final long NOTHING = 7_777;

	private static final int BATCH = 1000;

	private static final String LINE = "x".repeat(100);

	/** The way to the parent. */
	interface Writer {

		void write(byte[] bytes) throws IOException;

	}

	private RogueFloods() {
	}

	/** Returns what makes the message with that number. */
	static LongFunction<ChildMessage> messages(String kind, ParentMessage.Run run) {
		return switch (kind) {
			case "ready" -> (number) -> new ChildMessage.Ready();
			case "start-failed" -> (number) -> new ChildMessage.StartFailed(LINE);
			case "result" -> (number) -> new ChildMessage.Result(NOTHING, 0, 1, Payload.NOTHING);
			case "failure" -> (number) -> new ChildMessage.Failure(NOTHING, 0, 1, FailureKind.TASK, LINE, LINE, LINE,
					Payload.NOTHING);
			case "item" -> (number) -> new ChildMessage.Item(NOTHING, Payload.NOTHING);
			case "returned" -> (number) -> new ChildMessage.Returned(NOTHING, 0);
			case "dump" -> (number) -> new ChildMessage.Dump((int) number, LINE);
			case "built" -> (number) -> new ChildMessage.Built((int) number, List.of(LINE));
			case "collected" -> (number) -> new ChildMessage.Collected();
			case "progress" -> (number) -> new ChildMessage.Progress(run.task(), run.lane(), 0.5, LINE);
			case "progress-of-nothing" -> (number) -> new ChildMessage.Progress(NOTHING, 0, 0.5, LINE);
			case "log" -> (number) -> new ChildMessage.Log(0, List.of(entry()));
			case "log-of-nothing" -> (number) -> new ChildMessage.Log(1, List.of());
			case "subscribe" -> (number) -> new ChildMessage.Subscribe(number, NOTHING, 0);
			case "request" -> (number) -> new ChildMessage.Request(NOTHING, 1);
			case "unsubscribe" -> (number) -> new ChildMessage.Unsubscribe(number);
			case "put" -> (number) -> new ChildMessage.QueuePut(number, NOTHING, true, Payload.NOTHING);
			case "take" -> (number) -> new ChildMessage.QueueTake(number, NOTHING, true);
			case "cancel" -> (number) -> new ChildMessage.QueueCancel(number);
			case "receipt" -> (number) -> new ChildMessage.QueueReceipt(number, true);
			case "look" -> (number) -> new ChildMessage.QueueLook(number, NOTHING);
			case "close" -> (number) -> new ChildMessage.QueueClose(NOTHING);
			default -> throw new IllegalArgumentException(kind);
		};
	}

	private static LogEntry entry() {
		return new LogEntry(0, System.Logger.Level.INFO, "rogue.Flood", "main", 0, LINE, null, Map.of());
	}

	/** Returns when the parent hears no more. */
	static void flood(LongFunction<ChildMessage> messages, Writer out) {
		try {
			for (long number = 0; true; number += BATCH) {
				ByteArrayOutputStream bytes = new ByteArrayOutputStream();
				for (long i = number; i < number + BATCH; i++) {
					bytes.writeBytes(RogueWire.frame(messages.apply(i)));
				}
				out.write(bytes.toByteArray());
			}
		}
		catch (IOException ex) {
			// It has been killed, or is about to be.
		}
	}

}
