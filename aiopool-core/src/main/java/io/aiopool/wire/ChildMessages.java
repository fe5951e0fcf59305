package io.aiopool.wire;

import java.nio.channels.ReadableByteChannel;

import io.aiopool.logging.PrintableText;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage.Built;
import io.aiopool.wire.ChildMessage.Collected;
import io.aiopool.wire.ChildMessage.Dump;
import io.aiopool.wire.ChildMessage.Failure;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.ChildMessage.Item;
import io.aiopool.wire.ChildMessage.Log;
import io.aiopool.wire.ChildMessage.Progress;
import io.aiopool.wire.ChildMessage.QueueCancel;
import io.aiopool.wire.ChildMessage.QueueClose;
import io.aiopool.wire.ChildMessage.QueueLook;
import io.aiopool.wire.ChildMessage.QueuePut;
import io.aiopool.wire.ChildMessage.QueueReceipt;
import io.aiopool.wire.ChildMessage.QueueTake;
import io.aiopool.wire.ChildMessage.Ready;
import io.aiopool.wire.ChildMessage.Request;
import io.aiopool.wire.ChildMessage.Result;
import io.aiopool.wire.ChildMessage.Returned;
import io.aiopool.wire.ChildMessage.StartFailed;
import io.aiopool.wire.ChildMessage.Subscribe;
import io.aiopool.wire.ChildMessage.Unsubscribe;
import org.jspecify.annotations.Nullable;

/**
 * The frames of {@link ChildMessage}: what is written by {@link #frame} is read by
 * {@link #read}.
 */
public final class ChildMessages {

	private static final int READY = 65;

	private static final int START_FAILED = 66;

	private static final int RESULT = 67;

	private static final int FAILURE = 68;

	private static final int ITEM = 69;

	private static final int RETURNED = 70;

	private static final int DUMP = 71;

	private static final int COLLECTED = 72;

	private static final int PROGRESS = 73;

	private static final int BUILT = 74;

	static final int LOG = 75;

	private static final int SUBSCRIBE = 80;

	private static final int REQUEST = 81;

	private static final int UNSUBSCRIBE = 82;

	private static final int QUEUE_PUT = 90;

	private static final int QUEUE_TAKE = 91;

	private static final int QUEUE_CANCEL = 92;

	private static final int QUEUE_RECEIPT = 93;

	private static final int QUEUE_LOOK = 94;

	private static final int QUEUE_CLOSE = 95;

	/** Room in a frame for what surrounds a payload, stack traces in text included. */
	private static final int ENVELOPE = 1 << 20;

	/** More than the fields of any message that has neither text nor payload. */
	private static final int FIELDS = 64;

	private static final int MOST_PROGRESS = 4 * 1024;

	/** Of thread dumps, histograms, logs and problems; the child sends less of it. */
	private static final int MOST_TEXT = 1 << 20;

	private static final int MOST_PROBLEMS = 1000;

	/** Of each text that comes with a failure; the child sends less of it. */
	private static final int MOST_FAILURE_TEXT = 256 * 1024;

	/** What is kept of the reason why a worker has not started. */
	private static final int MOST_REASON = 64 * 1024;

	private static final FailureKind[] KINDS = FailureKind.values();

	private ChildMessages() {
	}

