package io.aiopool.spring.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.aiopool.OnFull;
import io.aiopool.PoolBuilder;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerExceptionHandler;
import io.aiopool.WorkerInitializer;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.spring.FakePool;
import io.aiopool.spring.PoolCustomizer;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.aop.OffProcessBeanPostProcessor;
import io.aiopool.spring.inline.InlinePool;
import io.aiopool.spring.lifecycle.DefaultPoolRegistry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

class AiopoolAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class))
		.withPropertyValues("aiopool.start=lazy");

	@Test
	void thereIsOnePoolWithTheSettingsOfTheEngine() {
		this.runner.run((context) -> {
			PoolSettings settings = context.getBean(ProcessPool.class).settings();
			assertThat(settings).isEqualTo(ProcessPool.builder()
				.start(StartMode.LAZY)
				.closeOnShutdown(false)
				.taskContext(settings.forwarding().context())
				.logForwarding(settings.forwarding().logs())
				.settings());
			assertThat(context.getBean(PoolRegistry.class).pools()).containsOnlyKeys("default");
			assertThat(context.getBean(PoolRegistry.class).get("")).isSameAs(context.getBean(ProcessPool.class));
		});
	}

	@Test
	void everyPropertyReachesTheSettings() {
		this.runner
			.withPropertyValues("aiopool.processes=3", "aiopool.child-concurrency=4", "aiopool.start=background",
					"aiopool.max-tasks-per-child=5", "aiopool.queue-capacity=6", "aiopool.max-queued-bytes=21KB",
					"aiopool.max-in-flight-per-method=22", "aiopool.on-full=wait", "aiopool.scheduler=round-robin",
					"aiopool.queue-count=2", "aiopool.initializer=" + Initializer.class.getName(),
					"aiopool.init-args=a,b", "aiopool.exception-handler=" + Handler.class.getName(),
					"aiopool.task-timeout=7s", "aiopool.kill-grace=8s", "aiopool.start-timeout=9s",
					"aiopool.drain-timeout=10s", "aiopool.restart.backoff=11ms", "aiopool.restart.max-backoff=12s",
					"aiopool.restart.intensity=13", "aiopool.restart.window=14s", "aiopool.redelivery.not-started=15",
					"aiopool.redelivery.worker-lost=16", "aiopool.redelivery.neighbour-killed=17",
					"aiopool.trusted-packages=x.y", "aiopool.trusted-presets=jackson", "aiopool.max-payload=18KB",
					"aiopool.jvm.executable=/bin/java", "aiopool.jvm.max-heap=19MB", "aiopool.jvm.args=-Da=b,-Dc=d",
					"aiopool.jvm.environment.LANG=C", "aiopool.jvm.working-directory=/tmp",
					"aiopool.jvm.command-prefix=taskset,-c,1", "aiopool.jvm.niceness=12", "aiopool.jvm.debug-port=5005",
					"aiopool.executor=a.Loop", "aiopool.mode=inline")
			.run((context) -> {
				PoolSettings settings = context.getBean(ProcessPool.class).settings();
				assertThat(settings.toString()).contains("processes=3", "start=BACKGROUND",
						"scheduler=round-robin, queueCount=2",
						"capacity=6, maxBytes=21504, maxInFlightPerMethod=22, onFull=" + OnFull.WAIT,
						"childConcurrency=4, maxTasks=5",
						"exceptionHandler=" + Handler.class.getName() + ", executor=a.Loop",
						"task=PT7S, killGrace=PT8S, start=PT9S, drain=PT10S",
						"backoff=PT0.011S, maxBackoff=PT12S, intensity=13, window=PT14S",
						"notStarted=15, workerLost=16, neighbourKilled=17",
						"trustedPackages=[x.y], trustedPresets=[jackson]", "maxPayload=18432",
						"executable=/bin/java, maxHeap=19922944, args=[-Da=b, -Dc=d]",
						"environment=[LANG], workingDirectory=/tmp, commandPrefix=[taskset, -c, 1]",
						"niceness=12, debugPort=5005");
				assertThat(settings.jvm().environment()).containsExactly(entry("LANG", "C"));
				assertThat(settings.worker().initializer()).isEqualTo(Initializer.class.getName());
				assertThat(settings.worker().initArgs()).containsExactly("a", "b");
			});
	}

	@Test
	void schedulerIsFoundByTheNameOfItsBean() {
		Scheduler scheduler = (task, candidates) -> 0;
		this.runner.withPropertyValues("aiopool.scheduler=mine", "aiopool.pools.other.scheduler=priority")
			.withBean("mine", Scheduler.class, () -> scheduler)
			.run((context) -> {
				PoolRegistry pools = context.getBean(PoolRegistry.class);
				assertThat(pools.get("").settings().scheduling().instance()).isSameAs(scheduler);
				assertThat(pools.get("other").settings().scheduler()).isEqualTo("priority");
				assertThat(pools.get("other").settings().scheduling().instance()).isNull();
			});
	}

	@Test
	void namedPoolInheritsWhatItLeavesOut() {
		this.runner
			.withPropertyValues("aiopool.processes=3", "aiopool.jvm.niceness=4", "aiopool.jvm.max-heap=64MB",
					"aiopool.pools.thumbs.processes=1", "aiopool.pools.thumbs.jvm.max-heap=32MB")
			.run((context) -> {
				PoolSettings settings = context.getBean(PoolRegistry.class).get("thumbs").settings();
				assertThat(settings.name()).isEqualTo("thumbs");
				assertThat(settings.processes()).isEqualTo(1);
				assertThat(settings.start()).isEqualTo(StartMode.LAZY);
				assertThat(settings.jvm().niceness()).isEqualTo(4);
				assertThat(settings.jvm().maxHeap()).isEqualTo(32L << 20);
				assertThat(context.getBean(ProcessPool.class).settings().processes()).isEqualTo(3);
			});
	}

	@Test
	void heartbeatsComeAsOftenAsATimeoutNeedsThatIsGivenAlone() {
		this.runner.withPropertyValues("aiopool.heartbeat.timeout=6s")
			.run((context) -> assertThat(
					context.getBean(ProcessPool.class).settings().lifecycle().heartbeat().interval())
				.isEqualTo(Duration.ofSeconds(2)));
	}

	@Test
	void unknownPoolIsRefusedNamingThoseThereAre() {
		this.runner.withPropertyValues("aiopool.pools.thumbs.processes=1")
			.run((context) -> assertThatIllegalArgumentException()
				.isThrownBy(() -> context.getBean(PoolRegistry.class).get("thumb"))
				.withMessageContaining("'thumb'")
				.withMessageContaining("[default, thumbs]"));
	}

	@Test
	void poolOfTheUserWins() {
		FakePool own = new FakePool("own");
		this.runner.withBean(ProcessPool.class, () -> own).run((context) -> {
			assertThat(context.getBean(ProcessPool.class)).isSameAs(own);
			assertThat(context.getBean(PoolRegistry.class).get(PoolRegistry.DEFAULT)).isSameAs(own);
			assertThat(context.getBean(PoolRegistry.class).get("own")).isSameAs(own);
		});
	}

	@Test
	void poolsOfTheUserAreFoundByName() {
		FakePool one = new FakePool("default");
		FakePool two = new FakePool("two");
		this.runner.withBean("a", ProcessPool.class, () -> one)
			.withBean("b", ProcessPool.class, () -> two)
			.run((context) -> assertThat(context.getBean(PoolRegistry.class).pools())
				.containsExactlyInAnyOrderEntriesOf(Map.of("default", one, "two", two)));
	}

	@Test
	void registryOfTheUserWins() {
		PoolRegistry own = new DefaultPoolRegistry(Map.of(), List.of());
		this.runner.withBean(PoolRegistry.class, () -> own)
			.run((context) -> assertThat(context.getBean(PoolRegistry.class)).isSameAs(own));
	}

	@Test
	void customizersRunInOrderForEachPool() {
		this.runner.withPropertyValues("aiopool.processes=2", "aiopool.pools.thumbs.processes=3")
			.withBean(Doubling.class)
			.withBean(Adding.class)
			.run((context) -> {
				assertThat(context.getBean(PoolRegistry.class).get("thumbs").settings().processes()).isEqualTo(8);
				assertThat(context.getBean(ProcessPool.class).settings().processes()).isEqualTo(6);
			});
	}

	@Test
	void nothingIsThereIfItIsDisabled() {
		this.runner.withPropertyValues("aiopool.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(ProcessPool.class)
				.doesNotHaveBean(PoolRegistry.class)
				.doesNotHaveBean(OffProcessBeanPostProcessor.class));
	}

	@Test
	void nothingIsThereWithoutTheEngine() {
		this.runner.withClassLoader(new FilteredClassLoader(ProcessPool.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(PoolRegistry.class));
	}

	@Test
	void inlineModeNeedsNoProcesses() {
		this.runner.withPropertyValues("aiopool.mode=inline").run((context) -> {
			ProcessPool pool = context.getBean(ProcessPool.class);
			assertThat(pool).isInstanceOf(InlinePool.class);
			assertThat(pool.apply(() -> ProcessHandle.current().pid()).get()).isEqualTo(ProcessHandle.current().pid());
		});
	}

	@Test
	void packagesOfTheApplicationMayCross() {
		this.runner.withUserConfiguration(Application.class)
			.run((context) -> assertThat(context.getBean(ProcessPool.class).settings().payload().applicationPackages())
				.containsExactly("io.aiopool.spring.autoconfigure"));
	}

	@Test
	void exposedPropertiesAreSelectedByNameAndPattern() {
		this.runner
			.withPropertyValues("crawler.user-agent=me", "crawler.depth.max=${four}", "crawlers=no", "four=4",
					"secret=no", "single=yes", "aiopool.expose-properties=crawler.*,single,absent")
			.run((context) -> assertThat(context.getBean(ProcessPool.class).settings().worker().properties())
				.containsExactlyInAnyOrderEntriesOf(
						Map.of("crawler.user-agent", "me", "crawler.depth.max", "4", "single", "yes")));
	}

	@Test
	@Tag("F91")
	void optionOfAWorkerMayHaveCommas() {
		this.runner
			.withPropertyValues(
					"aiopool.jvm.args=-Xlog:gc,safepoint:stdout:time,uptime, -Dlist=a,b, --add-opens, java.base/a=ALL")
			.run((context) -> assertThat(context.getBean(ProcessPool.class).settings().jvm().args()).containsExactly(
					"-Xlog:gc,safepoint:stdout:time,uptime", "-Dlist=a,b", "--add-opens", "java.base/a=ALL"));
	}

	@Test
	void contextCanStartInWorkerWithoutStartingPools() {
		this.runner.withPropertyValues("aiopool.start=eager")
			.withSystemProperties("aiopool.child=true")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ProcessPool.class));
	}

	static class Initializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
		}

	}

	static class Handler implements WorkerExceptionHandler {

		@Override
		public void handle(Throwable failure) {
		}

	}

	@Order(2)
	static class Doubling implements PoolCustomizer {

		@Override
		public void customize(String name, PoolBuilder builder) {
			builder.processes(builder.settings().processes() * 2);
		}

	}

	@Order(1)
	static class Adding implements PoolCustomizer {

		@Override
		public void customize(String name, PoolBuilder builder) {
			builder.processes(builder.settings().processes() + 1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

}
