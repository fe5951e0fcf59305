package io.aiopool;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A worker at one moment. Immutable; counts are those of this worker, not of its slot.
 *
 * @param slot its slot in the pool, from 0; a replacement takes the slot over; -1 for a
 * spare that has no place yet
 * @param generation which worker of the slot it is, from 1
 * @param pid its process id; 0 before the process exists
 * @param state its state
 * @param startedAt when its process was started
 * @param readyAfter from start to ready; {@code null} before
 * @param inFlight tasks sent and not answered
 * @param completed tasks that ended well
 * @param failed tasks whose failure it reported
 * @param memory resident memory of its process in bytes; -1 where the system does not say
 * @param lastExit how the previous worker of the slot ended; {@code null} if there was
 * none
 */
public record WorkerSnapshot(int slot, int generation, long pid, WorkerState state, Instant startedAt,
		@Nullable Duration readyAfter, int inFlight, long completed, long failed, long memory,
		@Nullable WorkerExit lastExit) {

}
