package io.aiopool;

import java.util.Objects;

/**
 * Everything that makes a pool. Immutable and valid: a value that cannot work is refused
 * where it is given, naming the setting. Made by {@link ProcessPool#builder()}.
 *
 * @param name name of the pool, in threads, logs and metrics
 * @param processes how many workers it has
 * @param start when they are started
 * @param closeOnShutdown whether the pool closes itself when this JVM shuts down; to be
 * left out where something else closes it in its order
 * @param scheduling how a task finds its worker
 * @param queue where tasks wait
 * @param worker what each worker does
 * @param timeouts how long the pool waits
 * @param payload what may cross the process boundary
 * @param restart how lost workers are replaced
 * @param redelivery how often tasks are sent again
 * @param lifecycle how workers come and go
 * @param jvm how the JVM of a worker is started
 * @param forwarding what goes with tasks and comes back beside their results
 * @param launch how it gets its classes
 */
public record PoolSettings(String name, int processes, StartMode start, boolean closeOnShutdown,
		SchedulingSettings scheduling, QueueSettings queue, WorkerSettings worker, TimeoutSettings timeouts,
		PayloadSettings payload, RestartSettings restart, RedeliverySettings redelivery, LifecycleSettings lifecycle,
		JvmSettings jvm, ForwardingSettings forwarding, LaunchSettings launch) {

	static final int MOST_PROCESSES = 1024;

	public PoolSettings {
		Checks.notBlank("name", name);
		checkProcesses(processes);
		Objects.requireNonNull(start, "start");
		Objects.requireNonNull(launch, "launch");
		Checks.between("queue-count", scheduling.queueCount(), 1, processes);
		if (worker.executor().equals(WorkerSettings.VIRTUAL) && jvm.executable() == null) {
			checkVirtualThreads(Runtime.version().feature());
		}
		Integer least = Objects.requireNonNull(lifecycle, "lifecycle").elastic().minProcesses();
		if (least != null && least > processes) {
			throw new IllegalArgumentException(
					"min-processes must be between 0 and processes, which is " + processes + ", but was " + least);
		}
	}

	/** Before JDK 24 a virtual thread that waits for a lock holds on to its carrier. */
	static void checkVirtualThreads(int feature) {
		if (feature < WorkerSettings.VIRTUAL_SINCE) {
			throw new IllegalArgumentException("executor must be \"" + WorkerSettings.PLATFORM
					+ "\" or the name of a class on JDK " + feature + ", but was \"" + WorkerSettings.VIRTUAL
					+ "\", which needs JDK " + WorkerSettings.VIRTUAL_SINCE + " or newer");
		}
	}

	/**
	 * Returns how a task finds its worker.
	 * @return name of the scheduler
	 */
	public String scheduler() {
		return this.scheduling.scheduler();
	}

	/**
	 * Refuses a number of workers that no pool can have.
	 * @param processes how many workers a pool is to have
	 * @throws IllegalArgumentException naming the value and the range
	 */
	public static void checkProcesses(int processes) {
		Checks.between("processes", processes, 1, MOST_PROCESSES);
	}

}
