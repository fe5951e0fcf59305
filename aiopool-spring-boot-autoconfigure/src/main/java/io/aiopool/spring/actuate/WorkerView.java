package io.aiopool.spring.actuate;

import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;

/**
 * What a worker tells of itself.
 */
public enum WorkerView {

	/** The stacks of its threads. */
	THREADS {

		@Override
		CompletableFuture<String> ask(ProcessPool pool, long pid) {
			return pool.threadDump(pid);
		}

	},

	/** Instances and bytes on its heap by class. */
	HEAP {

		@Override
		CompletableFuture<String> ask(ProcessPool pool, long pid) {
			return pool.heapHistogram(pid);
		}

	};

	static WorkerView of(String name) {
		for (WorkerView view : values()) {
			if (view.name().equalsIgnoreCase(name)) {
				return view;
			}
		}
		throw new IllegalArgumentException("'" + name + "' is no view of a worker: there are threads and heap");
	}

	abstract CompletableFuture<String> ask(ProcessPool pool, long pid);

}
