package io.aiopool.child;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.aiopool.PayloadTooLargeException;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage.QueueAnswer;
import io.aiopool.wire.ParentMessage.QueueStatus;
import org.jspecify.annotations.Nullable;

/**
 * Uses the queues of the parent over the connection of this worker. Thread-safe; the
 * thread that listens to the parent only hands answers over.
 * <p>
 * Elements may come from other workers, which are not trusted, so their codec accepts no
 * lambdas.
 */
final class ChildQueues {

	private final Reporter reporter;

	private final CodecSettings settings;

	private final Executor threads;

	private final AtomicLong numbers = new AtomicLong();

	private final Map<Long, QueueRequest> requests = new ConcurrentHashMap<>();

	private volatile @Nullable PayloadCodec codec;

	ChildQueues(Reporter reporter, CodecSettings settings, Executor threads) {
		this.reporter = reporter;
		this.settings = settings;
		this.threads = threads;
	}

	QueueRequest put(long queue, Payload value, boolean wait, @Nullable Consumer<QueueAnswer> onAnswer) {
		QueueRequest request = request(false, onAnswer);
		return send(request, new ChildMessage.QueuePut(request.number(), queue, wait, value));
	}

	QueueRequest take(long queue, boolean wait, @Nullable Consumer<QueueAnswer> onAnswer) {
		QueueRequest request = request(true, onAnswer);
		return send(request, new ChildMessage.QueueTake(request.number(), queue, wait));
	}

	QueueRequest look(long queue) {
		QueueRequest request = request(false, null);
		return send(request, new ChildMessage.QueueLook(request.number(), queue));
	}

	void close(long queue) {
		this.reporter.send(new ChildMessage.QueueClose(queue));
	}

	private QueueRequest request(boolean revocable, @Nullable Consumer<QueueAnswer> onAnswer) {
		return new QueueRequest(this.numbers.incrementAndGet(), revocable, this, onAnswer);
	}

	private QueueRequest send(QueueRequest request, ChildMessage message) {
		this.requests.put(request.number(), request);
		this.reporter.ask(message);
		request.sent();
		return request;
	}

	void cancel(QueueRequest request) {
		this.reporter.ask(new ChildMessage.QueueCancel(request.number()));
	}

	/** The receipt is on its way before anybody here gets the element. */
	void answered(QueueAnswer answer) {
		QueueRequest request = this.requests.remove(answer.request());
		boolean wanted = request != null && request.claim();
		if (answer.status() == QueueStatus.ELEMENT) {
			this.reporter.send(new ChildMessage.QueueReceipt(answer.request(), wanted));
		}
		if (request != null && wanted) {
			request.complete(answer);
		}
	}

	void later(@Nullable RunningTask task, Runnable callback) {
		this.threads.execute((task != null) ? () -> task.run(callback) : callback);
	}

	Payload encode(Object element) {
		try {
			return codec().pack(Objects.requireNonNull(element, "element"));
		}
		catch (PayloadException ex) {
			String message = "An element of a queue cannot be sent, and was not put: " + ex.getMessage();
			throw (ex.kind() == PayloadException.Kind.TOO_LARGE)
					? new PayloadTooLargeException(Phase.ARG_ENCODE, message, ex)
					: new TaskSerializationException(Phase.ARG_ENCODE, message, ex);
		}
	}

	Object decode(Payload element) {
		try {
			return Objects.requireNonNull(codec().unpack(element), "element");
		}
		catch (PayloadException ex) {
			throw new TaskSerializationException(Phase.ARG_DECODE,
					"An element of a queue has been taken, but cannot be read here: " + ex.getMessage(), ex);
		}
	}

	/** Made by the first who needs it, since most workers have no queues. */
	private PayloadCodec codec() {
		PayloadCodec known = this.codec;
		if (known == null) {
			known = new PayloadCodec(this.settings);
			this.codec = known;
		}
		return known;
	}

}
