package io.aiopool.child;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;

/**
 * Answers what the parent wants to know of this process. Thread-safe.
 */
final class Inspection {

	private static final long IDLE_SECONDS = 5;

	private final Reporter reporter;

	private final Targets targets;

	private final TaskTable tasks;

	/** One at a time: what is counted here keeps the whole process waiting. */
	private final ThreadPoolExecutor counting;

	/**
	 * Creates the inspection.
	 * @param reporter sends the answers
	 * @param targets what methods are called on
	 * @param tasks the tasks, on whose threads code of users runs
	 */
	Inspection(Reporter reporter, Targets targets, TaskTable tasks) {
		this.reporter = reporter;
		this.targets = targets;
		this.tasks = tasks;
		this.counting = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				(body) -> {
					Thread thread = new Thread(body, "aiopool-inspection");
					thread.setDaemon(true);
					return thread;
				});
		this.counting.allowCoreThreadTimeOut(true);
	}

	/** At once, on the thread that listens to the parent: whatever else is stuck. */
	void dumpThreads(ParentMessage.DumpThreads dump) {
		this.reporter.send(new ChildMessage.Dump(dump.request(), ThreadDump.take(this.tasks.running())));
	}

	void countObjects(ParentMessage.CountObjects count) {
		this.counting.execute(() -> this.reporter.send(new ChildMessage.Dump(count.request(), histogram())));
	}

	private static String histogram() {
		try {
			return HeapHistogram.take();
		}
		catch (LinkageError ex) {
			return "There is no heap histogram: the JVM of this worker lacks the module java.management";
		}
	}

	/** Runs constructors, so on a thread for tasks. */
	void buildTargets(ParentMessage.BuildTargets build) {
		this.tasks.threads().execute(() -> {
			List<String> problems = this.targets.problems(build.types());
			this.reporter.send(new ChildMessage.Built(build.request(), problems));
		});
	}

}
