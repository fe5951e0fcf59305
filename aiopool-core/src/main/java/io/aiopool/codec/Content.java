package io.aiopool.codec;

import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A check sum of what an object holds: its fields and theirs, without transient ones, and
 * the elements of collections. It is the same in every process, whatever the order of a
 * hash table there. Confined to one thread.
 */
final class Content {

	/** An object that holds more is no constant, and comparing it would take too long. */
	private static final int MOST_OBJECTS = 10_000;

	private static final int DEEPEST = 200;

	private final TypeTable types;

	/** The objects on the way from the root to the current one, with their depths. */
	private final Map<Object, Integer> open = new IdentityHashMap<>();

	private int count;

	private boolean code;

	Content(TypeTable types) {
		this.types = types;
	}

	/**
	 * Returns the check sum of an object.
	 * @throws PayloadException if it holds something that cannot be compared
	 */
	static long sumOf(TypeTable types, Object value) throws PayloadException {
		return new Content(types).sum(value);
	}

	/** Tells whether two objects hold the same, as far as can be known. */
	static boolean same(TypeTable types, Object one, Object other) {
		try {
			return sumOf(types, one) == sumOf(types, other);
		}
		catch (PayloadException ex) {
			return false;
		}
	}

	/**
	 * Tells whether there was code among what was summed up: a lambda that cannot be
	 * sent.
	 */
	boolean holdsCode() {
		return this.code;
	}

	/** Tells whether instances of a class have nothing to compare. */
	static boolean isEmpty(Class<?> type) {
		try {
			return slotsOf(type).length == 0 && !Collection.class.isAssignableFrom(type)
					&& !Map.class.isAssignableFrom(type);
		}
		catch (PayloadException ex) {
			return false;
		}
	}

	long sum(@Nullable Object value) throws PayloadException {
		if (value == null) {
			return 1;
		}
		if (value instanceof String text) {
			return ofText(text);
		}
		if (value instanceof Enum<?> constant) {
			return mix(ofText(constant.getDeclaringClass().getName()), ofText(constant.name()));
		}
		if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
			Long bits = bits(value);
			if (bits != null) {
				return mix(ofText(value.getClass().getName()), bits);
			}
		}
		Integer depth = this.open.putIfAbsent(value, this.open.size());
		if (depth != null) {
			return mix(2, this.open.size() - depth);
		}
		try {
			if (++this.count > MOST_OBJECTS || this.open.size() > DEEPEST) {
				throw PayloadException.unsupported(value.getClass(), "it holds too much to be compared");
			}
			return ofObject(value, value.getClass());
		}
		catch (RuntimeException | LinkageError ex) {
			// What overrides of collections throw, or a module that is closed
			throw PayloadException.userCode(value.getClass(), "Comparing the content", ex);
		}
		finally {
			this.open.remove(value);
		}
	}

	private static @Nullable Long bits(Object value) {
		if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
			return ((Number) value).longValue();
		}
		if (value instanceof Double number) {
			return Double.doubleToRawLongBits(number);
		}
		if (value instanceof Float number) {
			return (long) Float.floatToRawIntBits(number);
		}
		if (value instanceof Boolean flag) {
			return flag ? 1L : 0L;
		}
		return (value instanceof Character letter) ? (Long) (long) letter : null;
	}

	private long ofObject(Object value, Class<?> type) throws PayloadException {
		if (type.isArray()) {
			return ofArray(value, type);
		}
		if (!TypeCodecs.isPlatform(type) || type.isHidden()) {
			long fields = ofFields(value, type);
			return isContainer(value) ? mix(fields, ofElements(value)) : fields;
		}
		if (type == Object.class) {
			return 3;
		}
		return (isContainer(value)) ? ofElements(value) : ofLeaf(value);
	}

	private static boolean isContainer(Object value) {
		return value instanceof Collection<?> || value instanceof Map<?, ?> || value instanceof Optional<?>;
	}

	private long ofElements(Object container) throws PayloadException {
		if (container instanceof Optional<?> optional) {
			return mix(4, sum(optional.orElse(null)));
		}
		if (container instanceof Map<?, ?> map) {
			long sum = map.size();
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				sum += mix(sum(entry.getKey()), sum(entry.getValue()));
			}
			return sum;
		}
		boolean ordered = !(container instanceof Set<?>);
		long sum = ((Collection<?>) container).size();
		for (Object element : (Collection<?>) container) {
			sum = ordered ? mix(sum, sum(element)) : sum + mix(5, sum(element));
		}
		return sum;
	}

	/** Bits of numbers count, so that a NaN is itself and zeros have signs. */
	private long ofArray(Object array, Class<?> type) throws PayloadException {
		if (type.getComponentType().isPrimitive()) {
			return ofLeaf(array);
		}
		int length = Array.getLength(array);
		long sum = mix(ofText(type.getName()), length);
		for (int i = 0; i < length; i++) {
			sum = mix(sum, sum(Array.get(array, i)));
		}
		return sum;
	}

	private long ofFields(Object value, Class<?> type) throws PayloadException {
		this.code |= type.isHidden() && !(value instanceof Serializable);
		long sum = ofText(nameOf(type));
		for (FieldSlot slot : slotsOf(type)) {
			Field field = slot.field;
			try {
				sum = mix(sum, sum(field.get(value)));
			}
			catch (PayloadException ex) {
				throw ex.within("." + field.getName());
			}
			catch (IllegalAccessException ex) {
				throw PayloadException.unsupported(type, "its field " + field.getName() + " cannot be read");
			}
		}
		return sum;
	}

	/** What a collection of the JDK holds comes from its elements. */
	private static FieldSlot[] slotsOf(Class<?> type) throws PayloadException {
		if (TypeCodecs.of(type) instanceof StructCodec struct) {
			return struct.slots;
		}
		if (type.isHidden()) {
			return StructCodec.slotsOf(type, Object.class);
		}
		Class<?> end = type;
		while (!TypeCodecs.isPlatform(end)) {
			end = end.getSuperclass();
		}
		if (end != Object.class && FieldSlot.countOwn(end) > 0 && !Collection.class.isAssignableFrom(end)
				&& !Map.class.isAssignableFrom(end)) {
			throw PayloadException.unsupported(type, "it extends " + end.getName() + ", whose state cannot be read");
		}
		return StructCodec.slotsOf(type, end);
	}

	/** The name of a lambda's class is another in each process. */
	static String nameOf(Class<?> type) {
		String name = type.getName();
		int generated = type.isHidden() ? name.indexOf("$$") : -1;
		return (generated > 0) ? name.substring(0, generated) : name;
	}

	private long ofLeaf(Object value) throws PayloadException {
		ObjectEncoder encoder = new ObjectEncoder(this.types);
		encoder.write(value);
		byte[] bytes = encoder.copy();
		long sum = bytes.length;
		for (byte next : bytes) {
			sum = sum * 31 + next;
		}
		return mix(6, sum);
	}

	private static long ofText(String text) {
		long sum = text.length();
		for (int i = 0; i < text.length(); i++) {
			sum = sum * 31 + text.charAt(i);
		}
		return mix(7, sum);
	}

	private static long mix(long sum, long next) {
		long mixed = (sum ^ next * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
		return mixed ^ mixed >>> 29;
	}

}
