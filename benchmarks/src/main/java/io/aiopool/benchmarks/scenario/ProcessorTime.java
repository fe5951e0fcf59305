package io.aiopool.benchmarks.scenario;

import java.time.Duration;
import java.util.Collection;

/** Reads how long processors have worked. */
final class ProcessorTime {

	private ProcessorTime() {
	}

	/** Of this process and others together. */
	static Duration of(Collection<Long> pids) {
		Duration own = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
		return pids.stream()
			.flatMap((pid) -> ProcessHandle.of(pid).stream())
			.map((process) -> process.info().totalCpuDuration().orElse(Duration.ZERO))
			.reduce(own, Duration::plus);
	}

}
