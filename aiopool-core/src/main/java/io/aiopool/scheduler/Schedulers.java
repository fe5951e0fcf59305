package io.aiopool.scheduler;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The schedulers that come with the pool, by name, and those of an application, by class
 * name.
 */
public final class Schedulers {

	/**
	 * The worker with the fewest tasks in flight; among equals one that has run a task
	 * before, else the lowest slot.
	 */
	public static final String LEAST_LOADED = "least-loaded";

	/**
	 * The queues in turn, by the number of their workers; with one queue, the workers.
	 */
	public static final String ROUND_ROBIN = "round-robin";

	/**
	 * Least loaded; of the tasks that wait, those of higher priority first, where each
	 * level of priority is worth one second of waiting.
	 */
	public static final String PRIORITY = "priority";

	/**
	 * Tasks of equal keys go to the same worker as long as it lives, and wait for it;
	 * others to the least loaded one.
	 */
	public static final String AFFINITY = "affinity";

	private static final Map<String, Supplier<Scheduler>> KNOWN = Map.of(LEAST_LOADED, LeastLoaded::new, ROUND_ROBIN,
			RoundRobin::new, PRIORITY, PriorityFirst::new, AFFINITY, Affinity::new);

	private Schedulers() {
	}

	/**
	 * Returns the names of the schedulers that come with the pool.
	 * @return the names
	 */
	public static Set<String> names() {
		return KNOWN.keySet();
	}

	/**
	 * Creates a scheduler.
	 * @param name its name, or the name of a class with a no-arg constructor
	 * @return a new scheduler
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public static Scheduler named(String name) {
		Supplier<Scheduler> known = KNOWN.get(name);
		if (known != null) {
			return known.get();
		}
		if (name.indexOf('.') < 0) {
			throw new IllegalArgumentException("scheduler must be one of " + String.join(", ", new TreeSet<>(names()))
					+ " or the name of a class, but was '" + name + "'");
		}
		return create(name);
	}

	private static Scheduler create(String className) {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		try {
			Class<?> type = Class.forName(className, true,
					(context != null) ? context : Schedulers.class.getClassLoader());
			if (!Scheduler.class.isAssignableFrom(type)) {
				throw new IllegalArgumentException(
						"scheduler names " + className + ", which does not implement " + Scheduler.class.getName());
			}
			var constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return (Scheduler) constructor.newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalArgumentException("scheduler names " + className
					+ ", which is not on the class path or has no no-arg constructor that works: " + ex, ex);
		}
	}

}
