package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aiopool.wire.ParentMessage;

/**
 * The packages that a pool has come to trust because bodies of tasks are from there, and
 * the classes that their signatures name. Only grows; a connection remembers how much of
 * it the worker has been told. Thread-safe.
 */
final class Trust {

	private final Set<Entry> known = new HashSet<>();

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	/** A package, or a class. */
	private record Entry(String name, boolean isPackage) {
	}

	synchronized void add(String packageName, Collection<String> classes) {
		addNew(new Entry(packageName, true));
		for (String name : classes) {
			addNew(new Entry(name, false));
		}
	}

	private void addNew(Entry entry) {
		if (this.known.add(entry)) {
			this.entries.add(entry);
		}
	}

	int size() {
		return this.entries.size();
	}

	/** What a worker has to be told that knows the first so many. */
	ParentMessage.Trust since(int known) {
		List<String> packages = new ArrayList<>();
		List<String> classes = new ArrayList<>();
		Entry[] all = this.entries.toArray(new Entry[0]);
		for (Entry entry : Arrays.asList(all).subList(known, all.length)) {
			(entry.isPackage() ? packages : classes).add(entry.name());
		}
		return new ParentMessage.Trust(packages, classes);
	}

}
