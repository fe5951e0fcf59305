package io.aiopool.worker;

import java.util.List;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ProtocolException;

/**
 * Told what workers do: in order for one worker, at the same time for several. By the
 * thread of the worker concerned, but for {@link #ready} and {@link #retired}, which come
 * from whoever decides on its succession: a worker may have ended by then, as its state
 * tells. Must not block, and must not run code of users.
 */
interface WorkerListener {

	/**
	 * A worker takes tasks from now on.
	 * @param worker the worker
	 */
	void ready(WorkerHandle worker);

	/**
	 * A worker gets no more tasks. May be repeated.
	 * @param worker the worker
	 * @return whether others may start in its stead: {@code false} as long as it runs
	 * something that would not have run beside another worker of its slot
	 */
	boolean retired(WorkerHandle worker);

	/**
	 * A worker said something.
	 * @param worker the worker
	 * @param batch all that had arrived, in order
	 * @throws ProtocolException if it answers what it was not asked
	 */
	void received(WorkerHandle worker, List<ChildMessage> batch) throws ProtocolException;

	/**
	 * A worker has printed a line. Called by the threads that read what it prints, while
	 * and after it is alive.
	 * @param worker the worker
	 * @param error whether to its standard error
	 * @param line the line
	 */
	void printed(WorkerHandle worker, boolean error, String line);

	/**
	 * A worker has printed too many lines. Called by the threads that read them.
	 * @param worker the worker
	 * @param lines how many were left out
	 */
	void leftOut(WorkerHandle worker, long lines);

	/**
	 * A worker has ended, and everything it said before has been received. The last call
	 * for this worker; nothing is heard of one that never became ready.
	 * @param worker the worker
	 * @param loss how it ended, and what it left
	 */
	void ended(WorkerHandle worker, WorkerLoss loss);

}
