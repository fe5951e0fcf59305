package io.aiopool.codec;

import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import org.jspecify.annotations.Nullable;

/**
 * Maps of the JDK, written as a snapshot of their entries. Thread-safe.
 */
final class MapCodec extends TypeCodec {

	private static final float LOAD_FACTOR = 0.75f;

	private final int tag;

	MapCodec(int tag) {
		super((tag == Tags.MAP_OF || tag == Tags.EMPTY_MAP || tag == Tags.SINGLETON_MAP) ? Identity.LATE
				: Identity.EARLY);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Map<?, ?> map = (Map<?, ?>) value;
		switch (this.tag) {
			case Tags.LINKED_MAP -> out.writeBoolean(AccessOrder.of(map));
			case Tags.TREE_MAP, Tags.SKIP_LIST_MAP -> Range.of((SortedMap<?, ?>) map).write(out);
			case Tags.ENUM_MAP -> out.writeClass(EnumTypes.of((EnumMap<?, ?>) map));
			case Tags.PROPERTIES -> out.write(PropertiesDefaults.FIELD.get(map));
			default -> {
				// The others are nothing but their entries.
			}
		}
		writeEntries(out, snapshot(out, map));
	}

	static void writeEntries(ObjectEncoder out, Object[] entries) throws PayloadException {
		out.writeCount(entries.length / 2);
		for (int i = 0; i < entries.length; i += 2) {
			try {
				out.write(entries[i]);
				out.write(entries[i + 1]);
			}
			catch (PayloadException ex) {
				throw ex.within(step(i / 2));
			}
		}
	}

	/** Names an entry by its place: keys may be secrets, and this goes into messages. */
	static String step(int entry) {
		return "[entry " + entry + "]";
	}

	private static Object[] snapshot(ObjectEncoder out, Map<?, ?> map) throws PayloadException {
		try {
			out.expect(map.size());
			return entries(map.size(), map.entrySet());
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(map.getClass(), "Iteration", ex);
		}
	}

	static Object[] entries(int size, Iterable<? extends Map.Entry<?, ?>> source) {
		Object[] entries = new Object[size * 2];
		int used = 0;
		for (Map.Entry<?, ?> entry : source) {
			if (used == entries.length) {
				entries = Arrays.copyOf(entries, used * 2 + 16);
			}
			entries[used++] = entry.getKey();
			entries[used++] = entry.getValue();
		}
		return (used == entries.length) ? entries : Arrays.copyOf(entries, used);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return switch (this.tag) {
			case Tags.MAP_OF, Tags.EMPTY_MAP, Tags.SINGLETON_MAP -> readFixed(in);
			default -> readGrowing(in, id);
		};
	}

	private Object readFixed(ObjectDecoder in) throws PayloadException {
		int count = in.readCount();
		in.charge(Footprint.ofElements(this.tag, count));
		if (this.tag == Tags.EMPTY_MAP && count == 0) {
			return Collections.emptyMap();
		}
		if (this.tag == Tags.SINGLETON_MAP && count == 1) {
			return Collections.singletonMap(in.read(), in.read());
		}
		if (this.tag != Tags.MAP_OF) {
			throw PayloadException.corrupt("a map of fixed size has " + count + " entries");
		}
		return readMapOf(in, count);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	static Map<Object, Object> readMapOf(ObjectDecoder in, int count) throws PayloadException {
		Map.Entry[] entries = new Map.Entry[count];
		for (int i = 0; i < count; i++) {
			Object key = in.read();
			try {
				entries[i] = new SimpleImmutableEntry(key, in.read());
			}
			catch (PayloadException ex) {
				throw ex.within(step(i));
			}
		}
		try {
			return Map.ofEntries(entries);
		}
		catch (IllegalArgumentException | NullPointerException ex) {
			throw PayloadException.corrupt("the entries are not a map");
		}
	}

	private Object readGrowing(ObjectDecoder in, int id) throws PayloadException {
		Comparator<Object> order = null;
		Class<?> enumType = null;
		Properties defaults = null;
		Range range = null;
		boolean accessOrder = false;
		switch (this.tag) {
			case Tags.LINKED_MAP -> accessOrder = in.readBoolean();
			case Tags.TREE_MAP, Tags.SKIP_LIST_MAP -> {
				range = Range.read(in);
				order = range.order();
			}
			case Tags.ENUM_MAP -> enumType = in.readClass();
			case Tags.PROPERTIES -> defaults = readDefaults(in);
			default -> {
				// The others are nothing but their entries.
			}
		}
		int count = in.readCount();
		in.charge(Footprint.ofElements(this.tag, count));
		Map<Object, Object> target = accessOrder
				? new LinkedHashMap<>(NewCollections.hashCapacity(count), LOAD_FACTOR, true)
				: create(count, order, enumType, defaults, in);
		if (range != null) {
			target = range.in((NavigableMap<Object, Object>) target);
		}
		in.publish(id, target);
		new MapFilling(in, target).read(count);
		return target;
	}

	private static @Nullable Properties readDefaults(ObjectDecoder in) throws PayloadException {
		Object defaults = in.read();
		if (defaults != null && !(defaults instanceof Properties)) {
			throw PayloadException.corrupt("defaults are no properties");
		}
		return (Properties) defaults;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private Map<Object, Object> create(int count, @Nullable Comparator<Object> order, @Nullable Class<?> enumType,
			@Nullable Properties defaults, ObjectDecoder in) throws PayloadException {
		int capacity = NewCollections.hashCapacity(count);
		return switch (this.tag) {
			case Tags.TREE_MAP -> new TreeMap<>(order);
			case Tags.CONCURRENT_MAP -> new ConcurrentHashMap<>(capacity);
			case Tags.SKIP_LIST_MAP -> new ConcurrentSkipListMap<>(order);
			case Tags.IDENTITY_MAP -> new IdentityHashMap<>(capacity);
			case Tags.WEAK_MAP -> new WeakHashMap<>(capacity);
			case Tags.HASHTABLE -> new Hashtable<>(capacity);
			case Tags.PROPERTIES -> new Properties(defaults);
			case Tags.HASH_MAP -> new HashMap<>(capacity);
			case Tags.ENUM_MAP -> {
				if (enumType == null || !enumType.isEnum()) {
					throw PayloadException.corrupt("a map of enum constants has no enum");
				}
				in.charge(Footprint.ofEnumMap(enumType));
				yield new EnumMap(enumType);
			}
			default -> new LinkedHashMap<>(capacity);
		};
	}

	/** Whether reading an entry moves it to the end. */
	private static final class AccessOrder {

		private static final JdkField FIELD = JdkField.of("java.util.LinkedHashMap", "accessOrder");

		static boolean of(Map<?, ?> map) throws PayloadException {
			return map.getClass() == LinkedHashMap.class && FIELD.isTrue(map);
		}

	}

	/** What properties look up that they do not have. */
	private static final class PropertiesDefaults {

		static final JdkField FIELD = JdkField.of("java.util.Properties", "defaults");

	}

}
