package io.aiopool.codec;

import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The transient fields of classes that are not Serializable, which nothing sets after
 * such an object is rebuilt. They are not sent; if one of them was set, then the object
 * is created by a constructor without arguments, as that sets them where they are meant
 * to be set, and refused where it does not. Thread-safe.
 * <p>
 * Serializable classes say themselves what becomes of theirs.
 */
final class TransientState {

	private final Class<?> type;

	private final Field[] fields;

	private final @Nullable Constructor<?> initializer;

	private TransientState(Class<?> type, List<Field> fields) {
		this.type = type;
		this.fields = fields.toArray(new Field[0]);
		this.initializer = initializer(type, fields.get(0).getDeclaringClass());
		for (Field field : this.fields) {
			field.setAccessible(true);
		}
	}

	/** Returns the state of a class, null if it has none. */
	static @Nullable TransientState of(Class<?> type) {
		List<Field> fields = fieldsOf(type);
		return fields.isEmpty() ? null : new TransientState(type, fields);
	}

	/**
	 * Returns the transient fields of a class that have to be null when an instance is
	 * sent, as it has no constructor that could set them.
	 */
	static List<Field> withoutInitializer(Class<?> type) {
		List<Field> fields = fieldsOf(type);
		if (fields.isEmpty() || initializer(type, fields.get(0).getDeclaringClass()) != null) {
			return List.of();
		}
		return fields.stream().filter(TransientState::isKept).toList();
	}

	/**
	 * A number that may change starts anew, as one that caches or counts something may. A
	 * final one is what a constructor has made of the rest.
	 */
	private static boolean isKept(Field field) {
		return !field.getType().isPrimitive() || Modifier.isFinal(field.getModifiers());
	}

	/** Those of the class itself come first, those of ancestors after them. */
	private static List<Field> fieldsOf(Class<?> type) {
		List<Field> found = new ArrayList<>();
		for (Class<?> c = type; c != null && !TypeCodecs.isPlatform(c); c = c.getSuperclass()) {
			if (!Serializable.class.isAssignableFrom(c)) {
				Field[] declared = c.getDeclaredFields();
				Arrays.sort(declared, StructCodec.BY_NAME);
				for (Field field : declared) {
					if (Modifier.isTransient(field.getModifiers()) && !Modifier.isStatic(field.getModifiers())) {
						found.add(field);
					}
				}
			}
		}
		return found;
	}

	/**
	 * Finds the constructor that sets these fields: that of the lowest class which has
	 * one without arguments. Those of classes below do not run, as in deserialization.
	 */
	private static @Nullable Constructor<?> initializer(Class<?> type, Class<?> lowest) {
		for (Class<?> c = type; c != lowest.getSuperclass(); c = c.getSuperclass()) {
			if (!Serializable.class.isAssignableFrom(c) && hasDefaultConstructor(c)) {
				return Creators.running(type, c);
			}
		}
		return null;
	}

	private static boolean hasDefaultConstructor(Class<?> type) {
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			if (constructor.getParameterCount() == 0) {
				return true;
			}
		}
		return false;
	}

	/** A check sum of what both sides must agree on. */
	int shape() {
		int hash = (this.initializer != null) ? 1 : 0;
		for (Field field : this.fields) {
			hash = hash * 31 + field.getName().hashCode();
		}
		return hash;
	}

	/** Writes which of the fields are set, and what they hold: numbers, or classes. */
	void write(ObjectEncoder out, Object holder) throws PayloadException {
		boolean set = isSet(holder);
		out.writeBoolean(set);
		for (int i = 0; set && i < this.fields.length; i++) {
			if (isKept(this.fields[i])) {
				out.writeName(content(this.fields[i], holder));
			}
		}
	}

	private static @Nullable String content(Field field, Object holder) throws PayloadException {
		Object value = get(field, holder);
		if (value == null) {
			return null;
		}
		return field.getType().isPrimitive() ? value.toString() : "an instance of " + Content.nameOf(value.getClass());
	}

	private boolean isSet(Object holder) throws PayloadException {
		for (Field field : this.fields) {
			Object value = get(field, holder);
			boolean set = field.getType().isPrimitive() ? !isZero(value) : value != null;
			if (set && this.initializer != null) {
				return true;
			}
			if (set && isKept(field)) {
				throw unset(field);
			}
		}
		return false;
	}

	private static boolean isZero(@Nullable Object value) {
		return (value instanceof Number number) ? number.doubleValue() == 0
				: Boolean.FALSE.equals(value) || Character.valueOf((char) 0).equals(value);
	}

	private PayloadException unset(Field field) {
		return PayloadException
			.unsupported(this.type, "its transient field " + field.getName()
					+ " is set here, but nothing would set it in the other process; make it non-transient, give "
					+ field.getDeclaringClass().getName() + " a constructor without arguments (it may be private) that"
					+ " sets it, or implement java.io.Serializable with a readObject that does")
			.within("." + field.getName());
	}

	private static @Nullable Object get(Field field, Object holder) throws PayloadException {
		try {
			return field.get(holder);
		}
		catch (IllegalAccessException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot read " + field,
					field.getDeclaringClass().getName(), ex);
		}
	}

	/** Creates an object with its transient fields set, null if none of them was. */
	@Nullable Object create(ObjectDecoder in) throws PayloadException {
		if (!in.readBoolean()) {
			return null;
		}
		if (this.initializer == null) {
			throw PayloadException.corrupt(this.type.getName() + " has no constructor without arguments");
		}
		Object holder = Creators.run(this.initializer, this.type,
				"The constructor without arguments, which has to set transient fields,");
		for (Field field : this.fields) {
			if (isKept(field)) {
				verify(field, holder, in.readName());
			}
		}
		return holder;
	}

	private void verify(Field field, Object holder, @Nullable String sent) throws PayloadException {
		String found = content(field, holder);
		if (sent == null) {
			clear(field, holder);
		}
		else if (!sent.equals(found)) {
			throw PayloadException
				.changed(this.type,
						"the constructor without arguments sets its transient field " + field.getName() + " to " + found
								+ ", but it held " + sent + " where it was sent; make the field non-transient, or let"
								+ " that constructor set it to the like")
				.within("." + field.getName());
		}
	}

	private static void clear(Field field, Object holder) throws PayloadException {
		try {
			field.set(holder, null);
		}
		catch (IllegalAccessException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot write " + field,
					field.getDeclaringClass().getName(), ex);
		}
	}

}
