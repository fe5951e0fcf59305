package io.aiopool.spring.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.aiopool.ProcessPool;
import io.aiopool.WorkerState;
import io.aiopool.spring.test.app.TestedApplication;
import io.aiopool.spring.test.app.TestedService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Many test classes with a context each, which Spring keeps. Run by hand, as JUnit would.
 */
class CachedContextsTests {

	private static final int CONTEXTS = 32;

	private static final int PROCESSES = 2;

	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final List<TestClassRun> runs = new ArrayList<>();

	@AfterEach
	void forgetContexts() {
		this.runs.forEach(TestClassRun::forget);
	}

	@Test
	@Tag("F43")
	void onlyTheContextInUseHasChildren() throws Exception {
		for (int i = 0; i < CONTEXTS; i++) {
			TestClassRun run = new TestClassRun();
			this.runs.add(run);
			run.begin();
			awaitChildren("before the first task of context " + i, 0, 0);
			if (i % 4 == 0) {
				assertThat(run.bean(TestedService.class).plain()).isNotEqualTo(ProcessHandle.current().pid());
				ProcessPool pool = run.bean(ProcessPool.class);
				await().atMost(LONGEST).until(() -> pool.statistics().ready() == PROCESSES);
				awaitChildren("of context " + i, 1, PROCESSES);
			}
			run.end();
		}
		assertThat(this.runs.stream().map(TestClassRun::context)).doesNotHaveDuplicates()
			.allMatch(ConfigurableApplicationContext::isActive);
		assertThat(this.runs.stream().filter((run) -> run.context().isRunning())).hasSize(1);
	}

	@Test
	@Tag("F43")
	void contextThatIsUsedAgainHasItsPoolAgain() throws Exception {
		TestClassRun first = new TestClassRun();
		TestClassRun second = new TestClassRun();
		this.runs.addAll(List.of(first, second));
		first.begin();
		long before = first.bean(TestedService.class).plain();
		first.end();
		second.begin();
		assertThat(first.context().isRunning()).isFalse();
		assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
		second.end();
		first.begin();
		assertThat(first.bean(TestedService.class).plain()).isNotEqualTo(before);
		assertThat(first.bean(ProcessPool.class).workers()).anyMatch((worker) -> worker.state() == WorkerState.READY);
		first.end();
	}

	/**
	 * A process that is being started or has just ended is perhaps not seen as what it
	 * is; and the one that prepares classes for later starts is no worker, and leaves.
	 */
	private static void awaitChildren(String when, int least, int most) {
		await().atMost(LONGEST)
			.untilAsserted(() -> assertThat(children()).as("children %s", when).hasSizeBetween(least, most));
	}

	private static List<ProcessHandle> children() {
		try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
			return children.filter((child) -> child.info().command().orElse("").contains("java")).toList();
		}
	}

	/** A test class, its context made for it alone. */
	private static final class TestClassRun {

		private final TestContextManager manager = new TestContextManager(Sample.class);

		private @Nullable Sample instance;

		void begin() throws Exception {
			this.instance = new Sample();
			this.manager.beforeTestClass();
			this.manager.prepareTestInstance(this.instance);
			this.manager.beforeTestMethod(this.instance, Sample.class.getDeclaredMethod("test"));
		}

		void end() throws Exception {
			this.manager.afterTestMethod(this.instance, Sample.class.getDeclaredMethod("test"), null);
			this.manager.afterTestClass();
		}

		<T> T bean(Class<T> type) {
			return context().getBean(type);
		}

		ConfigurableApplicationContext context() {
			// Not asked for again: that alone would restart it
			return this.instance.context;
		}

		void forget() {
			this.manager.getTestContext().markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
		}

	}

	@SpringBootTest(classes = TestedApplication.class, properties = "aiopool.processes=" + PROCESSES)
	static class Sample implements ApplicationContextAware {

		private @Nullable ConfigurableApplicationContext context;

		@Override
		public void setApplicationContext(ApplicationContext context) {
			this.context = (ConfigurableApplicationContext) context;
		}

		void test() {
		}

	}

	/** Makes the contexts of the sample differ. */
	static class NumberedContexts implements ContextCustomizerFactory {

		private static final AtomicInteger numbers = new AtomicInteger();

		@Override
		public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
				List<ContextConfigurationAttributes> attributes) {
			return (testClass == Sample.class) ? new Number(numbers.incrementAndGet()) : null;
		}

		private record Number(int number) implements ContextCustomizer {

			@Override
			public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration merged) {
			}

		}

	}

}
