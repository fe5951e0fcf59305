package io.aiopool.spring.actuate;

import java.util.List;

import io.aiopool.TaskSnapshot;

/**
 * A worker and what it has to do.
 *
 * @param worker the worker
 * @param tasks the tasks that it was sent and has not answered, the oldest first
 */
public record WorkerDetails(WorkerDescriptor worker, List<TaskSnapshot> tasks) {
}
