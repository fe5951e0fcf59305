package io.aiopool.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a child has been asked and has not answered. An answer that comes in late counts
 * as one; an answer that nobody has asked for breaks the protocol. Thread-safe.
 */
public final class Questions {

	private final AtomicInteger numbers = new AtomicInteger();

	private final Map<Integer, Class<? extends ChildMessage>> open = new ConcurrentHashMap<>();

	private final AtomicInteger collections = new AtomicInteger();

	/**
	 * Numbers a question, which is about to be asked.
	 * @param answer the message that answers it
	 * @return a number that none before it has
	 */
	public int next(Class<? extends ChildMessage> answer) {
		int number = this.numbers.incrementAndGet();
		this.open.put(number, answer);
		return number;
	}

	/** The child is about to be asked to collect its garbage. */
	public void collectGarbage() {
		this.collections.incrementAndGet();
	}

	void answered(int number, Class<? extends ChildMessage> answer) throws ProtocolException {
		if (!this.open.remove(number, answer)) {
			throw new ProtocolException("an answer to question " + number + ", which it was not asked");
		}
	}

	void collected() throws ProtocolException {
		if (this.collections.getAndUpdate((open) -> Math.max(0, open - 1)) == 0) {
			throw new ProtocolException("it has collected its garbage, which it was not asked to do");
		}
	}

}
