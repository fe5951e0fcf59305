package io.aiopool.spring.test.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.aiopool.LaunchStrategy.Launch;
import io.aiopool.spring.test.child.FaultyStart;

import org.springframework.util.FileSystemUtils;

/**
 * The starts that are to fail or to take long. A child JVM that starts has no connection
 * yet, so what it is to do lies in a directory, a file for each order. Thread-safe by its
 * own lock.
 */
final class StartFaults {

	/** Only made when something is ordered: most contexts never do. */
	private final Path directory = Path.of(System.getProperty("java.io.tmpdir"), "aiopool-faults-" + UUID.randomUUID());

	private final Map<String, Path> pools = new HashMap<>();

	private int orders;

	/**
	 * Puts ourselves in front of the real main class.
	 * @param pool name of the pool
	 * @param real the launch
	 * @return a launch that looks for orders first; the real one if it starts a module,
	 * which has its main class there
	 */
	Launch around(String pool, Launch real) {
		if (real.vmOptions().contains("--module")) {
			return real;
		}
		List<String> options = new ArrayList<>(real.vmOptions());
		options.add("-D" + FaultyStart.ORDERS + "=" + directory(pool));
		options.add("-D" + FaultyStart.MAIN_CLASS + "=" + real.mainClass());
		return new Launch(options, FaultyStart.class.getName());
	}

	private synchronized Path directory(String pool) {
		return this.pools.computeIfAbsent(pool, (name) -> this.directory.resolve("pool-" + this.pools.size()));
	}

	void fail(String pool) {
		order(pool, FaultyStart.FAIL);
	}

	void delay(String pool, Duration delay) {
		order(pool, Long.toString(delay.toMillis()));
	}

	private synchronized void order(String pool, String order) {
		Path place = this.pools.get(pool);
		if (place == null) {
			throw new IllegalStateException("The starts of pool '" + pool + "' cannot be made to fail: it is a pool of "
					+ "the application's own, or its child JVMs start on the module path");
		}
		try {
			Files.createDirectories(place);
			Files.createFile(place.resolve(String.format("%06d-%s", this.orders++, order)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot order a fault in " + place, ex);
		}
	}

	synchronized void clear() {
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot delete " + this.directory, ex);
		}
	}

}
