package io.aiopool.spring.test;

import java.util.List;
import java.util.stream.Stream;

import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.TaskSerializationException;
import io.aiopool.spring.autoconfigure.Mode;
import io.aiopool.spring.inline.InlinePool;
import io.aiopool.spring.test.app.TestedApplication;
import io.aiopool.spring.test.app.TestedService;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a test class may say, in all kinds of test classes.
 */
@SpringBootTest(classes = TestedApplication.class)
class AutoConfigureAiopoolTests {

	private static final long HERE = ProcessHandle.current().pid();

	private static List<ProcessHandle> children() {
		try (Stream<ProcessHandle> children = ProcessHandle.current().children()) {
			return children.filter(ProcessHandle::isAlive).toList();
		}
	}

	@Nested
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	class Unsaid {

		@Autowired
		private TestedService service;

		@Autowired
		private ProcessPool pool;

		@Autowired
		private WorkerFaults faults;

		@Test
		@Order(1)
		void nothingIsStartedBeforeTheFirstTask() {
			assertThat(this.pool.settings().start()).isEqualTo(StartMode.LAZY);
			assertThat(this.pool.workers()).isEmpty();
			assertThat(children()).isEmpty();
			assertThatIllegalStateException().isThrownBy(this.faults::killWorker)
				.withMessageContaining("call a method first");
		}

		@Test
		@Order(2)
		void methodsLeaveTheProcess() {
			assertThat(this.service.plain()).isNotEqualTo(HERE);
		}

	}

	@Nested
	@SpringBootTest(classes = TestedApplication.class, properties = "aiopool.start=background")
	class SaidByProperty {

		@Autowired
		private ProcessPool pool;

		@Test
		void propertiesOfTheApplicationReplaceTheDefaultsOfTests() {
			assertThat(this.pool.settings().start()).isEqualTo(StartMode.BACKGROUND);
		}

	}

	@Nested
	@AutoConfigureAiopool(mode = Mode.INLINE)
	class Inline {

		@Autowired
		private TestedService service;

		@Autowired
		private ProcessPool pool;

		@Autowired
		private WorkerFaults faults;

		@Test
		void methodsStayInThisProcess() {
			Object[] values = { 1 };
			assertThat(this.service.plain()).isEqualTo(HERE);
			assertThat(this.service.identity(values)).isSameAs(values);
			assertThat(this.pool).isInstanceOf(InlinePool.class);
		}

		@Test
		void thereIsNobodyToHurt() {
			String reason = "aiopool.mode is inline, so there are no child JVMs to hurt";
			assertThatIllegalStateException().isThrownBy(() -> this.faults.onNextTask(TaskFault.KILL))
				.withMessageContaining(reason);
			assertThatIllegalStateException().isThrownBy(() -> this.faults.onNextTask("a", TaskFault.KILL))
				.withMessageContaining(reason);
			assertThatIllegalStateException().isThrownBy(this.faults::killWorker).withMessageContaining(reason);
			assertThatIllegalStateException().isThrownBy(this.faults::killBusyWorker).withMessageContaining(reason);
			assertThatIllegalStateException().isThrownBy(this.faults::failNextStart).withMessageContaining(reason);
		}

	}

	@Nested
	@AutoConfigureAiopool(mode = Mode.INLINE_SERIALIZING)
	class InlineSerializing {

		@Autowired
		private TestedService service;

		@Test
		void methodsStayInThisProcessAndGetCopies() {
			Object[] values = { 1 };
			assertThat(this.service.plain()).isEqualTo(HERE);
			assertThat(this.service.identity(values)).isNotSameAs(values).containsExactly(1);
			assertThatExceptionOfType(TaskSerializationException.class)
				.isThrownBy(() -> this.service.identity(new Object[] { Thread.currentThread() }));
		}

	}

	@Nested
	@AutoConfigureAiopool(mode = Mode.PROCESSES, start = StartMode.EAGER, processes = 2)
	class Eager {

		@Autowired
		private ProcessPool pool;

		@Test
		void whatTheAnnotationSaysTakesPrecedence() {
			assertThat(this.pool.settings().start()).isEqualTo(StartMode.EAGER);
			assertThat(this.pool.settings().processes()).isEqualTo(2);
			assertThat(this.pool.workers()).isNotEmpty();
		}

	}

	@Nested
	@SpringBootTest(classes = TestedApplication.class, properties = "aiopool.enabled=false")
	class Disabled {

		@Autowired
		private ApplicationContext context;

		@Test
		void hasNothingToHurtEither() {
			assertThatExceptionOfType(NoSuchBeanDefinitionException.class)
				.isThrownBy(() -> this.context.getBean(WorkerFaults.class));
		}

	}

}
