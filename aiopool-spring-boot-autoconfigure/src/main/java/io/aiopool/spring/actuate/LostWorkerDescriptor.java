package io.aiopool.spring.actuate;

import java.time.Instant;
import java.util.List;

import io.aiopool.LossCause;
import io.aiopool.LostWorker;
import io.aiopool.spring.actuate.WorkerDescriptor.ExitDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A worker that was lost, as the endpoint shows it.
 *
 * @param at when
 * @param cause what ended it
 * @param exit how it ended
 * @param tasks names of the tasks that it had
 * @param output its last output, which may hold what nobody else should see; {@code null}
 * if it is not shown
 */
public record LostWorkerDescriptor(Instant at, LossCause cause, ExitDescriptor exit, List<String> tasks,
		@Nullable List<String> output) {

	static LostWorkerDescriptor of(LostWorker lost, boolean details) {
		return new LostWorkerDescriptor(lost.at(), lost.cause(), ExitDescriptor.of(lost.exit()), lost.tasks(),
				details ? lost.exit().output() : null);
	}

}
