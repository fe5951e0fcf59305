package io.aiopool;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;

import io.aiopool.logging.LogForwardingSettings;
import io.aiopool.scheduler.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Builds the settings of a pool, and the pool; what concerns each worker by itself is
 * said by the methods of {@link WorkerBuilder}. Not thread-safe. Every value is checked
 * where it is given.
 */
public final class PoolBuilder extends WorkerBuilder<PoolBuilder> {

	private String name = "default";

	private int processes = Runtime.getRuntime().availableProcessors();

	private StartMode start = StartMode.EAGER;

	private boolean closeOnShutdown = true;

	private SchedulingSettings scheduling = SchedulingSettings.DEFAULTS;

	private QueueSettings queue = QueueSettings.DEFAULTS;

	private TimeoutSettings timeouts = TimeoutSettings.DEFAULTS;

	private PayloadSettings payload = PayloadSettings.DEFAULTS;

	private RestartSettings restart = RestartSettings.DEFAULTS;

	private RedeliverySettings redelivery = RedeliverySettings.DEFAULTS;

	private LifecycleSettings lifecycle = LifecycleSettings.DEFAULTS;

	private ForwardingSettings forwarding = ForwardingSettings.DEFAULTS;

	PoolBuilder() {
	}

	@Override
	PoolBuilder self() {
		return this;
	}

	/**
	 * Names the pool; {@code "default"} otherwise.
	 * @param name not blank
	 * @return this builder
	 */
	public PoolBuilder name(String name) {
		this.name = Checks.notBlank("name", name);
		return this;
	}

	/**
	 * Sets how many workers the pool has; as many as available processors otherwise.
	 * @param processes 1 to 1024
	 * @return this builder
	 */
	public PoolBuilder processes(int processes) {
		PoolSettings.checkProcesses(processes);
		this.processes = processes;
		return this;
	}

	/**
	 * Sets when workers are started; {@link StartMode#EAGER} otherwise.
	 * @param start when
	 * @return this builder
	 */
	public PoolBuilder start(StartMode start) {
		this.start = Objects.requireNonNull(start, "start");
		return this;
	}

	/**
	 * Sets whether the pool closes itself when this JVM shuts down; it does otherwise. A
	 * shutdown hook of its own runs beside all others, so leave it out where something
	 * else closes the pool in its turn.
	 * @param close whether it does
	 * @return this builder
	 */
	public PoolBuilder closeOnShutdown(boolean close) {
		this.closeOnShutdown = close;
		return this;
	}

	/**
	 * Sets how a task finds its worker; {@code "least-loaded"} otherwise.
	 * @param scheduler name of one that comes with the pool, see
	 * {@link io.aiopool.scheduler.Schedulers}, or of a class with a no-arg constructor
	 * @return this builder
	 */
	public PoolBuilder scheduler(String scheduler) {
		this.scheduling = new SchedulingSettings(scheduler, this.scheduling.queueCount(), null);
		return this;
	}

	/**
	 * Sets how a task finds its worker.
	 * @param scheduler the scheduler, which serves no other pool
	 * @return this builder
	 */
	public PoolBuilder scheduler(Scheduler scheduler) {
		this.scheduling = new SchedulingSettings(scheduler.getClass().getName(), this.scheduling.queueCount(),
				scheduler);
		return this;
	}

	/**
	 * Sets how many queues the workers are dealt to in turn; 1 otherwise. Of use to
	 * {@code "round-robin"} and to schedulers of your own.
	 * @param queues 1 up to the number of workers
	 * @return this builder
	 */
	public PoolBuilder queueCount(int queues) {
		this.scheduling = new SchedulingSettings(this.scheduling.scheduler(), queues, this.scheduling.instance());
		return this;
	}

	/**
	 * Sets the handler that is told here of tasks that have failed, whatever they failed
	 * of; nobody is otherwise.
	 * @param handler the handler, or {@code null} for none
	 * @return this builder
	 */
	public PoolBuilder taskExceptionHandler(@Nullable TaskExceptionHandler handler) {
		this.forwarding = new ForwardingSettings(this.forwarding.context(), this.forwarding.logs(), handler);
		return this;
	}

