package io.aiopool.spring.observation;

import java.util.HashMap;
import java.util.Map;

import io.aiopool.spring.aop.TaskEnd;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * What an observation of an {@code @OffProcess} task knows. What tracing writes into its
 * carrier, such as {@code traceparent}, goes to the worker with the task.
 */
public class OffProcessObservationContext extends SenderContext<Map<String, String>> {

	/** Some of it may come from strangers, as baggage does. */
	private static final int MOST_CHARS = 8192;

	private final String pool;

	private final String task;

	private volatile @Nullable TaskEnd end;

	/**
	 * Creates the context of a task that has not been submitted.
	 * @param pool name of its pool
	 * @param task name of the task
	 */
	public OffProcessObservationContext(String pool, String task) {
		super(OffProcessObservationContext::put, Kind.CLIENT);
		this.pool = pool;
		this.task = task;
		setCarrier(new HashMap<>());
	}

	private static void put(@Nullable Map<String, String> carrier, String key, String value) {
		if (carrier != null && size(carrier) + key.length() + value.length() <= MOST_CHARS) {
			carrier.put(key, value);
		}
	}

	private static int size(Map<String, String> carrier) {
		int size = 0;
		for (Map.Entry<String, String> entry : carrier.entrySet()) {
			size += entry.getKey().length() + entry.getValue().length();
		}
		return size;
	}

	/**
	 * Returns the name of the pool.
	 * @return the name
	 */
	public String getPool() {
		return this.pool;
	}

	/**
	 * Returns the name of the task.
	 * @return {@code Class.method}, unless the annotation says otherwise
	 */
	public String getTask() {
		return this.task;
	}

	/**
	 * Returns how the task has ended.
	 * @return its end, {@code null} before
	 */
	public @Nullable TaskEnd getEnd() {
		return this.end;
	}

	void setEnd(TaskEnd end) {
		this.end = end;
	}

}
