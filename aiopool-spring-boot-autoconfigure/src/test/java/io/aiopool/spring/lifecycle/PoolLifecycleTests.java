package io.aiopool.spring.lifecycle;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.sun.management.OperatingSystemMXBean;
import io.aiopool.JvmSettings;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.spring.FakePool;
import io.aiopool.spring.Logged;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class PoolLifecycleTests {

	private static final Runnable NOTHING = () -> {
	};

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private final List<FakePool> engines = new ArrayList<>();

	@Test
	void poolStartsBeforeTheWebServerAndStopsAfterIt() {
		RestartablePool pool = pool("one");
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(PoolLifecycle.class, () -> new PoolLifecycle(() -> List.of(pool), NOTHING, true));
			context.registerBean(WebServer.class, () -> new WebServer(this.events));
			context.refresh();
			assertThat(this.events).containsExactly("one made", "web server started");
			this.events.clear();
		}
		assertThat(this.events).containsExactly("web server stopped", "one closed");
	}

	@Test
	void poolSurvivesStopAndStartOfTheContext() {
		RestartablePool pool = pool("one");
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			context.registerBean(ProcessPool.class, () -> pool);
			context.registerBean(PoolLifecycle.class, () -> new PoolLifecycle(() -> List.of(pool), NOTHING, true));
			context.refresh();
			context.stop();
			context.start();
			assertThat(pool.apply(() -> "a")).isCompletedWithValue("a");
			context.pause();
			context.restart();
			assertThat(pool.apply(() -> "b")).isCompletedWithValue("b");
		}
		assertThat(this.engines).hasSize(3).noneMatch(FakePool::isOpen);
	}

	@Test
	void poolsAreDrainedAtTheSameTime() {
		CountDownLatch both = new CountDownLatch(2);
		RestartablePool one = meeting("one", both);
		RestartablePool two = meeting("two", both);
		PoolLifecycle lifecycle = new PoolLifecycle(() -> List.of(one, two), NOTHING, true);
		lifecycle.start();
		lifecycle.stop();
		assertThat(both.getCount()).isZero();
		assertThat(this.events).isEmpty();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	@Tag("F54")
	void poolsWhoseHeapsAreTooMuchOnlyTogetherAreWarnedOf() {
		long memory = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();
		assertThat(warnings(memory / 5, "one", "two")).isEmpty();
		assertThat(warnings(memory / 5 * 2, "one", "two")).singleElement()
			.asString()
			.startsWith("WARNING: The workers of pool 'one' (1 x")
			.contains("and pool 'two' (1 x", "aiopool.jvm.max-heap");
		assertThat(warnings(memory / 5 * 4, "one", "two")).as("left to the engines, as each alone is too much")
			.isEmpty();
	}

	private List<String> warnings(long heap, String... names) {
		List<RestartablePool> pools = Arrays.stream(names).map((name) -> {
			PoolSettings settings = ProcessPool.builder()
				.name(name)
				.processes(1)
				.jvm(JvmSettings.DEFAULTS.withMaxHeap(heap))
				.settings();
			return new RestartablePool(settings, FakePool::new);
		}).toList();
		try (Logged logged = new Logged(PoolLifecycle.class)) {
			new PoolLifecycle(() -> pools, NOTHING, true).start();
			return List.copyOf(logged.lines());
		}
	}

	@Test
	void failedRefreshLeavesNoPoolOpen() {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean(ProcessPool.class, () -> pool("one"));
		context.registerBean(PoolLifecycle.class,
				() -> new PoolLifecycle(() -> List.of((RestartablePool) context.getBean(ProcessPool.class)), NOTHING,
						true));
		context.registerBean(FailingLifecycle.class);
		assertThatException().isThrownBy(context::refresh);
		assertThat(this.engines).hasSize(1).noneMatch(FakePool::isOpen);
	}

	private RestartablePool pool(String name) {
		return new RestartablePool(ProcessPool.builder().name(name).settings(), (settings) -> {
			FakePool engine = new FakePool(settings) {
				@Override
				public void close() {
					super.close();
					PoolLifecycleTests.this.events.add(name + " closed");
				}
			};
			this.events.add(name + " made");
			this.engines.add(engine);
			return engine;
		});
	}

	private RestartablePool meeting(String name, CountDownLatch both) {
		return new RestartablePool(ProcessPool.builder().name(name).settings(), (settings) -> new FakePool(settings) {
			@Override
			public void close() {
				both.countDown();
				try {
					if (!both.await(10, TimeUnit.SECONDS)) {
						PoolLifecycleTests.this.events.add(name + " closed alone");
					}
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
		});
	}

	static class FailingLifecycle implements SmartLifecycle {

		@Override
		public void start() {
			throw new IllegalStateException("no");
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	/** In the phase in which Spring Boot starts and stops web servers. */
	static class WebServer implements SmartLifecycle {

		private final List<String> events;

		private boolean running;

		WebServer(List<String> events) {
			this.events = events;
		}

		@Override
		public void start() {
			this.running = true;
			this.events.add("web server started");
		}

		@Override
		public void stop() {
			this.running = false;
			this.events.add("web server stopped");
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerGracefulShutdownLifecycle.SMART_LIFECYCLE_PHASE - 1024;
		}

	}

}
