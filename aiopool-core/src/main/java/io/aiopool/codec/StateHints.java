package io.aiopool.codec;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * Says of a class which state of its objects will make trouble, before there is one.
 * Annotations are known by names, so that no library is needed. Stateless.
 */
final class StateHints {

	private static final Set<String> ENTITIES = Set.of("Entity", "MappedSuperclass", "Embeddable");

	private static final Set<String> ASSOCIATIONS = Set.of("OneToMany", "ManyToMany", "ElementCollection", "ManyToOne",
			"OneToOne", "Basic");

	private StateHints() {
	}

	/** Says which attributes of an entity have to be loaded, {@code null} if none. */
	static @Nullable String ofEntity(Class<?> type) {
		Set<String> lazy = isPojo(type) ? lazyAttributes(type) : Set.of();
		return lazy.isEmpty() ? null : Advice.FETCH_LAZY.text(quoted(lazy));
	}

	/** Says which transient fields get lost, {@code null} if none does. */
	static @Nullable String ofTransientFields(Class<?> type) {
		Set<String> fields = new TreeSet<>();
		if (isPojo(type)) {
			TransientState.withoutInitializer(type).forEach((field) -> fields.add(field.getName()));
		}
		return fields.isEmpty() ? null : Advice.SET_TRANSIENT.text(quoted(fields));
	}

	private static boolean isPojo(Class<?> type) {
		return !type.isInterface() && TypeCodecs.of(type) instanceof PojoCodec;
	}

	private static String quoted(Set<String> names) {
		return "'" + String.join("', '", names) + "'";
	}

	/** Attributes are annotated at their fields or at their getters. */
	private static Set<String> lazyAttributes(Class<?> type) {
		Set<String> names = new TreeSet<>();
		for (Class<?> c = type; c != null && !TypeCodecs.isPlatform(c); c = c.getSuperclass()) {
			if (!isEntity(c)) {
				continue;
			}
			for (Field field : c.getDeclaredFields()) {
				if (isLazy(field)) {
					names.add(field.getName());
				}
			}
			for (Method method : c.getDeclaredMethods()) {
				if (method.getParameterCount() == 0 && isLazy(method)) {
					names.add(attribute(method.getName()));
				}
			}
		}
		return names;
	}

	private static String attribute(String getter) {
		String name = getter.startsWith("get") ? getter.substring(3) : getter;
		return name.isEmpty() ? getter : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
	}

	private static boolean isEntity(Class<?> type) {
		for (Annotation annotation : type.getDeclaredAnnotations()) {
			if (isPersistence(annotation, ENTITIES)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isLazy(AnnotatedElement attribute) {
		for (Annotation annotation : attribute.getDeclaredAnnotations()) {
			if (isPersistence(annotation, ASSOCIATIONS) && fetch(annotation).equals("LAZY")) {
				return true;
			}
		}
		return false;
	}

	private static boolean isPersistence(Annotation annotation, Set<String> names) {
		Class<?> type = annotation.annotationType();
		return names.contains(type.getSimpleName()) && (type.getPackageName().equals("jakarta.persistence")
				|| type.getPackageName().equals("javax.persistence"));
	}

	private static String fetch(Annotation annotation) {
		try {
			return String.valueOf(annotation.annotationType().getMethod("fetch").invoke(annotation));
		}
		catch (ReflectiveOperationException ex) {
			return "";
		}
	}

}
