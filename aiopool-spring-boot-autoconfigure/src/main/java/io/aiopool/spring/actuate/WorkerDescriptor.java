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
				worker.completed(), worker.failed(), ExitDescriptor.ofNullable(worker.lastExit()));
	}

	/**
	 * How a worker ended. What it printed is left out, since it may hold secrets.
	 *
	 * @param pid the process id it had
	 * @param slot its slot
	 * @param generation which worker of the slot it was
	 * @param status exit status
	 * @param signal the signal that ended it; {@code null} if it exited by itself
	 * @param description how it ended in words
	 * @param crashReport path of the JVM's fatal error log
	 */
	public record ExitDescriptor(long pid, int slot, int generation, @Nullable Integer status, @Nullable Integer signal,
			String description, @Nullable String crashReport) {

		static @Nullable ExitDescriptor ofNullable(@Nullable WorkerExit exit) {
			return (exit != null) ? of(exit) : null;
		}

		static ExitDescriptor of(WorkerExit exit) {
			return new ExitDescriptor(exit.pid(), exit.slot(), exit.generation(), exit.status(),
					exit.signal().isPresent() ? exit.signal().getAsInt() : null, exit.describe(),
					(exit.crashReport() != null) ? exit.crashReport().toString() : null);
		}

	}

}
