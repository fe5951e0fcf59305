package io.aiopool.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.lifecycle.TargetContract;
import io.aiopool.spring.startup.StartupProblem;
import io.aiopool.spring.startup.StartupProblems;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Puts the {@code @OffProcess} advice around beans, as the innermost one, and refuses
 * methods that cannot work.
 * <p>
 * It is not {@code Ordered} although the post-processor inside is: one that is ordered
 * runs before that of {@code @Validated}, whose advice would then end up behind this one
 * and never run.
 */
public final class OffProcessBeanPostProcessor
		implements BeanPostProcessor, BeanClassLoaderAware, SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final boolean advises;

	private final OffProcessTypes types;

	private final OffProcessAdvisingPostProcessor advising;

	private final StartupProblems problems;

	private final PoolChecks checks;

	private volatile @Nullable TaskObserver observer;

	private volatile ThreadContext threads = ThreadContext.NONE;

	/**
	 * Creates the post-processor.
	 * @param beanFactory asked for the pools when they are needed
	 * @param problems told what is wrong
	 * @param advises whether calls go to a pool; otherwise methods are only checked
	 * @param targets told what workers must be able to build; {@code null} if pools have
	 * none
	 * @param proxyTargetClass whether beans that have interfaces are subclassed as well
	 */
	public OffProcessBeanPostProcessor(ConfigurableListableBeanFactory beanFactory, StartupProblems problems,
			boolean advises, @Nullable TargetContract targets, boolean proxyTargetClass) {
		Supplier<PoolRegistry> pools = SingletonSupplier.of(() -> beanFactory.getBean(PoolRegistry.class));
		this.beanFactory = beanFactory;
		this.advises = advises;
		this.problems = problems;
		this.types = new OffProcessTypes(new OffProcessTypeReader(beanFactory::resolveEmbeddedValue)::read);
		this.checks = new PoolChecks(pools, advises ? targets : null);
		this.advising = new OffProcessAdvisingPostProcessor(new OffProcessAdvisor(this.types,
				new OffProcessInterceptor(this.types, pools, () -> this.observer, () -> this.threads)));
		this.advising.setProxyTargetClass(proxyTargetClass);
		this.advising.setBeanFactory(beanFactory);
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.advising.setBeanClassLoader(classLoader);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AopInfrastructureBean) {
			return bean;
		}
		OffProcessType type = this.types.get(AopUtils.getTargetClass(bean));
		if (type.isEmpty()) {
			return bean;
		}
		List<String> found = new ArrayList<>(type.problems());
		Object advised = this.advises ? advise(bean, beanName, type, found) : bean;
		this.problems.check(() -> {
			List<StartupProblem> all = new ArrayList<>(found.stream().map(StartupProblem::ofDeclaration).toList());
			all.addAll(this.checks.problemsOf(type));
			this.problems.add(all);
		});
		return advised;
	}

	private Object advise(Object bean, String beanName, OffProcessType type, List<String> found) {
		try {
			Object advised = this.advising.postProcessAfterInitialization(bean, beanName);
			Neighbours.warn(type);
			if (AopUtils.isCglibProxy(advised)) {
				type.methods().forEach((method) -> addIfPresent(found, MethodChecks.problemOfClassProxy(method)));
			}
			return advised;
		}
		catch (AopConfigException ex) {
			Class<?> target = ClassUtils.getUserClass(bean);
			found.add(target.getName() + " cannot be proxied, so its methods would run in the caller's process: "
					+ "it must not be final, or it needs an interface and spring.aop.proxy-target-class=false");
			return bean;
		}
	}

	private static void addIfPresent(List<String> found, @Nullable String problem) {
		if (problem != null) {
			found.add(problem);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		try {
			this.problems.report();
		}
		finally {
			this.checks.start();
		}
		this.threads = this.beanFactory.getBeanProvider(ThreadContext.class).getIfUnique(() -> ThreadContext.NONE);
		List<TaskObserver> observers = this.beanFactory.getBeanProvider(TaskObserver.class).orderedStream().toList();
		if (!observers.isEmpty()) {
			this.observer = (observers.size() == 1) ? observers.get(0) : new TaskObservers(observers);
		}
	}

}
