package io.aiopool.spring.logging;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.TaskContext;
import io.aiopool.TaskContextSource;
import io.aiopool.logging.WorkerLogEvent;
import io.aiopool.logging.WorkerLogListener;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What methods log in real child JVMs, seen from the application's Logback.
 */
@Timeout(120)
class ForwardedLogTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private static final String LOGGER = "app.Talker";

	private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger root = this.loggers.getLogger(Logger.ROOT_LOGGER_NAME);

	private final Level rootLevel = this.root.getLevel();

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withBean(Talker.class)
		.withPropertyValues(ChildProcesses.small());

	@BeforeEach
	void collect() {
		this.appender.list = new CopyOnWriteArrayList<>();
		this.appender.start();
		this.root.setLevel(Level.INFO);
		this.root.addAppender(this.appender);
	}

	@AfterEach
	void reset() {
		this.root.detachAppender(this.appender);
		this.root.setLevel(this.rootLevel);
		MDC.clear();
	}

	private ILoggingEvent event(String message) {
		await().atMost(Duration.ofSeconds(20)).until(() -> messages().contains(message));
		return this.appender.list.stream()
			.filter((event) -> message.equals(event.getFormattedMessage()))
			.findFirst()
			.orElseThrow();
	}

	private List<String> messages() {
		return this.appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Test
	void slf4jEventsKeepTheirThreadTimeLevelAndLogger() {
		this.runner.run((context) -> {
			Instant before = Instant.now().minusMillis(1);
			String thread = context.getBean(Talker.class).say("hello");
			ILoggingEvent event = event("said hello");
			assertThat(event.getLoggerName()).isEqualTo(LOGGER);
			assertThat(event.getLevel()).isEqualTo(Level.WARN);
			assertThat(event.getThreadName()).isEqualTo(thread).startsWith("aiopool-task-");
			assertThat(event.getInstant()).isBetween(before, Instant.now());
			assertThat(event.getMDCPropertyMap()).containsEntry("aiopool.worker", "default-0.1")
				.containsKey("aiopool.task");
		});
	}

	@Test
	void otherWaysOfLoggingArriveAsWell() {
		this.runner.run((context) -> {
			context.getBean(Talker.class).sayInOtherWays();
			assertThat(event("by System.Logger").getLoggerName()).isEqualTo("app.System");
			assertThat(event("by java.util.logging").getLoggerName()).isEqualTo("app.Jul");
			assertThat(event("by Log4j").getLoggerName()).isEqualTo("app.Log4j");
			assertThat(this.loggers.exists("app.Log4j")).as("a logger of another process is not made here").isNull();
			assertThat(event("to out").getLoggerName()).isEqualTo("io.aiopool.worker.default.stdout");
			ILoggingEvent error = event("to err");
			assertThat(error.getLoggerName()).isEqualTo("io.aiopool.worker.default.stderr");
			assertThat(error.getLevel()).isEqualTo(Level.WARN);
			assertThat(error.getThreadName()).isEqualTo("default-0.1");
			assertThat(messages()).as("SLF4J says nothing of how it found its provider")
				.noneMatch((message) -> message.contains("SLF4J"));
		});
	}

	@Test
	void exceptionsArePrintedLikeTheirOriginals() {
		this.runner.run((context) -> {
			String original = context.getBean(Talker.class).sayWhatFailed();
			ILoggingEvent event = event("it failed");
			assertThat(event.getThrowableProxy().getClassName()).isEqualTo(IOException.class.getName());
			assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()).strip().replace("\r", ""))
				.startsWith("java.io.IOException: gone")
				.contains("Caused by: " + IllegalStateException.class.getName() + ": why")
				.contains("\tat " + original);
		});
	}

	@Test
	void onlyTheEntriesOfTheMdcThatAreListedGoAlong() {
		MDC.put("traceId", "abc");
		MDC.put("tenant", "t1");
		MDC.put("secret", "s");
		this.runner.withPropertyValues("aiopool.context.mdc-keys=traceId,tenant").run((context) -> {
			Talker talker = context.getBean(Talker.class);
			assertThat(talker.mdc()).isEqualTo("{tenant=t1, traceId=abc}");
			assertThat(talker.contextKeys()).containsExactlyInAnyOrder("traceId", "tenant");
			talker.say("with context");
			assertThat(event("said with context").getMDCPropertyMap()).containsEntry("traceId", "abc")
				.containsEntry("tenant", "t1")
				.doesNotContainKey("secret");
			MDC.clear();
			assertThat(talker.mdc()).as("nothing is left of the tasks before").isEqualTo("{}");
		});
	}

	@Test
	void traceIdsGoAlongUnlessSomethingElseIsListed() {
		MDC.put("traceId", "abc");
		MDC.put("spanId", "def");
		MDC.put("tenant", "t1");
		this.runner
			.run((context) -> assertThat(context.getBean(Talker.class).mdc()).isEqualTo("{spanId=def, traceId=abc}"));
		this.runner.withPropertyValues("aiopool.context.mdc-keys=")
			.run((context) -> assertThat(context.getBean(Talker.class).mdc()).isEqualTo("{}"));
	}

	@Test
	void whatATaskPutsIntoTheMdcComesBackAndIsGoneWithTheTask() {
		this.runner.run((context) -> {
			Talker talker = context.getBean(Talker.class);
			talker.sayWithMdc("page", "7");
			assertThat(event("with mdc").getMDCPropertyMap()).containsEntry("page", "7");
			assertThat(talker.mdc()).isEqualTo("{}");
		});
	}

	@Test
	void asynchronousBodiesHaveTheMdcOnTheThreadThatBegins() {
		MDC.put("traceId", "abc");
		this.runner
			.run((context) -> assertThat(context.getBean(Talker.class).mdcOfFuture().get()).isEqualTo("{traceId=abc}"));
	}

	@Test
	void publishersHaveTheirTaskInTheReactorContextAndOnTheirThreadsIfThatIsWanted() {
		MDC.put("traceId", "abc");
		this.runner.run((context) -> {
			Talker talker = context.getBean(Talker.class);
			assertThat(talker.mdcOfMono().block()).isEqualTo("{} {spanId=null, traceId=abc}");
			assertThat(talker.mdcOfFlux().collectList().block()).containsExactly("{} {spanId=null, traceId=abc}");
		});
		this.runner.withPropertyValues("spring.reactor.context-propagation=auto").run((context) -> {
			Talker talker = context.getBean(Talker.class);
			assertThat(talker.mdcOfMono().block()).isEqualTo("{traceId=abc} {spanId=null, traceId=abc}");
			assertThat(talker.mdcOfFlux().collectList().block())
				.containsExactly("{traceId=abc} {spanId=null, traceId=abc}");
		});
	}

	@Test
	void levelsFollowThoseOfTheApplicationWhileItRuns() {
		Logger parent = this.loggers.getLogger("app");
		try {
			this.runner.run((context) -> {
				Talker talker = context.getBean(Talker.class);
				assertThat(talker.levels()).isEqualTo("info");
				parent.setLevel(Level.TRACE);
				await().untilAsserted(() -> assertThat(talker.levels()).isEqualTo("trace"));
				talker.sayDebug();
				event("a detail");
				parent.setLevel(Level.OFF);
				await().untilAsserted(() -> assertThat(talker.levels()).isEqualTo("off"));
			});
		}
		finally {
			parent.setLevel(null);
		}
	}

	@Test
	void aFloodIsCutToTheRate() {
		this.runner.withPropertyValues("aiopool.log-forwarding.rate=50").run((context) -> {
			long millis = context.getBean(Talker.class).flood(5000);
			await().atMost(Duration.ofSeconds(20))
				.until(() -> messages().stream().anyMatch((message) -> message.contains("left out")));
			assertThat(messages().stream().filter((message) -> message.startsWith("flood ")).count()).isBetween(50L,
					50 + 50 * (millis / 1000 + 1));
		});
	}

	@Test
	void lowestLevelAndWhetherAtAllCanBeSaidForEachPool() {
		this.runner.withBean(Quiet.class)
			.withPropertyValues("aiopool.log-forwarding.level=error", "aiopool.pools.quiet.processes=1",
					"aiopool.pools.quiet.log-forwarding.enabled=false")
			.run((context) -> {
				assertThat(context.getBean(Talker.class).levels()).isEqualTo("error");
				assertThat(context.getBean(PoolRegistry.class).get("quiet").settings().forwarding().logs().enabled())
					.isFalse();
				assertThat(context.getBean(Quiet.class).provider()).isEqualTo(LoggerContext.class.getName());
			});
	}

	@Test
	void applicationsHaveTheirOwnListenersAndSources() {
		List<WorkerLogEvent> events = new CopyOnWriteArrayList<>();
		MDC.put("traceId", "abc");
		this.runner.withBean(WorkerLogListener.class, () -> events::add)
			.withBean("tenant", TaskContextSource.class, () -> () -> Map.of("tenant", "t1", "traceId", "stronger"))
			.run((context) -> {
				Talker talker = context.getBean(Talker.class);
				assertThat(talker.contextKeys()).containsExactlyInAnyOrder("traceId", "tenant");
				assertThat(talker.mdc()).isEqualTo("{traceId=stronger}");
				talker.say("hello");
				await()
					.untilAsserted(() -> assertThat(events).extracting(WorkerLogEvent::message).contains("said hello"));
				assertThat(messages()).doesNotContain("said hello");
			});
	}

	@Test
	void withoutLogbackEventsAreLoggedThroughSlf4j() {
		this.runner.withClassLoader(new FilteredClassLoader(LoggerContext.class)).run((context) -> {
			assertThat(context.getBean(ProcessPool.class).settings().forwarding().logs().listener())
				.isInstanceOf(Slf4jListener.class);
			String thread = context.getBean(Talker.class).say("hello");
			ILoggingEvent event = event("[default-0.1 " + thread + "] said hello");
			assertThat(event.getLoggerName()).isEqualTo(LOGGER);
			assertThat(event.getMDCPropertyMap()).containsEntry("aiopool.worker", "default-0.1");
		});
	}

	@Test
	void withoutSlf4jThereIsSystemLogger() {
		this.runner.withClassLoader(new FilteredClassLoader("org.slf4j", "ch.qos.logback"))
			.run((context) -> assertThat(context.getBean(ProcessPool.class).settings().forwarding().logs().listener())
				.hasToString("System.Logger"));
	}

	@Test
	void nothingFollowsLevelsOnceTheContextIsClosed() {
		int before = this.loggers.getCopyOfListenerList().size();
		this.runner.run((context) -> assertThat(this.loggers.getCopyOfListenerList()).hasSize(before + 1));
		assertThat(this.loggers.getCopyOfListenerList()).hasSize(before);
	}

	@Test
	void badValuesAreRefusedByName() {
		this.runner.withPropertyValues("aiopool.log-forwarding.rate=0", "aiopool.context.mdc-keys=a, ,b")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("aiopool.log-forwarding.rate must be between 1 and 100000, but was 0")
				.hasStackTraceContaining("aiopool.context.mdc-keys must be at most 32 names"));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	public static class Talker {

		private static final org.slf4j.Logger logger = LoggerFactory.getLogger(LOGGER);

		@OffProcess
		public String say(String text) {
			logger.warn("said {}", text);
			return Thread.currentThread().getName();
		}

		@OffProcess
		public void sayInOtherWays() {
			System.getLogger("app.System").log(System.Logger.Level.INFO, "by System.Logger");
			java.util.logging.Logger.getLogger("app.Jul").info("by java.util.logging");
			LogManager.getLogger("app.Log4j").info("by {}", "Log4j");
			System.out.println("to out");
			System.err.println("to err");
		}

		@OffProcess
		public String sayWhatFailed() {
			IOException failure = new IOException("gone", new IllegalStateException("why"));
			logger.error("it failed", failure);
			return failure.getStackTrace()[0].toString();
		}

		@OffProcess
		public String mdc() {
			Map<String, String> mdc = MDC.getCopyOfContextMap();
			return (mdc != null) ? new TreeMap<>(mdc).toString() : "{}";
		}

		@OffProcess
		public CompletableFuture<String> mdcOfFuture() {
			return CompletableFuture.completedFuture(mdc());
		}

		/** On a thread that is not the task's own. */
		@OffProcess
		public Mono<String> mdcOfMono() {
			return Mono.deferContextual((context) -> Mono.delay(Duration.ofMillis(1))
				.map((tick) -> mdc() + " " + ids(context.get(TaskContext.class))));
		}

		@OffProcess
		public Flux<String> mdcOfFlux() {
			return Flux.from(mdcOfMono());
		}

		private static String ids(TaskContext task) {
			return "{spanId=" + task.context().get("spanId") + ", traceId=" + task.context().get("traceId") + "}";
		}

		@OffProcess
		public List<String> contextKeys() {
			return List.copyOf(TaskContext.current().context().keySet());
		}

		@OffProcess
		public void sayWithMdc(String key, String value) {
			MDC.put(key, value);
			logger.info("with mdc");
		}

		@OffProcess
		public void sayDebug() {
			logger.debug("a detail");
		}

		@OffProcess
		public String levels() {
			return logger.isTraceEnabled() ? "trace" : logger.isDebugEnabled() ? "debug" : logger.isInfoEnabled()
					? "info" : logger.isWarnEnabled() ? "warn" : logger.isErrorEnabled() ? "error" : "off";
		}

		@OffProcess
		public long flood(int events) {
			long begin = System.nanoTime();
			for (int i = 0; i < events; i++) {
				logger.info("flood {}", i);
			}
			return Duration.ofNanos(System.nanoTime() - begin).toMillis();
		}

	}

	public static class Quiet {

		@OffProcess("quiet")
		public String provider() {
			return LoggerFactory.getILoggerFactory().getClass().getName();
		}

	}

}
