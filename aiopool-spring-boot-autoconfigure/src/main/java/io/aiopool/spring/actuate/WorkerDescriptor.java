package io.aiopool.spring.actuate;

import java.time.Duration;
import java.time.Instant;

import io.aiopool.WorkerExit;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the endpoint shows it.
 *
 * @param pid its process id
 * @param slot its slot
 * @param generation which worker of the slot it is
 * @param state its state
 * @param memory resident memory in bytes, -1 where the system does not say
 * @param uptime time since its process was started
 * @param readyAfter from start to ready
 * @param inFlight tasks sent and not answered
 * @param completed tasks that ended well
 * @param failed tasks whose failure it reported
 * @param lastExit how the previous worker of the slot ended
 */
public record WorkerDescriptor(long pid, int slot, int generation, WorkerState state, long memory, Duration uptime,
		@Nullable Duration readyAfter, int inFlight, long completed, long failed, @Nullable ExitDescriptor lastExit) {

	static WorkerDescriptor of(WorkerSnapshot worker) {
		return new WorkerDescriptor(worker.pid(), worker.slot(), worker.generation(), worker.state(), worker.memory(),
				Duration.between(worker.startedAt(), Instant.now()), worker.readyAfter(), worker.inFlight(),
				worker.completed(), worker.failed(), ExitDescriptor.of(worker.lastExit()));
	}

	/**
	 * How a worker ended. What it printed is left out, since it may hold secrets.
	 *
	 * @param pid the process id it had
	 * @param generation which worker of the slot it was
	 * @param status exit status
	 * @param description how it ended in words
	 * @param crashReport path of the JVM's fatal error log
	 */
	public record ExitDescriptor(long pid, int generation, @Nullable Integer status, String description,
			@Nullable String crashReport) {

		static @Nullable ExitDescriptor of(@Nullable WorkerExit exit) {
			return (exit == null) ? null : new ExitDescriptor(exit.pid(), exit.generation(), exit.status(),
					exit.describe(), (exit.crashReport() != null) ? exit.crashReport().toString() : null);
		}

	}

}
