package io.aiopool;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A bounded queue between processes: it lives in the process that made it, by
 * {@link ProcessPool#queue}, and is used there and in the workers of that pool, by all of
 * them at the same time. It gets to a worker as an argument of a task, captured by a
 * body, or as an element of another queue. Thread-safe on every side. Elements are not
 * {@code null}; they are copied as arguments are, and the same classes may cross. Lambdas
 * may not, since elements may come from another worker.
 * <p>
 * Order is that of arrival here. An element is <em>taken</em> when the taker's process
 * has acknowledged its arrival, which it does before code of the taker gets it. Until
 * then it belongs to the queue: when the taker gives up, or its process dies, it goes
 * back to the head. So a dead consumer loses nothing but what it had taken. The
 * acknowledgement is handed to the system first, and the system delivers it even if the
 * process dies; only if the connection was too full to take it at that moment can an
 * element reach a second taker. Elements on their way to a taker do not count for
 * capacity and size.
 * <p>
 * Interruption ends a blocked call; it either has had no effect then, and
 * {@link InterruptedException} is thrown, or was successful, and the thread stays
 * interrupted. In a worker, the end or cancellation of the task that has made a call ends
 * the call, asynchronous ones included.
 * <p>
 * In a worker, calls that wait are bounded in number and bytes together, since the
 * process of the queue remembers them: beyond that, a call ends in an
 * {@link IllegalStateException} and has had no effect.
 *
 * @param <T> type of the elements
 */
public interface SharedQueue<T> extends AutoCloseable {

	/**
	 * Puts an element, and waits for room.
	 * @param element the element
	 * @throws QueueClosedException if the queue is or gets closed; the element is not in
	 * it then
	 * @throws TaskSerializationException if the element cannot be sent
	 * @throws InterruptedException if the calling thread is interrupted; the element is
	 * not in the queue then
	 */
	void put(T element) throws InterruptedException;

	/**
	 * Puts an element if there is room.
	 * @param element the element
	 * @return {@code false} if there is no room
	 * @throws QueueClosedException if the queue is closed
	 * @throws TaskSerializationException if the element cannot be sent
	 */
	boolean offer(T element);

	/**
	 * Puts an element, and waits for room for a limited time.
	 * @param element the element
	 * @param timeout the longest wait
	 * @return {@code false} if there was no room in time
	 * @throws QueueClosedException if the queue is or gets closed
	 * @throws TaskSerializationException if the element cannot be sent
	 * @throws InterruptedException if the calling thread is interrupted; the element is
	 * not in the queue then
	 */
	boolean offer(T element, Duration timeout) throws InterruptedException;

	/**
	 * Puts an element as soon as there is room.
	 * @param element the element
	 * @return completed when it is in the queue; fails with {@link QueueClosedException}
	 * or {@link TaskSerializationException}. Cancelling it withdraws the element, if it
	 * is not in the queue yet
	 */
	CompletableFuture<Void> putAsync(T element);

	/**
	 * Takes the first element, and waits for one.
	 * @return the element
	 * @throws QueueClosedException if the queue is closed and nothing is left in it
	 * @throws TaskSerializationException if the element cannot be read here; it is lost
	 * @throws InterruptedException if the calling thread is interrupted; nothing has been
	 * taken then
	 */
	T take() throws InterruptedException;

	/**
	 * Takes the first element if there is one.
	 * @return the element, empty if there is none
	 * @throws QueueClosedException if the queue is closed and nothing is left in it
	 * @throws TaskSerializationException if the element cannot be read here; it is lost
	 */
	Optional<T> poll();

	/**
	 * Takes the first element, and waits for one for a limited time.
	 * @param timeout the longest wait
	 * @return the element, empty if there was none in time
	 * @throws QueueClosedException if the queue is closed and nothing is left in it
	 * @throws TaskSerializationException if the element cannot be read here; it is lost
	 * @throws InterruptedException if the calling thread is interrupted; nothing has been
	 * taken then
	 */
	Optional<T> poll(Duration timeout) throws InterruptedException;

	/**
	 * Takes the first element as soon as there is one.
	 * @return the future element; fails with {@link QueueClosedException} or
	 * {@link TaskSerializationException}. Cancelling it takes nothing; it cannot be
	 * cancelled any more when an element has been taken for it
	 */
	CompletableFuture<T> takeAsync();

	/**
	 * Returns how many elements wait.
	 * @return a number that may have changed already
	 */
	int size();

	/**
	 * Returns how many elements may wait.
	 * @return the number that the queue was made with
	 */
	int capacity();

	/**
	 * Tells whether the queue takes no more elements.
	 * @return {@code true} once it is closed
	 */
	boolean isClosed();

	/**
	 * Closes the queue for everybody: puts fail, waiting ones included; takes go on until
	 * nothing is left, and then fail with {@link QueueClosedException}. Closing the pool
	 * closes its queues first, before it waits for running tasks. Does not wait.
	 */
	@Override
	void close();

}
