package io.aiopool.spring.inline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Finds the beans that tasks are run on, without their proxies: what surrounds a bean has
 * run already when a task begins, and sending it off again would never end. A class
 * without a bean is instantiated, as in a worker. Thread-safe.
 */
public final class InlineTargets implements Function<Class<?>, Object> {

	private final BeanFactory beanFactory;

	private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

	/**
	 * Creates the finder.
	 * @param beanFactory where the beans are
	 */
	public InlineTargets(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public Object apply(Class<?> type) {
		Object known = this.found.get(type);
		if (known == null) {
			// Not in computeIfAbsent: a bean that is made now may ask for others.
			known = find(type);
			this.found.put(type, known);
		}
		return known;
	}

	private Object find(Class<?> type) {
		// A proxy of its interfaces is not an instance of the class.
		List<Object> targets = Stream.concat(Stream.of(type), ClassUtils.getAllInterfacesForClassAsSet(type).stream())
			.flatMap((known) -> this.beanFactory.getBeanProvider(known).stream())
			.filter((bean) -> AopProxyUtils.ultimateTargetClass(bean) == type)
			.map(InlineTargets::withoutProxies)
			.toList();
		return targets.isEmpty() ? BeanUtils.instantiateClass(type) : targets.get(0);
	}

	private static Object withoutProxies(Object bean) {
		Object innermost = bean;
		for (Object target = bean; target != null; target = target(target)) {
			innermost = target;
		}
		return innermost;
	}

	private static @Nullable Object target(Object proxy) {
		return AopProxyUtils.getSingletonTarget(proxy);
	}

}