	static Frame frame(ChildMessage message) {
		// The order is that of how often they are sent.
		if (message instanceof Result result) {
			return new FieldWriter(RESULT).i64(result.task())
				.i32(result.lane())
				.i64(result.nanos())
				.frame(result.value());
		}
		if (message instanceof Item item) {
			return new FieldWriter(ITEM).i64(item.task()).frame(item.value());
		}
		if (message instanceof Request request) {
			return new FieldWriter(REQUEST).i64(request.subscription()).i64(request.items()).frame();
		}
		if (message instanceof Failure failure) {
			return new FieldWriter(FAILURE).i64(failure.task())
				.i32(failure.lane())
				.i64(failure.nanos())
				.u8(failure.kind().ordinal())
				.text(failure.type())
				.text(failure.text())
				.text(failure.stackTrace())
				.frame(failure.exception());
		}
		if (message instanceof Subscribe subscribe) {
			return new FieldWriter(SUBSCRIBE).i64(subscribe.subscription())
				.i64(subscribe.task())
				.i32(subscribe.stream())
				.frame();
		}
		if (message instanceof Unsubscribe unsubscribe) {
			return new FieldWriter(UNSUBSCRIBE).i64(unsubscribe.subscription()).frame();
		}
		if (message instanceof Returned returned) {
			return new FieldWriter(RETURNED).i64(returned.task()).i32(returned.lane()).frame();
		}
		if (message instanceof Progress progress) {
			return new FieldWriter(PROGRESS).i64(progress.task())
				.i32(progress.lane())
				.i64(Double.doubleToLongBits(progress.fraction()))
				.text(progress.message())
				.frame();
		}
		if (message instanceof Log log) {
			return LogFields.write(new FieldWriter(LOG).i64(log.leftOut()), log.entries());
		}
		if (message instanceof Dump dump) {
			return new FieldWriter(DUMP).i32(dump.request()).text(dump.text()).frame();
		}
		if (message instanceof Built built) {
			return new FieldWriter(BUILT).i32(built.request()).texts(built.problems()).frame();
		}
		if (message instanceof Collected) {
			return new FieldWriter(COLLECTED).frame();
		}
		Frame aboutQueue = queueFrame(message);
		if (aboutQueue != null) {
			return aboutQueue;
		}
		if (message instanceof StartFailed failed) {
			return new FieldWriter(START_FAILED).text(failed.reason()).frame();
		}
		return new FieldWriter(READY).frame();
	}

	private static @Nullable Frame queueFrame(ChildMessage message) {
		if (message instanceof QueuePut put) {
			return new FieldWriter(QUEUE_PUT).i64(put.request()).i64(put.queue()).bool(put.waits()).frame(put.value());
		}
		if (message instanceof QueueTake take) {
			return new FieldWriter(QUEUE_TAKE).i64(take.request()).i64(take.queue()).bool(take.waits()).frame();
		}
		if (message instanceof QueueReceipt receipt) {
			return new FieldWriter(QUEUE_RECEIPT).i64(receipt.request()).bool(receipt.taken()).frame();
		}
		if (message instanceof QueueCancel cancel) {
			return new FieldWriter(QUEUE_CANCEL).i64(cancel.request()).frame();
		}
		if (message instanceof QueueLook look) {
			return new FieldWriter(QUEUE_LOOK).i64(look.request()).i64(look.queue()).frame();
		}
		if (message instanceof QueueClose close) {
			return new FieldWriter(QUEUE_CLOSE).i64(close.queue()).frame();
		}
		return null;
	}

	/**
	 * Makes a reader of what a child sends.
	 * @param channel the channel, in blocking mode
	 * @param maxPayload the largest payload in bytes
	 * @return a reader that refuses frames which are longer than their message may be
	 */
	public static FrameReader reader(ReadableByteChannel channel, int maxPayload) {
		return new FrameReader(channel, maxPayload + ENVELOPE, limits(maxPayload));
	}

	/** What carries no payload is short, whatever the largest payload is. */
	static FrameLimits limits(int maxPayload) {
		return (type) -> switch (type) {
			case RESULT, ITEM, QUEUE_PUT -> maxPayload + FIELDS;
			case FAILURE -> maxPayload + 3 * MOST_FAILURE_TEXT + FIELDS;
			case DUMP, BUILT, LOG -> MOST_TEXT + FIELDS;
			case START_FAILED -> MOST_FAILURE_TEXT + FIELDS;
			case PROGRESS -> MOST_PROGRESS + FIELDS;
			case READY, RETURNED, COLLECTED, SUBSCRIBE, REQUEST, UNSUBSCRIBE, QUEUE_TAKE, QUEUE_RECEIPT, QUEUE_CANCEL,
					QUEUE_LOOK, QUEUE_CLOSE ->
				FIELDS;
			default -> throw unknown(type);
		};
	}

