package io.aiopool;

import java.util.Objects;

import io.aiopool.logging.LogForwardingSettings;
import org.jspecify.annotations.Nullable;

/**
 * What goes with tasks and comes back beside their results. Immutable.
 *
 * @param context says what goes with each task; {@code null} for nothing
 * @param logs what becomes of the logs and the output of workers
 * @param exceptionHandler told of tasks that have failed; {@code null} if nobody is
 */
public record ForwardingSettings(@Nullable TaskContextSource context, LogForwardingSettings logs,
		@Nullable TaskExceptionHandler exceptionHandler) {

	/** No context; logs go to this process's own. */
	public static final ForwardingSettings DEFAULTS = new ForwardingSettings(null, LogForwardingSettings.DEFAULTS,
			null);

	public ForwardingSettings {
		Objects.requireNonNull(logs, "logs");
	}

}
