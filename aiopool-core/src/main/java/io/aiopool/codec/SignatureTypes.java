package io.aiopool.codec;

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
		types.collect();
		return types.names;
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
