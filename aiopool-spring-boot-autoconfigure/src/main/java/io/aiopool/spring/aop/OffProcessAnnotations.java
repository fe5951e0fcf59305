package io.aiopool.spring.aop;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import io.aiopool.OffProcess;
import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the annotation that holds for a method, directly or through other annotations:
 * the method's own, then that of the class, then that of an interface which has the
 * method. One on a type holds for the public methods of that type.
 */
final class OffProcessAnnotations {

	private OffProcessAnnotations() {
	}

	static @Nullable OffProcess find(Method method, Class<?> targetType) {
		OffProcess own = find(method, SearchStrategy.TYPE_HIERARCHY);
		if (own != null) {
			return own;
		}
		return isServiceMethod(method) ? findOnTypes(method, targetType) : null;
	}

	private static boolean isServiceMethod(Method method) {
		return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
				&& !ReflectionUtils.isObjectMethod(method);
	}

	private static @Nullable OffProcess findOnTypes(Method method, Class<?> targetType) {
		OffProcess ofClass = find(targetType, SearchStrategy.SUPERCLASS);
		if (ofClass != null) {
			return ofClass;
		}
		for (Class<?> type : ClassUtils.getAllInterfacesForClassAsSet(targetType)) {
			OffProcess ofInterface = find(type, SearchStrategy.TYPE_HIERARCHY);
			if (ofInterface != null && ClassUtils.hasMethod(type, method.getName(), method.getParameterTypes())) {
				return ofInterface;
			}
		}
		return null;
	}

	private static @Nullable OffProcess find(AnnotatedElement element, SearchStrategy strategy) {
		return MergedAnnotations.from(element, strategy)
			.get(OffProcess.class)
			.synthesize(MergedAnnotation::isPresent)
			.orElse(null);
	}

}
