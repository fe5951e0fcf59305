package io.aiopool.pool;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The packages that a pool has come to trust because bodies of tasks are from there. Only
 * grows; a connection remembers how much of it the worker has been told. Thread-safe.
 */
final class Trust {

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private final List<String> packages = new CopyOnWriteArrayList<>();

	/** Returns {@code true} if the package is new. */
	boolean add(String packageName) {
		return !this.known.contains(packageName) && this.known.add(packageName) && this.packages.add(packageName);
	}

	int size() {
		return this.packages.size();
	}

	List<String> since(int known) {
		return List.copyOf(this.packages.subList(known, this.packages.size()));
	}

}
