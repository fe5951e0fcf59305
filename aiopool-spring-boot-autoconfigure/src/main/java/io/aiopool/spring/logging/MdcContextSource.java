package io.aiopool.spring.logging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.TaskContextSource;
import org.slf4j.MDC;

/**
 * Takes some entries of the diagnostic context (MDC) along with tasks. Immutable.
 */
public final class MdcContextSource implements TaskContextSource {

	/** So long may a value be; the rest is cut. */
	public static final int MOST_CHARS = 256;

	private final List<String> keys;

	/**
	 * Creates the source.
	 * @param keys names of the entries
	 */
	public MdcContextSource(List<String> keys) {
		this.keys = List.copyOf(keys);
	}

	@Override
	public Map<String, String> capture() {
		Map<String, String> captured = Map.of();
		for (String key : this.keys) {
			String value = MDC.get(key);
			if (value != null) {
				captured = add(captured, key, value);
			}
		}
		return captured;
	}

	/** Most threads have nothing, and then nothing is made. */
	private static Map<String, String> add(Map<String, String> captured, String key, String value) {
		Map<String, String> map = captured.isEmpty() ? new HashMap<>() : captured;
		map.put(key, (value.length() <= MOST_CHARS) ? value : value.substring(0, MOST_CHARS));
		return map;
	}

}
