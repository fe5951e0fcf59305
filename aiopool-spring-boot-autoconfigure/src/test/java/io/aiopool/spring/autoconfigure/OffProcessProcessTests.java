package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import io.aiopool.OffProcess;
import io.aiopool.PoolHealth;
import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.TaskContext;
import io.aiopool.TaskTimeoutException;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.WorkerLostException;
import io.aiopool.WorkerSnapshot;
import io.aiopool.WorkerState;
import io.aiopool.spring.ChildProcesses;
import io.aiopool.spring.PoolRegistry;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The starter with real child JVMs.
 */
@Timeout(60)
class OffProcessProcessTests {

	@RegisterExtension
	final ChildProcesses children = ChildProcesses.noneLeft();

	private static final long HERE = ProcessHandle.current().pid();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class, AopAutoConfiguration.class,
				ValidationAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withUserConfiguration(Application.class)
		.withBean(Service.class)
		.withPropertyValues(ChildProcesses.small());

	@Test
	void everyReturnTypeComesFromAnotherProcess() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			long pid = worker(context.getBean(ProcessPool.class)).pid();
			assertThat(pid).isNotEqualTo(HERE);
			assertThat(service.plain()).isEqualTo(pid);
			assertThat(service.future().get()).isEqualTo(pid);
			assertThat(service.mono().block()).isEqualTo(pid);
			assertThat(service.flux(3).collectList().block()).containsExactly(pid, pid + 1, pid + 2);
			assertThat(service.plainFuture().get()).isEqualTo(pid);
			service.nothing();
			StepVerifier.create(service.empty()).verifyComplete();
			assertThat(service.record(new Order("book", List.of(1, 2))))
				.isEqualTo(new Order("book!", List.of(1, 2, 3)));
		});
	}

	@Test
	void firstWorkerIsReadyBeforeTheApplicationIs() {
		this.runner.run((context) -> assertThat(context.getBean(ProcessPool.class).workers()).first()
			.satisfies((worker) -> assertThat(worker.state()).isEqualTo(WorkerState.READY)));
	}

	@Test
	void applicationDoesNotWaitForTheOtherWorkers(@TempDir Path directory) {
		Path release = directory.resolve("release");
		this.runner
			.withPropertyValues("aiopool.processes=2", "aiopool.initializer=" + FirstWorkerOnly.class.getName(),
					"aiopool.init-args=" + release)
			.run((context) -> {
				ProcessPool pool = context.getBean(ProcessPool.class);
				assertThat(pool.statistics().ready()).isEqualTo(1);
				assertThat(context.getBean(Service.class).plain()).isNotEqualTo(HERE);
				Files.createFile(release);
				await().atMost(Duration.ofSeconds(10)).until(() -> pool.statistics().ready() == 2);
			});
	}

	@Test
	void deadlineIsKnownInTheWorker() {
		this.runner.run((context) -> assertThat(context.getBean(Service.class).timeLeft())
			.isBetween(Duration.ofSeconds(10), Duration.ofSeconds(50)));
	}

	@Test
	void lazyPoolStartsWithItsFirstTask() {
		this.runner.withPropertyValues("aiopool.start=lazy").run((context) -> {
			assertThat(ProcessHandle.current().children()).isEmpty();
			assertThat(context.getBean(Service.class).plain()).isNotEqualTo(HERE);
		});
	}

	@Test
	void exceptionOfTheTaskArrivesUnwrapped() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.failing(0)).withMessage("gone");
			StepVerifier.create(service.failingMono())
				.verifyErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(IOException.class));
		});
	}

	@Test
	void argumentsAreValidatedHere() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatExceptionOfType(ConstraintViolationException.class).isThrownBy(() -> service.failing(-1));
			assertThat(context.getBean(ProcessPool.class).statistics().submitted()).isZero();
		});
	}

	@Test
	void killedWorkerFailsItsTaskAndIsReplaced() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			ProcessPool pool = context.getBean(ProcessPool.class);
			WorkerSnapshot before = worker(pool);
			CompletableFuture<Long> running = service.sleeping();
			await().until(() -> worker(pool).inFlight() == 1);
			ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
			assertThat(running).failsWithin(Duration.ofSeconds(5))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(WorkerLostException.class);
			await().until(() -> pool.health() == PoolHealth.UP && worker(pool).state() == WorkerState.READY
					&& worker(pool).generation() == 2);
			assertThat(service.plain()).isNotIn(HERE, before.pid());
			assertThat(pool.statistics().workersLost()).isEqualTo(1);
		});
	}

	@Test
	void deadlineEndsABusyLoop() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			assertThatExceptionOfType(TaskTimeoutException.class).isThrownBy(service::looping);
			assertThat(service.plain()).isNotEqualTo(HERE);
		});
	}

	@Test
	void cancelledMonoInterruptsItsTask() {
		this.runner.run((context) -> {
			ProcessPool pool = context.getBean(ProcessPool.class);
			Disposable subscription = context.getBean(Service.class).sleepingMono().subscribe();
			await().until(() -> worker(pool).inFlight() == 1);
			subscription.dispose();
			await().until(() -> worker(pool).inFlight() == 0);
			assertThat(pool.statistics().cancelled()).isEqualTo(1);
		});
	}

	@Test
	void initializerSeesItsArgumentsAndExposedProperties() {
		this.runner.withBean("greeter", Greeter.class, () -> new Greeter("here"))
			.withPropertyValues("aiopool.initializer=" + Greeting.class.getName(), "aiopool.init-args=hello",
					"aiopool.expose-properties=my.*", "my.name=you", "secret=no")
			.run((context) -> assertThat(context.getBean(Greeter.class).greet()).isEqualTo("hello you null"));
	}

	@Test
	void namedPoolHasItsOwnProcesses() {
		this.runner.withBean(Named.class)
			.withPropertyValues("aiopool.pools.heavy.processes=2", "aiopool.pools.heavy.task-timeout=30s")
			.run((context) -> {
				ProcessPool heavy = context.getBean(PoolRegistry.class).get("heavy");
				long pid = context.getBean(Named.class).run();
				assertThat(heavy.workers()).hasSize(2).extracting(WorkerSnapshot::pid).contains(pid);
				assertThat(context.getBean(Service.class).plain())
					.isEqualTo(worker(context.getBean(ProcessPool.class)).pid());
			});
	}

	@Test
	void poolSurvivesStopAndStartOfTheContext() {
		this.runner.run((context) -> {
			Service service = context.getBean(Service.class);
			long before = service.plain();
			context.stop();
			assertThat(ProcessHandle.of(before).filter(ProcessHandle::isAlive)).isEmpty();
			context.start();
			assertThat(service.plain()).isNotIn(HERE, before);
		});
	}

	@Test
	void childThatDoesNotStartFailsTheStart() {
		this.runner.withPropertyValues("aiopool.jvm.args=-XX:NoSuchFlag").run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).hasRootCauseInstanceOf(Throwable.class)
				.satisfies((failure) -> assertThat(new PoolUnavailableFailureAnalyzer().analyze(failure)).isNotNull()
					.satisfies((analysis) -> assertThat(analysis.getDescription()).contains("NoSuchFlag")))
				.hasStackTraceContaining(PoolUnavailableException.class.getName());
		});
	}

	@Test
	@Tag("F42")
	void refreshThatFailsHalfWayLeavesNothing() {
		this.runner.withBean(Failing.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseMessage("not today, with 1 child JVMs"));
	}

	@Test
	@Tag("F42")
	void refreshThatFailsAfterATaskOfABeanLeavesNothing() {
		this.runner.withBean(Hasty.class)
			.withBean("never", Object.class, Hasty::fail)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasRootCauseMessage("no such bean, with 1 child JVMs"));
	}

	/** Without the guard process, which is none. */
	private static long childJvms() {
		return ProcessHandle.current()
			.children()
			.filter((child) -> child.info().command().orElse("").endsWith("java"))
			.count();
	}

	private static WorkerSnapshot worker(ProcessPool pool) {
		return pool.workers().get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	record Order(String title, List<Integer> pages) {
	}

	@Validated
	static class Service {

		@OffProcess
		public long plain() {
			return ProcessHandle.current().pid();
		}

		@OffProcess(timeout = "50s")
		public @Nullable Duration timeLeft() {
			return TaskContext.current().remaining();
		}

		@OffProcess
		public void nothing() {
		}

		@OffProcess
		public CompletableFuture<Long> future() {
			return CompletableFuture.supplyAsync(() -> ProcessHandle.current().pid());
		}

		@OffProcess
		public Future<Long> plainFuture() {
			FutureTask<Long> task = new FutureTask<>(() -> ProcessHandle.current().pid());
			task.run();
			return task;
		}

		@OffProcess
		public Mono<Long> mono() {
			return Mono.fromSupplier(() -> ProcessHandle.current().pid());
		}

		@OffProcess
		public Mono<Void> empty() {
			return Mono.empty();
		}

		@OffProcess
		public Flux<Long> flux(int count) {
			return Flux.range(0, count).map((n) -> ProcessHandle.current().pid() + n);
		}

		@OffProcess
		public Order record(Order order) {
			return new Order(order.title() + "!",
					List.of(order.pages().get(0), order.pages().get(1), order.pages().size() + 1));
		}

		@OffProcess
		public String failing(@Min(0) int number) throws IOException {
			throw new IOException("gone");
		}

		@OffProcess
		public Mono<String> failingMono() {
			return Mono.error(new IOException("gone"));
		}

		@OffProcess
		public CompletableFuture<Long> sleeping() {
			return new CompletableFuture<>();
		}

		@OffProcess
		public Mono<Long> sleepingMono() {
			return Mono.never();
		}

		@OffProcess(timeout = "${looping.timeout:300ms}")
		public void looping() {
			while (!Thread.currentThread().isInterrupted() || System.nanoTime() > 0) {
				Thread.onSpinWait();
			}
		}

	}

	static class Named {

		@OffProcess("heavy")
		public long run() {
			return ProcessHandle.current().pid();
		}

	}

	static class Greeter {

		private final String greeting;

		Greeter(String greeting) {
			this.greeting = greeting;
		}

		@OffProcess
		public String greet() {
			return this.greeting;
		}

	}

	static class Greeting implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(Greeter.class, new Greeter(
					context.args().get(0) + " " + context.property("my.name") + " " + context.property("secret")));
		}

	}

	/** Holds all workers but the first until a file is there. */
	static class FirstWorkerOnly implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			Path release = Path.of(context.args().get(0));
			if (context.slot() > 0) {
				await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(release));
			}
		}

	}

	/** Needs a pool before the context starts it. */
	static class Hasty {

		Hasty(Service service) {
			service.plain();
		}

		static Object fail() {
			throw new IllegalStateException("no such bean, with " + childJvms() + " child JVMs");
		}

	}

	static class Failing implements SmartLifecycle {

		@Override
		public void start() {
			throw new IllegalStateException("not today, with " + childJvms() + " child JVMs");
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
