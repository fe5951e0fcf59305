package io.aiopool;

import java.time.Instant;
import java.util.List;

/**
 * A worker that was lost, and what it left as evidence. Immutable; neither arguments of
 * tasks nor the environment are part of it.
 *
 * @param cause what ended it
 * @param exit how it ended, with its last output
 * @param at when
 * @param tasks names of the tasks that it had, those that had not begun included
 */
public record LostWorker(LossCause cause, WorkerExit exit, Instant at, List<String> tasks) {

	public LostWorker {
		tasks = List.copyOf(tasks);
	}

}
