package io.aiopool.demo.bookshop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Which requests fail: the first so many of each faulty page, several faults of one page
 * in the order given. Depends on nothing but the number of requests for that page.
 * Thread-safe.
 */
final class FaultPlan {

	private final Map<String, FaultyPage> pages = new HashMap<>();

	FaultPlan(Collection<Fault> faults) {
		for (Fault fault : faults) {
			this.pages.computeIfAbsent(fault.path(), (path) -> new FaultyPage()).faults.add(fault);
		}
	}

	/** Counts a request, and returns how it fails, or null if it is served well. */
	Fault.@Nullable Kind next(String path) {
		FaultyPage page = this.pages.get(path);
		return (page != null) ? page.next() : null;
	}

	private static final class FaultyPage {

		private final List<Fault> faults = new ArrayList<>();

		private final AtomicLong requests = new AtomicLong();

		Fault.@Nullable Kind next() {
			long request = this.requests.getAndIncrement();
			for (Fault fault : this.faults) {
				if (request < fault.times()) {
					return fault.kind();
				}
				request -= fault.times();
			}
			return null;
		}

	}

}
