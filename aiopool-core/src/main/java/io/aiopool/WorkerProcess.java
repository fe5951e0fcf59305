package io.aiopool;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A child JVM that runs one task and ends with it. Thread-safe. Made by
 * {@link #builder()}, started once, and never replaced.
 * <p>
 * The process is over when it has been reaped: only then do {@link #join} and
 * {@link #result()} have an outcome, so that {@link #exitCode()} is known by then and
 * nothing is left behind. It never outlives this JVM, however this JVM ends.
 *
 * @param <R> type of the result
 */
public interface WorkerProcess<R extends @Nullable Object> extends AutoCloseable {

	/**
	 * Returns a builder with default settings.
	 * @return the builder
	 */
	static WorkerProcessBuilder builder() {
		return new WorkerProcessBuilder();
	}

	/**
	 * Returns the name of the process, as it stands in threads, logs and exceptions.
	 * @return the name
	 */
	String name();

	/**
	 * Starts the process, without waiting for it. The arguments of the body are encoded
	 * before this method returns.
	 * @return this process
	 * @throws IllegalStateException if it was started or closed before
	 * @throws TaskSerializationException if the body or its arguments cannot be sent;
	 * nothing is started then
	 */
	WorkerProcess<R> start();

	/**
	 * Waits for the end of the process.
	 * @param timeout the longest wait; when it is over the process runs on
	 * @return what the body returned, an asynchronous result awaited
	 * @throws IllegalStateException if the process was not started
	 * @throws TimeoutException if the process has not ended in time
	 * @throws InterruptedException if the calling thread is interrupted; the process runs
	 * on
	 * @throws WorkerLostException if the process died or was killed before the body ended
	 * @throws PoolUnavailableException if the process could not start, its initializer
	 * included
	 * @throws java.util.concurrent.CancellationException after {@link #terminate()}
	 * @throws Exception what the body threw
	 */
	R join(Duration timeout) throws Exception;

	/**
	 * Returns the outcome that {@link #join} returns or throws. Completing or cancelling
	 * the stage has no effect on the process.
	 * @return the future outcome, completed on a thread of its own
	 * @throws IllegalStateException if the process was not started
	 */
	CompletionStage<R> result();

	/**
	 * Returns the process id.
	 * @return the id, empty until the process exists, which is a moment after
	 * {@link #start()}
	 */
	OptionalLong pid();

	/**
	 * Returns the status that the process ended with.
	 * @return the status as the system reports it, {@code 128 + n} after signal
	 * {@code n}; empty until the end, or if there was no process
	 */
	OptionalInt exitCode();

	/**
	 * Returns how the process ended, and what it left as evidence.
	 * @return the exit, {@code null} until the end, or if there was no process
	 */
	@Nullable WorkerExit exit();

	/**
	 * Tells whether the process has been started and is not over.
	 * @return {@code true} from {@link #start()} until the process has been reaped
	 */
	boolean isAlive();

	/**
	 * Interrupts the body and makes the process leave; kills it if it has not left after
	 * the kill grace. Does not wait. Has no effect if the body has ended.
	 * @throws IllegalStateException if the process was not started
	 */
	void terminate();

	/**
	 * Kills the process and its descendants at once. Does not wait. Has no effect once
	 * the process is over.
	 * @throws IllegalStateException if the process was not started
	 */
	void kill();

	/**
	 * Waits for the end of the process as long as the drain timeout says, and then kills
	 * it. Returns when nothing of it is left. A process that was not started cannot be
	 * started any more. An interrupt ends the wait and kills the process.
	 */
	@Override
	void close();

}
