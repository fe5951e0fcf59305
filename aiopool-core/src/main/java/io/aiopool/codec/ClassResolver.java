package io.aiopool.codec;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Turns class names of a payload into classes: asks the filter first, then loads without
 * initialising. Thread-safe.
 */
final class ClassResolver {

	private static final int MAX_DIMENSIONS = 255;

	private final ClassLoader loader;

	private final TypeFilter filter;

	/** Only names that were allowed and found, so a hostile payload cannot fill it. */
	private final ConcurrentMap<String, Class<?>> resolved = new ConcurrentHashMap<>();

	ClassResolver(ClassLoader loader, TypeFilter filter) {
		this.loader = loader;
		this.filter = filter;
	}

	Class<?> resolve(String name) throws PayloadException {
		Class<?> known = this.resolved.get(name);
		if (known == null) {
			known = load(name);
			this.resolved.put(name, known);
		}
		return known;
	}

	private Class<?> load(String name) throws PayloadException {
		int dimensions = 0;
		while (dimensions < name.length() && name.charAt(dimensions) == '[') {
			dimensions++;
		}
		if (dimensions > MAX_DIMENSIONS) {
			throw PayloadException.corrupt("an array has " + dimensions + " dimensions");
		}
		Class<?> type = (dimensions == 0) ? loadSimple(name) : loadElement(name.substring(dimensions));
		if (dimensions > 0 && type == void.class) {
			throw PayloadException.corrupt("an array of void");
		}
		for (int i = 0; i < dimensions; i++) {
			type = type.arrayType();
		}
		return type;
	}

	private Class<?> loadElement(String descriptor) throws PayloadException {
		int length = descriptor.length();
		if (length > 2 && descriptor.charAt(0) == 'L' && descriptor.charAt(length - 1) == ';') {
			return loadSimple(descriptor.substring(1, length - 1));
		}
		Class<?> primitive = (length == 1) ? primitiveByDescriptor(descriptor.charAt(0)) : null;
		if (primitive == null) {
			throw PayloadException.corrupt("no such array element type");
		}
		return primitive;
	}

	private Class<?> loadSimple(String name) throws PayloadException {
		Class<?> primitive = primitiveByName(name);
		if (primitive != null) {
			return primitive;
		}
		check(name);
		try {
			return Class.forName(name, false, this.loader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new PayloadException(Kind.CLASS_NOT_FOUND, Advice.LOAD_IN_BOTH.text(name), name, ex);
		}
	}

	/** Refuses a class by name; arrays are judged by their element type. */
	void check(String name) throws PayloadException {
		if (TagNames.of(name) == 0 && !this.filter.allows(name)) {
			throw new PayloadException(Kind.NOT_ALLOWED, this.filter.refusal(name), name, null);
		}
	}

	void check(Class<?> type) throws PayloadException {
		Class<?> element = type;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		if (!element.isPrimitive()) {
			check(element.getName());
		}
	}

	private static @Nullable Class<?> primitiveByDescriptor(char descriptor) {
		return switch (descriptor) {
			case 'Z' -> boolean.class;
			case 'B' -> byte.class;
			case 'S' -> short.class;
			case 'C' -> char.class;
			case 'I' -> int.class;
			case 'J' -> long.class;
			case 'F' -> float.class;
			case 'D' -> double.class;
			default -> null;
		};
	}

	private static @Nullable Class<?> primitiveByName(String name) {
		return switch (name) {
			case "boolean" -> boolean.class;
			case "byte" -> byte.class;
			case "short" -> short.class;
			case "char" -> char.class;
			case "int" -> int.class;
			case "long" -> long.class;
			case "float" -> float.class;
			case "double" -> double.class;
			case "void" -> void.class;
			default -> null;
		};
	}

}
