package io.aiopool.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.Handles;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ParentMessage.QueueStatus;

/**
 * What a child may ask of its parent without end or without any right, though each
 * message is one that a child may send.
 */
final class RogueDemands {

	/** So many of everything at most; far more than the parent will remember. */
	static final int MANY = 64;

	static final int SUBSCRIPTIONS = 1_500;

	static final int ELEMENT = 900_000;

	private static final int QUESTIONS = 2_000_000;

	private static final long LAST = -1;

	private final Sender out;

	private final Consumer<String> note;

	private ParentMessage.Run run;

	private int refused;

	/** The way to the parent. */
	interface Sender {

		void send(ChildMessage message) throws IOException;

	}

	/**
	 * A child that makes demands.
	 * @param note told how many of them were refused
	 */
	RogueDemands(Sender out, Consumer<String> note) {
		this.out = out;
		this.note = note;
	}

	/** Returns {@code false} if that is none of its modes. */
	boolean begin(String mode, ParentMessage.Run run) throws Exception {
		this.run = run;
		switch (mode) {
			case "asks-without-reading" -> {
				for (int i = 0; i < QUESTIONS; i++) {
					this.out.send(new ChildMessage.QueueLook(i, 7));
				}
			}
			case "second-request" -> {
				long queue = queue();
				this.out.send(new ChildMessage.QueueTake(1, queue, true));
				this.out.send(new ChildMessage.QueueTake(1, queue, true));
			}
			case "second-subscription" -> {
				this.out.send(new ChildMessage.Subscribe(1, run.task(), 0));
				this.out.send(new ChildMessage.Subscribe(1, run.task(), 0));
			}
			case "items-unasked" -> {
				for (int i = 0; i < MANY; i++) {
					this.out.send(new ChildMessage.Item(run.task(), encoded("item")));
				}
			}
			case "endless-subscriptions" -> {
				for (int i = 0; i < SUBSCRIPTIONS; i++) {
					this.out.send(new ChildMessage.Subscribe(i, run.task(), 0));
				}
				this.out.send(new ChildMessage.QueueLook(LAST, 7));
			}
			case "endless-puts" -> {
				long queue = queue();
				for (int i = 0; i < MANY; i++) {
					this.out.send(new ChildMessage.QueuePut(i, queue, true, Payload.of(ByteBuffer.allocate(ELEMENT))));
				}
				this.out.send(new ChildMessage.QueueLook(LAST, queue));
			}
			case "endless-takes" -> {
				long queue = queue();
				for (int i = 0; i < MANY; i++) {
					this.out.send(new ChildMessage.QueueTake(i, queue, true));
				}
			}
			default -> {
				return false;
			}
		}
		return true;
	}

	/** What the parent says to that, in the order in which it was asked. */
	void heard(ParentMessage message) throws IOException {
		boolean refusal = message instanceof ParentMessage.InflowEnd
				|| message instanceof ParentMessage.QueueAnswer answer && answer.status() == QueueStatus.REFUSED;
		if (refusal) {
			this.refused++;
		}
		if (message instanceof ParentMessage.QueueAnswer answer && answer.request() == LAST) {
			this.note.accept(Integer.toString(this.refused));
			answer();
		}
	}

	private static Payload encoded(Object value) throws PayloadException {
		return new PayloadCodec(CodecSettings.of(RogueDemands.class.getClassLoader(), (className) -> true)).pack(value);
	}

	private void answer() throws IOException {
		this.out.send(new ChildMessage.Result(this.run.task(), this.run.lane(), 1, Payload.NOTHING));
	}

	/** The number of the queue among the arguments. */
	private long queue() throws PayloadException {
		List<Long> found = new ArrayList<>();
		new PayloadCodec(CodecSettings.of(RogueDemands.class.getClassLoader(), (className) -> true)
			.withDecodeLambdas(true)
			.withHandles(new Handles() {

				@Override
				public boolean stays(Class<?> type) {
					return false;
				}

				@Override
				public Handle replace(Object value) {
					throw new IllegalStateException("nothing is encoded");
				}

				@Override
				public Object resolve(Handle handle) {
					found.add(handle.id());
					return "a queue";
				}

			})).unpack(this.run.arguments());
		return Objects.requireNonNull(found.get(0));
	}

}
