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

	/** More are found by their hash. */
	private static final int FEW = 8;

	private final ClassResolver resolver;

	private final List<Field> fields;

	private volatile @Nullable Known known;

	/**
	 * Creates the constants of a class.
	 * @param fields where they may be, as {@link ConstantFields} finds them
	 */
	Constants(ClassResolver resolver, List<Field> fields) {
		this.resolver = resolver;
		this.fields = fields;
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
			this.resolver.check(field.getDeclaringClass());
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
