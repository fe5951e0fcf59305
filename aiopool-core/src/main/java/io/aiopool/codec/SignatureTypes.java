package io.aiopool.codec;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The classes that the signature of a method lets one expect: those it names, and those
 * that their fields name in turn. That a type is declared is what makes it expected, so
 * this is what an allow-list starts from. Types of the JDK are left out, for they have a
 * list of their own; so is what hides behind {@code Object} or an interface, unless the
 * interface is sealed.
 */
public final class SignatureTypes {

	private static final int MOST_TYPES = 10_000;

	/**
	 * The annotation on what Kotlin compiles. A list or a map that is declared there may
	 * be one of Kotlin's own, so the annotation counts as named.
	 */
	private static final String KOTLIN = "kotlin.Metadata";

	private final Set<String> names = new HashSet<>();

	private final Deque<Type> open = new ArrayDeque<>();

	private SignatureTypes() {
	}

	/**
	 * Collects the classes of a signature: parameters, return type and exceptions.
	 * @param method the method
	 * @return binary names of classes
	 */
	public static Set<String> of(Method method) {
		SignatureTypes types = new SignatureTypes();
		types.expect(method.getGenericParameterTypes());
		types.expect(method.getGenericReturnType());
		types.expect(method.getGenericExceptionTypes());
		types.noteLanguage(method.getDeclaringClass());
		types.collect();
		return types.names;
	}

	/**
	 * Collects a class and what its fields and superclasses name.
	 * @param type the class, which is not initialised
	 * @return binary names of classes
	 */
	static Set<String> of(Class<?> type) {
		SignatureTypes types = new SignatureTypes();
		types.expect(type);
		types.collect();
		return types.names;
	}

	/**
	 * Collects the classes of the signature that a body of a task has: of the method that
	 * a method reference names, of what a lambda was compiled to, or of the methods of a
	 * class that implements the functional interface.
	 * @param body the body
	 * @return binary names of classes
	 */
	public static Set<String> ofBody(Object body) {
		Set<String> names = new HashSet<>();
		for (Method method : BodyMethods.of(body)) {
			names.addAll(of(method));
		}
		return names;
	}

	private void noteLanguage(Class<?> type) {
		for (Annotation annotation : type.getDeclaredAnnotations()) {
			if (annotation.annotationType().getName().equals(KOTLIN)) {
				this.names.add(KOTLIN);
			}
		}
	}

	private void expect(Type... more) {
		for (Type type : more) {
			this.open.add(type);
		}
	}

	private void collect() {
		while (!this.open.isEmpty() && this.names.size() < MOST_TYPES) {
			visit(this.open.remove());
		}
	}

	private void visit(Type type) {
		if (type instanceof ParameterizedType parameterized) {
			expect(parameterized.getRawType());
			expect(parameterized.getActualTypeArguments());
		}
		else if (type instanceof GenericArrayType array) {
			expect(array.getGenericComponentType());
		}
		else if (type instanceof WildcardType wildcard) {
			expect(wildcard.getUpperBounds());
		}
		else if (type instanceof Class<?> named) {
			visitClass(named);
		}
	}

	private void visitClass(Class<?> type) {
		if (type.isArray()) {
			expect(type.getComponentType());
		}
		else if (!type.isPrimitive() && !isOfTheRuntime(type) && this.names.add(type.getName())) {
			visitParts(type);
		}
	}

	private void visitParts(Class<?> type) {
		noteLanguage(type);
		if (type.getGenericSuperclass() != null) {
			expect(type.getGenericSuperclass());
		}
		if (type.isSealed()) {
			expect(type.getPermittedSubclasses());
		}
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				expect(field.getGenericType());
			}
		}
	}

	private static boolean isOfTheRuntime(Class<?> type) {
		return type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
	}

}
