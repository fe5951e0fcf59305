package io.aiopool.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the static final fields that may hold instances of a class as constants: in the
 * class itself, its ancestors, its interfaces and the classes around it, never in any
 * other. Only declarations are looked at, so that no class is initialised. Stateless.
 */
final class ConstantFields {

	private static final ClassValue<List<Field>> CONSTANTS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			return find(type);
		}

	};

	private static final ClassValue<List<Field>> SENTINELS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> holder) {
			List<Field> fields = new ArrayList<>();
			for (Class<?> relative : family(holder)) {
				for (Field field : declared(relative)) {
					if (isConstant(field) && field.getType() == Object.class) {
						fields.add(field);
					}
				}
			}
			return Collections.unmodifiableList(fields);
		}

	};

	private ConstantFields() {
	}

	/** Returns the fields that may hold an instance of this class. */
	static List<Field> of(Class<?> type) {
		return CONSTANTS.get(type);
	}

	/**
	 * Returns the fields that may hold a plain object which instances of this class refer
	 * to, such as {@code static final Object UNSET = new Object()}.
	 */
	static List<Field> sentinelsOf(Class<?> holder) {
		return SENTINELS.get(holder);
	}

	static @Nullable Field named(List<Field> fields, String holder, String name) {
		for (Field field : fields) {
			if (field.getName().equals(name) && field.getDeclaringClass().getName().equals(holder)) {
				return field;
			}
		}
		return null;
	}

	private static List<Field> find(Class<?> type) {
		if (type.isArray() || type.isEnum() || Throwable.class.isAssignableFrom(type)
				|| TypeCodecs.isPlatform(type) && !type.isHidden() || decidesItself(type)) {
			return List.of();
		}
		List<Field> fields = new ArrayList<>();
		for (Class<?> relative : family(type)) {
			// The class and its ancestors are initialised as there is an instance, others
			// would be for the sake of the look alone: one that is worth it
			boolean initialised = !relative.isInterface() && relative.isAssignableFrom(type);
			for (Field field : declared(relative)) {
				if (isConstant(field) && field.getType().isAssignableFrom(type)
						&& (initialised || !TypeCodecs.isPlatform(field.getType()))) {
					fields.add(field);
				}
			}
		}
		return Collections.unmodifiableList(fields);
	}

	/** What the hooks of a class return is the class's own choice. */
	private static boolean decidesItself(Class<?> type) {
		return !type.isHidden()
				&& (TypeCodecs.hook(type, "writeReplace") != null || TypeCodecs.hook(type, "readResolve") != null);
	}

	private static boolean isConstant(Field field) {
		int both = Modifier.STATIC | Modifier.FINAL;
		return (field.getModifiers() & both) == both && !field.isSynthetic();
	}

	/** Reflection promises no order, and messages are to be the same each time. */
	private static Field[] declared(Class<?> type) {
		try {
			Field[] fields = type.getDeclaredFields();
			Arrays.sort(fields, StructCodec.BY_NAME);
			return fields;
		}
		catch (LinkageError | TypeNotPresentException ex) {
			// A class of an optional library is absent
			return new Field[0];
		}
	}

	private static Set<Class<?>> family(Class<?> type) {
		Set<Class<?>> family = new LinkedHashSet<>();
		for (Class<?> c = type; c != null; c = c.getSuperclass()) {
			addFamily(family, c);
		}
		if (type.isHidden()) {
			family.remove(type);
		}
		return family;
	}

	private static void addFamily(Set<Class<?>> family, @Nullable Class<?> member) {
		if (member == null || TypeCodecs.isPlatform(member) || !family.add(member)) {
			return;
		}
		for (Class<?> parent : member.getInterfaces()) {
			addFamily(family, parent);
		}
		addFamily(family, enclosing(member));
	}

	private static @Nullable Class<?> enclosing(Class<?> type) {
		try {
			return type.getEnclosingClass();
		}
		catch (LinkageError ex) {
			return null;
		}
	}

}
