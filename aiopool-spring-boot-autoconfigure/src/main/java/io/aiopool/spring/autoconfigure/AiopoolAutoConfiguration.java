package io.aiopool.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.aiopool.LaunchStrategy;
import io.aiopool.PoolSettings;
import io.aiopool.ProcessPool;
import io.aiopool.TaskContextSource;
import io.aiopool.TaskExceptionHandler;
import io.aiopool.logging.WorkerLogListener;
import io.aiopool.scheduler.Scheduler;
import io.aiopool.spring.PoolCustomizer;
import io.aiopool.spring.PoolDecorator;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.aop.OffProcessBeanPostProcessor;
import io.aiopool.spring.aop.ThreadContext;
import io.aiopool.spring.context.PropagatedThreadContext;
import io.aiopool.spring.inline.InlinePool;
import io.aiopool.spring.inline.InlineTargets;
import io.aiopool.spring.launch.ExecutableArchiveLaunch;
import io.aiopool.spring.lifecycle.DefaultPoolRegistry;
import io.aiopool.spring.lifecycle.EngineFactory;
import io.aiopool.spring.lifecycle.PoolLifecycle;
import io.aiopool.spring.lifecycle.RestartablePool;
import io.aiopool.spring.lifecycle.TargetContract;
import io.aiopool.spring.logging.WorkerLogs;
import io.aiopool.spring.startup.StartupProblem;
import io.aiopool.spring.startup.StartupProblems;
import io.aiopool.spring.startup.StartupProblemsException;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.NativeDetector;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Auto-configuration of pools and of the {@code @OffProcess} annotation. In a worker the
 * beans exist, so that a context can start there, but nothing is advised and no pool
 * starts.
 */
