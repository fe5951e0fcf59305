package io.aiopool.spring.lifecycle;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.Aware;
import org.springframework.beans.factory.InitializingBean;

/**
 * Finds what an object has from the Spring context besides the arguments of its
 * constructor: a worker builds it by that alone. Stateless.
 * <p>
 * Annotations are known by name, as most of their libraries are optional. A field that is
 * set where it is declared has a value in a worker, too, and cannot be told from one that
 * has none.
 */
final class ContextState {

	private static final Set<String> INJECTED = Set.of("org.springframework.beans.factory.annotation.Autowired",
			"org.springframework.beans.factory.annotation.Value", "jakarta.inject.Inject",
			"jakarta.annotation.Resource", "jakarta.persistence.PersistenceContext",
			"jakarta.persistence.PersistenceUnit");

	private static final String INITIALIZED = "jakarta.annotation.PostConstruct";

	private ContextState() {
	}

	/**
	 * Says what of it a class has.
	 * @param type the class
	 * @return a sentence without its full stop, {@code null} if there is nothing
	 */
	static @Nullable String describe(Class<?> type) {
		List<String> fields = new ArrayList<>();
		List<String> methods = new ArrayList<>();
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			for (Field field : c.getDeclaredFields()) {
				Annotation annotation = Modifier.isStatic(field.getModifiers()) ? null : injection(field);
				if (annotation != null) {
					fields.add(field.getName() + " (@" + annotation.annotationType().getSimpleName() + ")");
				}
			}
			for (Method method : c.getDeclaredMethods()) {
				collect(method, methods);
			}
		}
		if (InitializingBean.class.isAssignableFrom(type)) {
			methods.add("afterPropertiesSet()");
		}
		if (Aware.class.isAssignableFrom(type)) {
			methods.add("the setters of its Aware interfaces");
		}
		return sentence(type, fields, methods);
	}

	private static @Nullable Annotation injection(AnnotatedElement element) {
		for (Annotation annotation : element.getDeclaredAnnotations()) {
			if (INJECTED.contains(annotation.annotationType().getName())) {
				return annotation;
			}
		}
		return null;
	}

	private static void collect(Method method, List<String> methods) {
		Annotation injection = injection(method);
		if (injection != null) {
			methods.add(method.getName() + "() (@" + injection.annotationType().getSimpleName() + ")");
		}
		for (Annotation annotation : method.getDeclaredAnnotations()) {
			if (annotation.annotationType().getName().equals(INITIALIZED)) {
				methods.add(method.getName() + "() (@PostConstruct)");
			}
		}
	}

	private static @Nullable String sentence(Class<?> type, List<String> fields, List<String> methods) {
		if (fields.isEmpty() && methods.isEmpty()) {
			return null;
		}
		StringBuilder text = new StringBuilder(
				"workers build " + type.getName() + " by its constructor, without a Spring context:");
		if (!fields.isEmpty()) {
			text.append(" nothing is injected there into ").append(String.join(", ", fields)).append(';');
		}
		if (!methods.isEmpty()) {
			text.append(" nothing calls there ").append(String.join(", ", methods)).append(';');
		}
		return text
			.append(" pass what its @OffProcess methods need to the constructor, or register a complete instance"
					+ " in the class that aiopool.initializer names: context.register(")
			.append(type.getSimpleName())
			.append(".class, ...)")
			.toString();
	}

}
