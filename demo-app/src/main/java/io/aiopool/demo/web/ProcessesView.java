package io.aiopool.demo.web;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;

import io.aiopool.ProcessPool;

/**
 * The processes of the application as the page shows them.
 *
 * @param pid the application's own process
 * @param uptimeMillis how long that lives
 * @param pools the pools and their workers
 */
record ProcessesView(long pid, long uptimeMillis, List<PoolView> pools) {

	static ProcessesView of(Stream<ProcessPool> pools) {
		return new ProcessesView(ProcessHandle.current().pid(), ManagementFactory.getRuntimeMXBean().getUptime(),
				pools.map(PoolView::of).toList());
	}

}
