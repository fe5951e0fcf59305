package io.aiopool.codec;

import java.util.AbstractCollection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.aiopool.codec.ViewKind.Flavour;
import io.aiopool.codec.ViewKind.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A view that is being rebuilt: first the empty view, then its elements through the map
 * or list behind it. Confined to one thread.
 */
final class NewViews {

	private final Shape shape;

	private final Map<Object, Object> map;

	private Collection<Object> elements = List.of();

	private @Nullable Object[] array = {};

	private NewViews(Shape shape, Map<Object, Object> map) {
		this.shape = shape;
		this.map = map;
	}

	static NewViews of(Shape shape, Flavour flavour, @Nullable Comparator<Object> order) {
		return new NewViews(shape, switch (flavour) {
			case IDENTITY -> new IdentityHashMap<>();
			case CONCURRENT -> new ConcurrentHashMap<>();
			case SORTED -> new TreeMap<>(order);
			case SKIP_LIST -> new ConcurrentSkipListMap<>(order);
			case LINKED, MAP_OF -> new LinkedHashMap<>();
		});
	}

	/** Returns a view of an unmodifiable map with these keys or values. */
	static Object ofFixedMap(Shape shape, @Nullable Object[] elements) throws PayloadException {
		Map<Object, Object> map = new HashMap<>();
		for (int i = 0; i < elements.length; i++) {
			Object element = elements[i];
			if (element == null) {
				throw PayloadException.corrupt("a view of a map without nulls has one");
			}
			if (shape == Shape.KEYS) {
				map.put(element, Boolean.TRUE);
			}
			else {
				map.put(i, element);
			}
		}
		return (shape == Shape.KEYS) ? Map.copyOf(map).keySet() : Map.copyOf(map).values();
	}

	/** Returns the view, which shows the elements that are filled in later. */
	Object show(int count, boolean fixed) {
		Map<Object, Object> shown = fixed ? Collections.unmodifiableMap(this.map) : this.map;
		switch (this.shape) {
			case KEYS -> {
				this.elements = keys(this.map);
				return shown.keySet();
			}
			case VALUES -> {
				this.elements = new Values(this.map);
				return shown.values();
			}
			case ENTRIES -> {
				return shown.entrySet();
			}
			case FIXED_SIZE_LIST -> {
				this.array = new Object[count];
				return Arrays.asList(this.array);
			}
			case DEQUE -> this.elements = new ArrayDeque<>(NewCollections.initial(count));
			case SET -> this.elements = new LinkedHashSet<>(NewCollections.hashCapacity(count));
			case LINKED_LIST -> this.elements = new LinkedList<>();
			case COPY_ON_WRITE_LIST -> this.elements = new CopyOnWriteArrayList<>();
			case LIST -> this.elements = new ArrayList<>(NewCollections.initial(count));
		}
		return fixed ? unmodifiable(this.elements) : this.elements;
	}

	private static Object unmodifiable(Collection<Object> elements) {
		return (elements instanceof List<Object> list) ? Collections.unmodifiableList(list)
				: (elements instanceof Set<Object> set) ? Collections.unmodifiableSet(set)
						: Collections.unmodifiableCollection(elements);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Collection<Object> keys(Map<Object, Object> map) {
		return Collections.newSetFromMap((Map) map);
	}

	void fill(ObjectDecoder in, int count) throws PayloadException {
		switch (this.shape) {
			case ENTRIES -> new MapFilling(in, this.map).read(count);
			case FIXED_SIZE_LIST -> CollectionCodec.readInto(in, this.array);
			case KEYS, SET -> Filling.of(in, Tags.HASH_SET, this.elements).read(count);
			case COPY_ON_WRITE_LIST -> Filling.of(in, Tags.COW_LIST, this.elements).read(count);
			default -> Filling.of(in, Tags.ARRAY_LIST, this.elements).read(count);
		}
	}

	/** Adds values under consecutive numbers. */
	private static final class Values extends AbstractCollection<Object> {

		private final Map<Object, Object> map;

		Values(Map<Object, Object> map) {
			this.map = map;
		}

		@Override
		public boolean add(Object value) {
			this.map.put(this.map.size(), value);
			return true;
		}

		@Override
		public Iterator<Object> iterator() {
			return this.map.values().iterator();
		}

		@Override
		public int size() {
			return this.map.size();
		}

	}

}
