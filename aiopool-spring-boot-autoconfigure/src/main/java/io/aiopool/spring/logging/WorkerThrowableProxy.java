package io.aiopool.spring.logging;

import java.util.Arrays;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.aiopool.logging.WorkerThrowable;
import org.jspecify.annotations.Nullable;

/**
 * Shows Logback the original of what a worker has thrown: its class, not that of its
 * likeness.
 */
final class WorkerThrowableProxy extends ThrowableProxy {

	private final WorkerThrowable throwable;

	private final @Nullable IThrowableProxy cause;

	private final IThrowableProxy[] suppressed;

	WorkerThrowableProxy(WorkerThrowable throwable) {
		super(throwable);
		this.throwable = throwable;
		this.cause = (throwable.getCause() instanceof WorkerThrowable cause) ? new WorkerThrowableProxy(cause) : null;
		this.suppressed = Arrays.stream(throwable.getSuppressed())
			.map((each) -> new WorkerThrowableProxy((WorkerThrowable) each))
			.toArray(IThrowableProxy[]::new);
	}

	@Override
	public String getClassName() {
		return this.throwable.type();
	}

	@Override
	public @Nullable IThrowableProxy getCause() {
		return this.cause;
	}

	@Override
	public IThrowableProxy[] getSuppressed() {
		return this.suppressed;
	}

}
