package io.aiopool.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sees what becomes of elements of a shared queue: each that was put is taken once, and
 * none that was not.
 */
public final class Elements {

	private final World world;

	private final long queue;

	private final Map<Long, Element> all = new LinkedHashMap<>();

	private static final class Element {

		private boolean put;

		private boolean refused;

		private int taken;

	}

	/**
	 * Creates a view of a queue that is empty.
	 * @param queue the number by which workers know it
	 */
	public Elements(World world, long queue) {
		this.world = world;
		this.queue = queue;
	}

	long queue() {
		return this.queue;
	}

	/** Somebody is about to put the element that is returned. */
	public long next() {
		long element = this.all.size();
		this.all.put(element, new Element());
		return element;
	}

	/** Whoever put it hears whether it is in the queue. */
	public void putEnds(long element, boolean put) {
		Element one = of(element);
		if (one.put || one.refused) {
			this.world.violated("the put of element " + element + " ends twice");
		}
		if (!put && one.taken > 0) {
			this.world.violated("element " + element + " was taken, and is said not to have been put");
		}
		one.put = put;
		one.refused = !put;
	}

	/** Somebody has it for good. */
	public void taken(long element) {
		this.world.log(() -> "element " + element + " is taken");
		Element one = of(element);
		if (one.taken++ > 0) {
			this.world.violated("element " + element + " is taken twice");
		}
		if (one.refused) {
			this.world.violated("element " + element + " is taken, and was not put");
		}
	}

	private Element of(long element) {
		Element one = this.all.get(element);
		if (one == null) {
			throw new Violation("nobody has put element " + element);
		}
		return one;
	}

	/** Everything has been taken out of the queue. */
	public void verifyNothingLost() {
		this.all.forEach((number, element) -> {
			if (element.put && element.taken == 0) {
				this.world.violated("element " + number + " was put and is lost");
			}
		});
	}

}
