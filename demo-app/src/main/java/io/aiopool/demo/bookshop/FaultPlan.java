package io.aiopool.demo.bookshop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Which requests fail: the first so many of each faulty page, several faults of one page in the order given. Depends on
 * nothing but the number of requests for that page. Thread-safe.
 */
final class FaultPlan {

	private final Map<String, List<Fault>> faults = new HashMap<>();

	private final Map<String, AtomicInteger> requests = new HashMap<>();

	FaultPlan(Collection<Fault> faults) {
		for (Fault fault : faults) {
			this.faults.computeIfAbsent(fault.path(), (path) -> new ArrayList<>()).add(fault);
			this.requests.putIfAbsent(fault.path(), new AtomicInteger());
		}
	}

	/** Counts a request, and returns how it fails, or null if it is served well. */
	Fault.@Nullable Kind next(String path) {
		List<Fault> planned = this.faults.get(path);
		if (planned == null) {
			return null;
		}
		long request = this.requests.get(path).getAndIncrement();
		for (Fault fault : planned) {
			if (request < fault.times()) {
				return fault.kind();
			}
			request -= fault.times();
		}
		return null;
	}

}
