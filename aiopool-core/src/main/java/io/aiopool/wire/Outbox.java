package io.aiopool.wire;

/**
 * The way to one child. Thread-safe; never blocks.
 */
public interface Outbox {

	/**
	 * Queues a message. Messages are sent in the order of these calls.
	 * @param message the message
	 */
	void enqueue(ParentMessage message);

	/** Sees to it that everything queued so far is sent. */
	void flush();

	/**
	 * Tells whether the child is far behind in reading. Takes time in proportion to the
	 * number.
	 * @param messages a number of messages
	 * @return {@code true} if more than so many wait to be sent
	 */
	boolean holdsMoreThan(int messages);

}
