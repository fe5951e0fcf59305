package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * Has workers that do what a test says.
 */
public final class ScriptedSource extends WorkerSource {

	private final List<ScriptedWorker> workers = new ArrayList<>();

	@Override
	double luck() {
		return 0.5;
	}

	@Override
	void begin(WorkerHandle worker, LifeStory story) {
		this.workers.add(new ScriptedWorker(worker, story));
	}

	/** Returns a worker, in the order in which they were started. */
	public ScriptedWorker worker(int number) {
		return this.workers.get(number);
	}

}
