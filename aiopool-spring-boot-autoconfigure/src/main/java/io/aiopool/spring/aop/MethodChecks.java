package io.aiopool.spring.aop;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Says why a method or its class cannot run out of process, where Java lets one write the
 * annotation but a proxy or a worker could not honour it.
 */
final class MethodChecks {

	private MethodChecks() {
	}

	/**
	 * Refuses methods that a proxy never sees.
	 * @param method the method
	 * @throws IllegalArgumentException if calls of it cannot be advised
	 */
	static void check(Method method) {
		if (Modifier.isStatic(method.getModifiers())) {
			throw new IllegalArgumentException(
					"is static, so it would run in the caller's process:" + " make it an instance method of a bean");
		}
		if (Modifier.isPrivate(method.getModifiers())) {
			throw new IllegalArgumentException("is private, so it would run in the caller's process:"
					+ " make it public, and call it from another bean");
		}
	}

	/**
	 * Looks for what only a proxy made by subclassing cannot do.
	 * @param method the method
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable String problemOfClassProxy(OffProcessMethod method) {
		if (Modifier.isFinal(method.method().getModifiers())) {
			return method.describe()
					+ " is final, so it would run in the caller's process: remove final, or call it through an interface"
					+ " with spring.aop.proxy-target-class=false";
		}
		return null;
	}

	/**
	 * Looks for what keeps a worker from building the instance that the method needs.
	 * @param type the class of the instance
	 * @param hasInitializer whether an initializer may register instances there
	 * @return what is wrong, or {@code null}
	 */
	static @Nullable String problemOfTarget(Class<?> type, boolean hasInitializer) {
		if (type.isHidden() || type.isAnonymousClass() || type.isLocalClass()) {
			return type.getName()
					+ " is a class without a name that a worker could find: make it a top-level or a static nested class";
		}
		if (hasInitializer || Modifier.isAbstract(type.getModifiers())) {
			return null;
		}
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		if (Arrays.stream(constructors).anyMatch((constructor) -> constructor.getParameterCount() == 0)) {
			return null;
		}
		return type.getName() + " cannot be built in a worker: " + constructors[0] + " needs "
				+ constructors[0].getParameterTypes()[0].getName()
				+ ", and no initializer registers one: set aiopool.initializer, or add a no-arg constructor";
	}

}
