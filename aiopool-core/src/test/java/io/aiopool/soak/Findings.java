package io.aiopool.soak;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is seen while faults happen. Thread-safe.
 */
final class Findings {

	private static final int MOST_SURPRISES = 100;

	private final Map<Death, AtomicInteger> deaths = new EnumMap<>(Death.class);

	private final List<String> surprises = new CopyOnWriteArrayList<>();

	/** From a kill to the completion of the task that ran, nothing else going on. */
	final Latencies toldIdle = new Latencies();

	/** The same under load. */
	final Latencies toldLoaded = new Latencies();

	/** From a kill to as many workers as before. */
	final Latencies capacity = new Latencies();

	/** From when a death that nobody has timed was told, to as many workers as before. */
	final Latencies capacityAfterTold = new Latencies();

	/** From a deadline to when its caller was told. */
	final Latencies afterDeadline = new Latencies();

	Findings() {
		for (Death kind : Death.values()) {
			this.deaths.put(kind, new AtomicInteger());
		}
	}

	void died(Death kind) {
		this.deaths.get(kind).incrementAndGet();
	}

	void died(Death kind, long processes) {
		this.deaths.get(kind).addAndGet((int) processes);
	}

	void surprise(String what) {
		if (this.surprises.size() < MOST_SURPRISES) {
			this.surprises.add(what);
		}
	}

	int deaths(Death kind) {
		return this.deaths.get(kind).get();
	}

	int deaths() {
		return this.deaths.values().stream().mapToInt(AtomicInteger::get).sum();
	}

	/** How many kinds have happened. */
	int kinds() {
		return (int) this.deaths.values().stream().filter((count) -> count.get() > 0).count();
	}

	List<String> surprises() {
		return this.surprises;
	}

}
