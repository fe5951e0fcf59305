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
			case Tags.TREE_MAP, Tags.SKIP_LIST_MAP, Tags.FIXED_SORTED_MAP, Tags.SYNC_SORTED_MAP ->
				out.write(((SortedMap<?, ?>) map).comparator());
			case Tags.ENUM_MAP -> out.writeClass(EnumTypes.of((EnumMap<?, ?>) map));
			case Tags.PROPERTIES -> out.write(defaults((Properties) map));
			default -> {
				// The others are nothing but their entries.
			}
		}
		Object[] entries = snapshot(out, map);
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

	private Object[] snapshot(ObjectEncoder out, Map<?, ?> map) throws PayloadException {
		try {
			out.expect(map.size());
			if (this.tag == Tags.SYNC_MAP || this.tag == Tags.SYNC_SORTED_MAP) {
				synchronized (map) {
					return entries(map);
				}
			}
			return entries(map);
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(map.getClass(), "Iteration", ex);
		}
	}

	private static Object[] entries(Map<?, ?> map) {
		Object[] entries = new Object[map.size() * 2];
		int used = 0;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (used == entries.length) {
				entries = Arrays.copyOf(entries, used * 2 + 16);
			}
			entries[used++] = entry.getKey();
			entries[used++] = entry.getValue();
		}
		return (used == entries.length) ? entries : Arrays.copyOf(entries, used);
	}

	private static @Nullable Properties defaults(Properties properties) {
		Properties defaults = new Properties();
		for (String name : properties.stringPropertyNames()) {
			if (!properties.containsKey(name)) {
				defaults.setProperty(name, properties.getProperty(name));
			}
		}
		return defaults.isEmpty() ? null : defaults;
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
	private static Object readMapOf(ObjectDecoder in, int count) throws PayloadException {
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
		switch (this.tag) {
			case Tags.TREE_MAP, Tags.SKIP_LIST_MAP, Tags.FIXED_SORTED_MAP, Tags.SYNC_SORTED_MAP ->
				order = CollectionCodec.readComparator(in);
			case Tags.ENUM_MAP -> enumType = in.readClass();
			case Tags.PROPERTIES -> defaults = readDefaults(in);
			default -> {
				// The others are nothing but their entries.
			}
		}
		int count = in.readCount();
		in.charge(Footprint.ofElements(this.tag, count));
		Map<Object, Object> target = create(count, order, enumType, defaults, in);
		Object result = wrap(target);
		in.publish(id, result);
		new MapFilling(in, target).read(count);
		return result;
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
			case Tags.TREE_MAP, Tags.FIXED_SORTED_MAP, Tags.SYNC_SORTED_MAP -> new TreeMap<>(order);
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

	private Object wrap(Map<Object, Object> target) {
		return switch (this.tag) {
			case Tags.FIXED_MAP -> Collections.unmodifiableMap(target);
			case Tags.FIXED_SORTED_MAP -> Collections.unmodifiableSortedMap((SortedMap<Object, Object>) target);
			case Tags.SYNC_MAP -> Collections.synchronizedMap(target);
			case Tags.SYNC_SORTED_MAP -> Collections.synchronizedSortedMap((SortedMap<Object, Object>) target);
			default -> target;
		};
	}

}
