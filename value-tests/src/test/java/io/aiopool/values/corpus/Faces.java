package io.aiopool.values.corpus;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What others may see of a class.
 */
final class Faces {

	private static final Map<Class<?>, Map<String, Method>> METHODS = new ConcurrentHashMap<>();

	private Faces() {
	}

	/** Returns the name of a public class, or those of the types by which it is known. */
	static String of(Class<?> type) {
		if (type.isArray()) {
			return of(type.getComponentType()) + "[]";
		}
		if (isPublic(type)) {
			return type.getName();
		}
		if (type.isSynthetic() || type.isHidden()) {
			return "lambda";
		}
		Set<Class<?>> faces = new LinkedHashSet<>();
		collect(type, faces);
		List<String> names = new ArrayList<>();
		for (Class<?> face : faces) {
			boolean implied = faces.stream().anyMatch((other) -> other != face && face.isAssignableFrom(other));
			if (!implied) {
				names.add(face.getName());
			}
		}
		names.sort(null);
		return names.toString();
	}

	private static void collect(Class<?> type, Set<Class<?>> faces) {
		if (isPublic(type)) {
			faces.add(type);
		}
		else {
			for (Class<?> face : type.getInterfaces()) {
				collect(face, faces);
			}
			if (type.getSuperclass() != null) {
				collect(type.getSuperclass(), faces);
			}
		}
	}

	/** Returns all public interfaces. */
	static Set<Class<?>> interfaces(Class<?> type) {
		Set<Class<?>> all = new LinkedHashSet<>();
		collectAll(type, all);
		all.removeIf((face) -> !face.isInterface());
		return all;
	}

	static boolean isPublic(Class<?> type) {
		for (Class<?> one = type; one != null; one = one.getDeclaringClass()) {
			if (!Modifier.isPublic(one.getModifiers())) {
				return false;
			}
		}
		return !type.isAnonymousClass() && type.getModule().isExported(type.getPackageName());
	}

	/** Returns the instance methods that others may call, in the order of their names. */
	static Collection<Method> methods(Class<?> type) {
		return bySignature(type).values();
	}

	/** Returns these methods by what {@link #signature} says of them. */
	static Map<String, Method> bySignature(Class<?> type) {
		return METHODS.computeIfAbsent(type, Faces::findMethods);
	}

	private static Map<String, Method> findMethods(Class<?> type) {
		Map<String, Method> methods = new TreeMap<>();
		Set<Class<?>> faces = new LinkedHashSet<>();
		collectAll(type, faces);
		for (Class<?> face : faces) {
			for (Method method : face.getMethods()) {
				if (!Modifier.isStatic(method.getModifiers()) && isPublic(method.getDeclaringClass())
						&& !method.isBridge()) {
					methods.putIfAbsent(signature(method), method);
				}
			}
		}
		return methods;
	}

	private static void collectAll(Class<?> type, Set<Class<?>> faces) {
		if (type.isInterface() && isPublic(type)) {
			faces.add(type);
		}
		for (Class<?> one = type; one != null; one = one.getSuperclass()) {
			if (isPublic(one)) {
				faces.add(one);
			}
			for (Class<?> face : one.getInterfaces()) {
				collectAll(face, faces);
			}
		}
	}

	static String signature(Method method) {
		StringBuilder text = new StringBuilder(method.getName()).append('(');
		Arrays.stream(method.getParameterTypes()).forEach((type) -> text.append(type.getSimpleName()).append(' '));
		return text.toString().strip() + ")";
	}

}
