package io.aiopool.codec;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The constants among the instances of one class, as far as the filter allows the classes
 * that declare them. Thread-safe.
 */
final class Constants {

	/**
	 * Of classes that declare their constants themselves: whoever may send an instance
	 * may look at these.
	 */
	private static final ClassValue<Constants> OWN = new ClassValue<>() {

		@Override
		protected Constants computeValue(Class<?> type) {
			return new Constants(null, ConstantFields.of(type));
		}

	};

	/** More are found by their hash. */
	private static final int FEW = 8;

	private final @Nullable ClassResolver resolver;

	private final List<Field> fields;

	private volatile @Nullable Known known;

	private Constants(@Nullable ClassResolver resolver, List<Field> fields) {
		this.resolver = resolver;
		this.fields = fields;
	}

	/** Returns the constants of a class for a filter, null if it has none. */
	static @Nullable Constants of(Class<?> type, ClassResolver resolver) {
		List<Field> fields = ConstantFields.of(type);
		if (fields.isEmpty()) {
			return null;
		}
		return areOwn(type, fields) ? OWN.get(type) : new Constants(resolver, fields);
	}

	/** Returns them if they are the same for each filter, null if not. */
	static @Nullable Constants own(Class<?> type) {
		return areOwn(type, ConstantFields.of(type)) ? OWN.get(type) : null;
	}

	private static boolean areOwn(Class<?> type, List<Field> fields) {
		for (Field field : fields) {
			if (field.getDeclaringClass() != type) {
				return false;
			}
		}
		return true;
	}

	/** Returns the field that holds this very object, null if it is no constant. */
	@Nullable Field fieldOf(Object value) {
		Known constants = this.known;
		if (constants == null) {
			constants = look();
		}
		return constants.fieldOf(value);
	}

	/** While a class is being initialised, fields are null that are not so later. */
	private Known look() {
		List<Field> found = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		boolean complete = true;
		for (Field field : this.fields) {
			if (mayRead(field)) {
				Object value = read(field);
				complete &= value != null;
				if (value != null) {
					found.add(field);
					values.add(value);
				}
			}
		}
		Known constants = new Known(found.toArray(new Field[0]), values.toArray());
		if (complete) {
			this.known = constants;
		}
		return constants;
	}

	private boolean mayRead(Field field) {
		try {
			if (this.resolver != null) {
				this.resolver.check(field.getDeclaringClass());
			}
			return field.trySetAccessible();
		}
		catch (PayloadException ex) {
			return false;
		}
	}

	/** Initialises the class that declares the field, so the filter was asked before. */
	static @Nullable Object read(Field field) {
		try {
			return field.get(null);
		}
		catch (IllegalAccessException | LinkageError ex) {
			// A class that cannot be initialised holds nothing
			return null;
		}
	}

	/**
	 * Tells whether a field holds this very object.
	 * @param resolver knows the filter that the class of the field has to pass
	 */
	static boolean holds(Field field, Object value, ClassResolver resolver) {
		return new Constants(resolver, List.of(field)).fieldOf(value) != null;
	}

	private static final class Known {

		private final Field[] fields;

		private final Object[] values;

		private final @Nullable Map<Object, Field> byIdentity;

		Known(Field[] fields, Object[] values) {
			this.fields = fields;
			this.values = values;
			this.byIdentity = (values.length > FEW) ? new IdentityHashMap<>() : null;
			if (this.byIdentity != null) {
				for (int i = 0; i < values.length; i++) {
					this.byIdentity.putIfAbsent(values[i], fields[i]);
				}
			}
		}

		@Nullable Field fieldOf(Object value) {
			if (this.byIdentity != null) {
				return this.byIdentity.get(value);
			}
			for (int i = 0; i < this.values.length; i++) {
				if (this.values[i] == value) {
					return this.fields[i];
				}
			}
			return null;
		}

	}

}
