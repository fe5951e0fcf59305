package io.aiopool.spring.logging;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets only so many different names pass; all others become one. Thread-safe.
 */
final class BoundedNames {

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	private final int most;

	private final String other;

	BoundedNames(int most, String other) {
		this.most = most;
		this.other = other;
	}

	String get(String name) {
		if (this.names.contains(name)) {
			return name;
		}
		if (this.names.size() >= this.most) {
			return this.other;
		}
		this.names.add(name);
		return name;
	}

}
