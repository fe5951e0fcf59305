package io.aiopool.worker;

import java.util.List;

import io.aiopool.wire.ChildMessage;

/**
 * Told what workers do, by the thread of the worker concerned: in order for one worker,
 * at the same time for several. Must not block, and must not run code of users.
 */
interface WorkerListener {

	/**
	 * A worker takes tasks from now on.
	 * @param worker the worker
	 */
	void ready(WorkerHandle worker);

	/**
	 * A worker said something.
	 * @param worker the worker
	 * @param batch all that had arrived, in order
	 */
	void received(WorkerHandle worker, List<ChildMessage> batch);

	/**
	 * A worker has ended, and everything it said before has been received. The last call
	 * for this worker; nothing is heard of one that never became ready.
	 * @param worker the worker
	 * @param loss how it ended, and what it left
	 */
	void ended(WorkerHandle worker, WorkerLoss loss);

}
