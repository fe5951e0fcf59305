package io.aiopool.spring.test.fault;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.LaunchStrategy;
import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolCustomizer;
import io.aiopool.spring.PoolDecorator;
import io.aiopool.spring.test.TaskFault;
import org.jspecify.annotations.Nullable;

/**
 * Stands between pools and child JVMs and has the faults that are ordered. Thread-safe:
 * its own lock guards all fields.
 */
public final class FaultInjector implements PoolDecorator, PoolCustomizer, AutoCloseable {

	/**
	 * A fault that has not found its task.
	 *
	 * @param pool name of the pool, or {@code null} for any
	 * @param task name of the task, or {@code null} for any
	 * @param fault what is to happen
	 */
	private record Order(@Nullable String pool, @Nullable String task, TaskFault fault) {

		boolean isFor(String pool, @Nullable String task) {
			return (this.pool == null || this.pool.equals(pool)) && (this.task == null || this.task.equals(task));
		}

	}

	private final StartFaults starts = new StartFaults();

	private final List<Order> orders = new ArrayList<>();

	private final List<Strike> strikes = new ArrayList<>();

	private boolean used;

	@Override
	public void customize(String name, PoolBuilder builder) {
		LaunchStrategy given = builder.settings().launch().strategy();
		LaunchStrategy real = (given != null) ? given : LaunchStrategy.ofThisJvm();
		builder.launch((mainClass) -> this.starts.around(name, real.resolve(mainClass)));
	}

	@Override
	public ProcessPool decorate(ProcessPool engine) {
		return FaultyPool.around(engine, this);
	}

	/**
	 * Orders a fault for a task.
	 * @param pool name of its pool, or {@code null} for any
	 * @param task its name, or {@code null} for any
	 * @param fault the fault
	 */
	synchronized void order(@Nullable String pool, @Nullable String task, TaskFault fault) {
		this.orders.add(new Order(pool, task, fault));
	}

	/**
	 * Finds the fault of a task.
	 * @param pool name of its pool
	 * @param task its name, if it has one
	 * @return the fault, which nobody else gets, or {@code null} if it is to have none
	 */
	synchronized @Nullable Strike strike(String pool, @Nullable String task) {
		for (Order order : this.orders) {
			if (order.isFor(pool, task)) {
				this.orders.remove(order);
				Strike strike = new Strike(order.fault());
				this.strikes.add(strike);
				return strike;
			}
		}
		return null;
	}

	/** The starts that are to fail. */
	StartFaults starts() {
		return this.starts;
	}

	/** A child JVM was hurt, or will be. */
	synchronized void markUsed() {
		this.used = true;
	}

	/**
	 * Forgets what has not happened and ends what does not end by itself.
	 * @return whether any fault may have left traces since the last reset
	 */
	synchronized boolean reset() {
		boolean traces = this.used || !this.strikes.isEmpty();
		this.orders.clear();
		this.strikes.forEach(Strike::end);
		this.strikes.clear();
		this.used = false;
		this.starts.clear();
		return traces;
	}

	@Override
	public void close() {
		reset();
	}

}