	private static ProtocolException unknown(int type) {
		return new ProtocolException("unknown message type " + type);
	}

	/**
	 * Reads a message, whoever has asked for it.
	 * @param body the body of a frame; payloads share its bytes
	 * @return the message
	 * @throws ProtocolException if it is none
	 */
	public static ChildMessage read(Payload body) throws ProtocolException {
		return read(body, null);
	}

	/**
	 * Reads a message. An answer that nobody has asked for is refused before it is read.
	 * @param body the body of a frame; payloads share its bytes
	 * @param questions what the child has been asked, {@code null} if that does not
	 * matter
	 * @return the message
	 * @throws ProtocolException if it is none
	 */
	public static ChildMessage read(Payload body, @Nullable Questions questions) throws ProtocolException {
		FieldReader in = new FieldReader(body);
		int type = in.u8();
		return switch (type) {
			case RESULT -> new Result(in.i64(), in.i32(), in.i64(), in.payload());
			case ITEM -> new Item(in.i64(), in.payload());
			case FAILURE -> new Failure(in.i64(), in.i32(), in.i64(), kind(in.u8()), in.text(MOST_FAILURE_TEXT),
					in.optionalText(MOST_FAILURE_TEXT), in.text(MOST_FAILURE_TEXT), in.payload());
			case SUBSCRIBE -> ended(in, new Subscribe(in.i64(), in.i64(), in.i32()));
			case REQUEST -> ended(in, new Request(in.i64(), in.i64()));
			case UNSUBSCRIBE -> ended(in, new Unsubscribe(in.i64()));
			case QUEUE_PUT -> new QueuePut(in.i64(), in.i64(), in.u8() != 0, in.payload());
			case QUEUE_TAKE -> ended(in, new QueueTake(in.i64(), in.i64(), in.u8() != 0));
			case QUEUE_RECEIPT -> ended(in, new QueueReceipt(in.i64(), in.u8() != 0));
			case QUEUE_CANCEL -> ended(in, new QueueCancel(in.i64()));
			case QUEUE_LOOK -> ended(in, new QueueLook(in.i64(), in.i64()));
			case QUEUE_CLOSE -> ended(in, new QueueClose(in.i64()));
			case RETURNED -> ended(in, new Returned(in.i64(), in.i32()));
			case PROGRESS -> ended(in, progress(in));
			case LOG -> ended(in, LogFields.read(in));
			case DUMP -> ended(in, new Dump(asked(questions, in.i32(), Dump.class), printable(in.text())));
			case START_FAILED -> ended(in, new StartFailed(printable(in.text(MOST_REASON))));
			case BUILT -> ended(in, new Built(asked(questions, in.i32(), Built.class),
					in.texts(MOST_PROBLEMS).stream().map(ChildMessages::printable).toList()));
			case COLLECTED -> ended(in, collected(questions));
			case READY -> ended(in, new Ready());
			default -> throw unknown(type);
		};
	}

	private static int asked(@Nullable Questions questions, int number, Class<? extends ChildMessage> answer)
			throws ProtocolException {
		if (questions != null) {
			questions.answered(number, answer);
		}
		return number;
	}

	private static Collected collected(@Nullable Questions questions) throws ProtocolException {
		if (questions != null) {
			questions.collected();
		}
		return new Collected();
	}

	private static Progress progress(FieldReader in) throws ProtocolException {
		long task = in.i64();
		int lane = in.i32();
		double fraction = Double.longBitsToDouble(in.i64());
		String text = in.optionalText();
		return new Progress(task, lane, fraction, (text != null) ? printable(text) : null);
	}

	/** What is shown to people, and logged. */
	private static String printable(String text) {
		return PrintableText.lines(text, Integer.MAX_VALUE);
	}

	private static FailureKind kind(int ordinal) throws ProtocolException {
		if (ordinal >= KINDS.length) {
			throw new ProtocolException("unknown kind of failure " + ordinal);
		}
		return KINDS[ordinal];
	}

	private static ChildMessage ended(FieldReader in, ChildMessage message) throws ProtocolException {
		in.end();
		return message;
	}

}