	/**
	 * Sets how many tasks may wait; 10,000 otherwise.
	 * @param tasks 0 or more
	 * @return this builder
	 */
	public PoolBuilder queueCapacity(int tasks) {
		this.queue = this.queue.withCapacity(tasks);
		return this;
	}

	/**
	 * Sets how many bytes the encoded arguments of waiting tasks may have together; a
	 * quarter of this JVM's heap otherwise.
	 * @param bytes at least 1; a single task may wait though it has more
	 * @return this builder
	 */
	public PoolBuilder maxQueuedBytes(long bytes) {
		this.queue = this.queue.withMaxBytes(bytes);
		return this;
	}

	/**
	 * Sets how many tasks of one method, or one body, may be in the pool at the same
	 * time, waiting or running; any number otherwise.
	 * @param tasks 0 for no limit
	 * @return this builder
	 */
	public PoolBuilder maxInFlightPerMethod(int tasks) {
		this.queue = this.queue.withMaxInFlightPerMethod(tasks);
		return this;
	}

	/**
	 * Sets what happens to a task when the queue is full; it is rejected otherwise.
	 * @param onFull what happens
	 * @return this builder
	 */
	public PoolBuilder onFull(OnFull onFull) {
		this.queue = this.queue.withOnFull(onFull);
		return this;
	}

	/**
	 * Sets the deadline of tasks without one of their own; none otherwise.
	 * @param timeout more than zero, or {@code null} for none
	 * @return this builder
	 */
	public PoolBuilder taskTimeout(@Nullable Duration timeout) {
		this.timeouts = new TimeoutSettings(timeout, this.timeouts.killGrace(), this.timeouts.start(),
				this.timeouts.drain());
		return this;
	}

	/**
	 * Sets the time between interrupt and kill; 2 s otherwise.
	 * @param grace zero or more
	 * @return this builder
	 */
	public PoolBuilder killGrace(Duration grace) {
		this.timeouts = new TimeoutSettings(this.timeouts.task(), grace, this.timeouts.start(), this.timeouts.drain());
		return this;
	}

	/**
	 * Sets the time a worker has to become ready; 30 s otherwise.
	 * @param timeout more than zero
	 * @return this builder
	 */
	public PoolBuilder startTimeout(Duration timeout) {
		this.timeouts = new TimeoutSettings(this.timeouts.task(), this.timeouts.killGrace(), timeout,
				this.timeouts.drain());
		return this;
	}

	/**
	 * Sets how long closing waits for running tasks; 20 s otherwise.
	 * @param timeout zero or more
	 * @return this builder
	 */
	public PoolBuilder drainTimeout(Duration timeout) {
		this.timeouts = new TimeoutSettings(this.timeouts.task(), this.timeouts.killGrace(), this.timeouts.start(),
				timeout);
		return this;
	}

	/**
	 * Sets the packages of the application, whose classes may cross the process boundary.
	 * @param packages package names
	 * @return this builder
	 */
	public PoolBuilder applicationPackages(Collection<String> packages) {
		this.payload = new PayloadSettings(Checks.packages("application-packages", packages),
				this.payload.trustedPackages(), this.payload.trustedPresets(), this.payload.maxPayload());
		return this;
	}

	/**
	 * Sets further packages whose classes may cross the process boundary.
	 * @param packages package names, or {@code "*"} for all
	 * @return this builder
	 */
	public PoolBuilder trustedPackages(Collection<String> packages) {
		this.payload = new PayloadSettings(this.payload.applicationPackages(),
				Checks.packages("trusted-packages", packages), this.payload.trustedPresets(),
				this.payload.maxPayload());
		return this;
	}

