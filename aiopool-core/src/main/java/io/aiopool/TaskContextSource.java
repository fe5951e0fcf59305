package io.aiopool;

import java.util.Map;

/**
 * Says what goes with every task of a pool besides its arguments: trace ids, a tenant,
 * and whatever else belongs to the thread that submits. Must be thread-safe and quick.
 */
@FunctionalInterface
public interface TaskContextSource {

	/**
	 * Returns what is to go with a task that is submitted now. Called on the submitting
	 * thread; for a stream on the subscribing one, for a map on that which called
	 * {@code map}. What it throws, the submission throws.
	 * @return values by name, empty for nothing; as large as
	 * {@link TaskOptions#withContext} allows
	 */
	Map<String, String> capture();

}