@AutoConfiguration
@ConditionalOnClass(ProcessPool.class)
@ConditionalOnBooleanProperty(name = "aiopool.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AiopoolProperties.class)
public final class AiopoolAutoConfiguration {

	/** Set by the engine in the JVM of a worker. */
	private static final String IN_WORKER = "aiopool.child";

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static StartupProblems aiopoolStartupProblems(Environment environment) {
		StartupProblems problems = new StartupProblems();
		problems.add(MistypedProperties.of(environment));
		if (NativeDetector.inNativeImage() && mode(environment) != Mode.INLINE) {
			problems.add(List.of(StartupProblem.ofProperty("aiopool.mode",
					"aiopool.mode must be inline in a native image, which has no class files that child JVMs could run."
							+ " With inline, @OffProcess methods run in this process; to run them out of process, run the"
							+ " application on a JVM")));
		}
		return problems;
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static TargetContract aiopoolTargetContract() {
		return new TargetContract();
	}

	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	static OffProcessBeanPostProcessor aiopoolOffProcessBeanPostProcessor(ConfigurableListableBeanFactory beanFactory,
			Environment environment, StartupProblems problems, TargetContract targets) {
		Mode mode = mode(environment);
		boolean advises = mode != Mode.INLINE && !Boolean.getBoolean(IN_WORKER) && !NativeDetector.inNativeImage();
		return new OffProcessBeanPostProcessor(beanFactory, problems, advises,
				(mode == Mode.PROCESSES) ? targets : null,
				environment.getProperty("spring.aop.proxy-target-class", Boolean.class, true));
	}

	/** Read without the properties bean, which a post-processor must not force early. */
	private static Mode mode(Environment environment) {
		return Binder.get(environment).bind("aiopool.mode", Mode.class).orElse(Mode.PROCESSES);
	}

	/** Only where there is Micrometer's context propagation. */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ContextSnapshotFactory.class)
	static class ContextPropagationConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ThreadContext aiopoolThreadContext() {
			return new PropagatedThreadContext();
		}

	}

	@Bean
	PoolFactory aiopoolPoolFactory(AiopoolProperties properties, Environment environment,
			ConfigurableListableBeanFactory beanFactory, ObjectProvider<LaunchStrategy> launch,
			ObjectProvider<PoolCustomizer> customizers, ObjectProvider<PoolDecorator> decorators,
			ObjectProvider<TaskContextSource> contextSources, ObjectProvider<TaskExceptionHandler> exceptionHandlers,
			WorkerLogs logs, StartupProblems problems) {
		List<String> packages = AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory)
				: List.of();
		return new PoolFactory(properties, environment, packages,
				(directory) -> launch.getIfAvailable(() -> ExecutableArchiveLaunch.detect(directory).orElse(null)),
				customizers.orderedStream().toList(), engine(properties.mode(), beanFactory, decorators),
				(name) -> scheduler(beanFactory, name),
				forwarding(logs, contextSources, exceptionHandlers, beanFactory), problems);
	}

	private static ForwardingMapper forwarding(WorkerLogs logs, ObjectProvider<TaskContextSource> contextSources,
			ObjectProvider<TaskExceptionHandler> exceptionHandlers, ConfigurableListableBeanFactory beanFactory) {
		boolean hasMdc = ClassUtils.isPresent("org.slf4j.MDC", beanFactory.getBeanClassLoader());
		return new ForwardingMapper(logs.settings(), hasMdc, contextSources.orderedStream().toList(),
				exceptionHandlers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	WorkerLogs aiopoolWorkerLogs(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<WorkerLogListener> listener, Environment environment) {
		WorkerLogs logs = WorkerLogs.detect(beanFactory.getBeanClassLoader());
		if ("auto".equalsIgnoreCase(environment.getProperty("spring.reactor.context-propagation"))) {
			logs = logs.withAutomaticPropagation();
		}
		WorkerLogListener own = listener.getIfUnique();
		return (own != null) ? logs.withListener(own) : logs;
	}

	private static Function<PoolSettings, ProcessPool> engine(Mode mode, ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<PoolDecorator> decorators) {
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		InlineTargets targets = new InlineTargets(beanFactory);
		return switch (mode) {
			case PROCESSES -> (settings) -> new RestartablePool(settings,
					decorated(new EngineFactory(classLoader), decorators.orderedStream().toList()));
			case INLINE -> (settings) -> InlinePool.sharing(settings, targets);
			case INLINE_SERIALIZING -> (settings) -> InlinePool.serializing(settings, targets,
					(classLoader != null) ? classLoader : AiopoolAutoConfiguration.class.getClassLoader());
		};
	}

	private static Function<PoolSettings, ProcessPool> decorated(EngineFactory factory,
			List<PoolDecorator> decorators) {
		Function<PoolSettings, ProcessPool> decorated = factory;
		for (int i = decorators.size() - 1; i >= 0; i--) {
			decorated = decorated.andThen(decorators.get(i)::decorate);
		}
		return decorated;
	}

	private static @Nullable Scheduler scheduler(BeanFactory beanFactory, String name) {
		return (beanFactory.containsBean(name) && beanFactory.isTypeMatch(name, Scheduler.class))
				? beanFactory.getBean(name, Scheduler.class) : null;
	}

	@Bean
	@ConditionalOnMissingBean
	ProcessPool aiopoolProcessPool(PoolFactory factory) {
		return factory.defaultPool();
	}

	@Bean
	@ConditionalOnMissingBean(PoolRegistry.class)
	DefaultPoolRegistry aiopoolPoolRegistry(AiopoolProperties properties, PoolFactory factory,
			ObjectProvider<ProcessPool> beans, Environment environment, StartupProblems problems) {
		Map<String, ProcessPool> pools = new LinkedHashMap<>();
		beans.ifUnique((pool) -> pools.put(PoolRegistry.DEFAULT, pool));
		beans.orderedStream().forEach((pool) -> pools.putIfAbsent(pool.name(), pool));
		List<ProcessPool> owned = new ArrayList<>();
		List<StartupProblem> alike = new ArrayList<>();
		Set<String> names = PoolNames.of(properties.pools().keySet(), environment, alike);
		problems.add(alike);
		names.forEach((name) -> pools.computeIfAbsent(name, (missing) -> {
			ProcessPool pool = factory.namedPool(missing);
			owned.add(pool);
			return pool;
		}));
		return new DefaultPoolRegistry(pools, owned);
	}

	@Bean
	PoolLifecycle aiopoolPoolLifecycle(ObjectProvider<PoolRegistry> registry, TargetContract targets) {
		return new PoolLifecycle(() -> restartable(registry.getObject()), () -> check(targets),
				!Boolean.getBoolean(IN_WORKER));
	}

	private static void check(TargetContract targets) {
		List<StartupProblem> problems = targets.check();
		if (!problems.isEmpty()) {
			throw new StartupProblemsException(problems);
		}
	}

	private static List<RestartablePool> restartable(PoolRegistry registry) {
		return registry.pools()
			.values()
			.stream()
			.filter(RestartablePool.class::isInstance)
			.map(RestartablePool.class::cast)
			.distinct()
			.toList();
	}

}