	/**
	 * Sets well-known libraries whose values may cross the process boundary in both
	 * directions. Of most, values cross to workers anyway, and back where a signature
	 * names a type of the library.
	 * @param presets names such as {@code jackson}, see {@link io.aiopool.codec.Preset};
	 * {@code "none"} among them takes away what crosses without being named here
	 * @return this builder
	 */
	public PoolBuilder trustedPresets(Collection<String> presets) {
		this.payload = new PayloadSettings(this.payload.applicationPackages(), this.payload.trustedPackages(),
				Checks.presets("trusted-presets", presets), this.payload.maxPayload());
		return this;
	}

	/**
	 * Sets the largest encoded argument list or result; 64 MiB otherwise.
	 * @param bytes 1 KiB to 1 GiB
	 * @return this builder
	 */
	public PoolBuilder maxPayload(int bytes) {
		this.payload = new PayloadSettings(this.payload.applicationPackages(), this.payload.trustedPackages(),
				this.payload.trustedPresets(), bytes);
		return this;
	}

	/**
	 * Sets how lost workers are replaced.
	 * @param restart the settings
	 * @return this builder
	 */
	public PoolBuilder restart(RestartSettings restart) {
		this.restart = Objects.requireNonNull(restart, "restart");
		return this;
	}

	/**
	 * Sets how often tasks are sent again.
	 * @param redelivery the settings
	 * @return this builder
	 */
	public PoolBuilder redelivery(RedeliverySettings redelivery) {
		this.redelivery = Objects.requireNonNull(redelivery, "redelivery");
		return this;
	}

	/**
	 * Sets how the number of workers follows the load.
	 * @param elastic the settings
	 * @return this builder
	 */
	public PoolBuilder elastic(ElasticSettings elastic) {
		this.lifecycle = this.lifecycle.with(elastic);
		return this;
	}

	/**
	 * Sets when tasks are no longer run because they kill their workers.
	 * @param quarantine the settings
	 * @return this builder
	 */
	public PoolBuilder quarantine(QuarantineSettings quarantine) {
		this.lifecycle = this.lifecycle.with(quarantine);
		return this;
	}

	/**
	 * Sets how workers that are stopped or wedged are found out.
	 * @param heartbeat the settings
	 * @return this builder
	 */
	public PoolBuilder heartbeat(HeartbeatSettings heartbeat) {
		this.lifecycle = this.lifecycle.with(heartbeat);
		return this;
	}

	/**
	 * Sets when workers are replaced though nothing is wrong with them.
	 * @param recycle the settings
	 * @return this builder
	 */
	public PoolBuilder recycle(RecycleSettings recycle) {
		this.lifecycle = this.lifecycle.with(recycle);
		return this;
	}

	/**
	 * Sets what goes with every task besides its arguments; nothing otherwise.
	 * @param source says what, or {@code null}
	 * @return this builder
	 */
	public PoolBuilder taskContext(@Nullable TaskContextSource source) {
		this.forwarding = new ForwardingSettings(source, this.forwarding.logs(), this.forwarding.exceptionHandler());
		return this;
	}

	/**
	 * Sets what becomes of the logs and the output of workers; what they say at
	 * {@code INFO} and above goes to this process's logs otherwise.
	 * @param logs the settings
	 * @return this builder
	 */
	public PoolBuilder logForwarding(LogForwardingSettings logs) {
		this.forwarding = new ForwardingSettings(this.forwarding.context(), logs, this.forwarding.exceptionHandler());
		return this;
	}

	/**
	 * Returns the settings.
	 * @return the settings as given so far
	 */
	public PoolSettings settings() {
		return new PoolSettings(this.name, this.processes, this.start, this.closeOnShutdown, this.scheduling,
				this.queue, worker(), this.timeouts, this.payload, this.restart, this.redelivery, this.lifecycle, jvm(),
				this.forwarding, launch());
	}

	/**
	 * Creates the pool.
	 * @return the pool, its first worker ready if it starts {@link StartMode#EAGER}
	 * @throws PoolUnavailableException if that first worker does not start
	 */
	public ProcessPool build() {
		return ProcessPool.create(settings());
	}

}
