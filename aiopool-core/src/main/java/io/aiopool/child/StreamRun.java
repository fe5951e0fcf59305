package io.aiopool.child;

import io.aiopool.TaskContext;
import io.aiopool.codec.PayloadException;
import io.aiopool.wire.ChildMessage.FailureKind;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/**
 * Sends the items of a publisher to the parent, as many as it asks for.
 */
final class StreamRun implements CoreSubscriber<Object> {

	private final RunningTask task;

	private final Reporter reporter;

	private volatile @Nullable Subscription subscription;

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
			this.task.run(() -> subscription.request(items));
		}
	}

	private void cancel() {
		Subscription subscription = this.subscription;
		if (subscription != null) {
			subscription.cancel();
		}
		// A cancelled publisher says nothing more, but the parent waits for an answer.
		this.reporter.result(this.task, null);
	}

	@Override
	public void onNext(Object item) {
		try {
			this.reporter.item(this.task, item);
		}
		catch (PayloadException ex) {
			Subscription subscription = this.subscription;
			if (subscription != null) {
				subscription.cancel();
			}
			boolean tooLarge = ex.kind() == PayloadException.Kind.TOO_LARGE;
			this.reporter.failure(this.task, tooLarge ? FailureKind.RESULT_TOO_LARGE : FailureKind.RESULT, ex);
		}
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
