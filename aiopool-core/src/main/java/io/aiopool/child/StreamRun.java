package io.aiopool.child;

import java.util.concurrent.atomic.AtomicLong;

import io.aiopool.TaskContext;
import io.aiopool.codec.PayloadException;
import io.aiopool.wire.ChildMessage.FailureKind;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Sends the items of a publisher to the parent, as many as it asks for.
 */
final class StreamRun implements CoreSubscriber<Object> {

	private final RunningTask task;

	private final Reporter reporter;

	private volatile @Nullable Subscription subscription;

	/** Items that were asked for and have not come. The parent trusts no worse. */
	private final AtomicLong awaited = new AtomicLong();

	StreamRun(RunningTask task, Reporter reporter) {
		this.task = task;
		this.reporter = reporter;
	}

	/** So that the producer finds its task on whatever thread it runs. */
	@Override
	public Context currentContext() {
		return Context.of(TaskContext.class, this.task);
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		this.task.stoppable(this::cancel);
		this.task.stream(this);
	}

	void request(long items) {
		Subscription subscription = this.subscription;
		if (subscription != null) {
			this.awaited.accumulateAndGet(items, Operators::addCap);
			this.task.run(() -> request(subscription, items));
		}
	}

	/** No publisher may throw here; one that does would never end. */
	private void request(Subscription subscription, long items) {
		try {
			subscription.request(items);
		}
		catch (Throwable ex) {
			cancelPublisher();
			this.reporter.thrown(this.task, ex);
		}
	}

	private void cancelPublisher() {
		Subscription subscription = this.subscription;
		if (subscription == null) {
			return;
		}
		try {
			subscription.cancel();
		}
		catch (Throwable ex) {
			System.getLogger(StreamRun.class.getName())
				.log(System.Logger.Level.WARNING, "The publisher of task " + this.task.id() + " failed when cancelled",
						ex);
		}
	}

	private void cancel() {
		cancelPublisher();
		// A cancelled publisher says nothing more, but the parent waits for an answer.
		this.reporter.result(this.task, null);
	}

	@Override
	public void onNext(Object item) {
		if (this.awaited.getAndDecrement() <= 0) {
			stop(FailureKind.TASK, new IllegalStateException(
					"The publisher emitted more items than were requested, which no publisher may"));
			return;
		}
		try {
			this.reporter.item(this.task, item);
		}
		catch (PayloadException ex) {
			boolean tooLarge = ex.kind() == PayloadException.Kind.TOO_LARGE;
			stop(tooLarge ? FailureKind.RESULT_TOO_LARGE : FailureKind.RESULT, ex);
		}
		catch (RuntimeException | Error ex) {
			// Thrown by code of users that the codec calls.
			stop(FailureKind.RESULT, ex);
		}
	}

	private void stop(FailureKind kind, Throwable why) {
		cancelPublisher();
		this.reporter.failure(this.task, kind, why);
	}

	@Override
	public void onError(Throwable failure) {
		this.reporter.thrown(this.task, failure);
	}

	@Override
	public void onComplete() {
		this.reporter.result(this.task, null);
	}

}
