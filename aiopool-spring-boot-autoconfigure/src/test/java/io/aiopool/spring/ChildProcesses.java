package io.aiopool.spring;

import java.time.Duration;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What tests with real child JVMs have in common: none of these is left after a test, and
 * no thread that served them.
 */
public final class ChildProcesses implements AfterEachCallback {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private ChildProcesses() {
	}

	/**
	 * Makes the extension.
	 * @return it, to be registered
	 */
	public static ChildProcesses noneLeft() {
		return new ChildProcesses();
	}

	/**
	 * Describes a pool of one child JVM that takes little and leaves soon.
	 * @return properties
	 */
	public static String[] small() {
		return new String[] { "aiopool.processes=1", "aiopool.jvm.max-heap=64MB", "aiopool.drain-timeout=2s",
				"aiopool.kill-grace=200ms" };
	}

	@Override
	public void afterEach(ExtensionContext context) {
		awaitNone();
	}

	/** Waits until all have gone, for tests that share a context. */
	public static void awaitNone() {
		await().atMost(LIMIT)
			.untilAsserted(
					() -> assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty());
		await().atMost(LIMIT)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("aiopool-")));
	}

}
