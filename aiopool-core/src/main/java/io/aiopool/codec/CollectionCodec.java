package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * Collections of the JDK. The elements are taken as a snapshot, so that a collection that
 * changes meanwhile never leads to a wrong count. Thread-safe.
 */
final class CollectionCodec extends TypeCodec {

	private final int tag;

	private CollectionCodec(int tag, Identity identity) {
		super(identity);
		this.tag = tag;
	}

	static TypeCodec of(int tag) {
		return switch (tag) {
			case Tags.LIST_OF, Tags.SET_OF, Tags.SINGLETON_LIST, Tags.SINGLETON_SET, Tags.EMPTY_LIST, Tags.EMPTY_SET ->
				new CollectionCodec(tag, Identity.LATE);
			default -> new CollectionCodec(tag, Identity.EARLY);
		};
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		writeParameters(out, value);
		writeElements(out, snapshot(out, (Collection<?>) value));
	}

	private static @Nullable Object[] snapshot(ObjectEncoder out, Collection<?> collection) throws PayloadException {
		try {
			out.expect(collection.size());
			return collection.toArray();
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(collection.getClass(), "Iteration", ex);
		}
	}

	private static void writeElements(ObjectEncoder out, @Nullable Object[] elements) throws PayloadException {
		out.writeCount(elements.length);
		for (int i = 0; i < elements.length; i++) {
			try {
				out.writeElement(elements[i]);
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
		}
	}

	/** The most common case, without a copy. */
	static void writeList(ObjectEncoder out, ArrayList<?> list) throws PayloadException {
		int size = list.size();
		out.writeCount(size);
		for (int i = 0; i < size; i++) {
			try {
				out.writeElement(list.get(i));
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
			catch (IndexOutOfBoundsException ex) {
				throw PayloadException.userCode(list.getClass(), "Iteration", ex);
			}
		}
	}

	private void writeParameters(ObjectEncoder out, Object value) throws PayloadException {
		switch (this.tag) {
			case Tags.TREE_SET, Tags.SKIP_LIST_SET, Tags.FIXED_SORTED_SET, Tags.SYNC_SORTED_SET ->
				out.write(((SortedSet<?>) value).comparator());
			case Tags.PRIORITY_QUEUE -> out.write(((PriorityQueue<?>) value).comparator());
			case Tags.PRIORITY_BLOCKING_QUEUE -> out.write(((PriorityBlockingQueue<?>) value).comparator());
			case Tags.ENUM_SET -> out.writeClass(EnumTypes.of((EnumSet<?>) value));
			case Tags.ARRAY_QUEUE -> {
				ArrayBlockingQueue<?> queue = (ArrayBlockingQueue<?>) value;
				out.writeCount(queue.remainingCapacity() + queue.size());
			}
			default -> {
				// The others are nothing but their elements.
			}
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return switch (this.tag) {
			case Tags.LIST_OF -> listOf(readElements(in));
			case Tags.SINGLETON_LIST -> Collections.singletonList(single(in));
			case Tags.EMPTY_LIST -> {
				none(in);
				yield Collections.emptyList();
			}
			case Tags.SET_OF -> {
				@Nullable Object[] elements = readElements(in);
				in.charge(Footprint.ofElements(this.tag, elements.length));
				yield setOf(elements);
			}
			case Tags.SINGLETON_SET -> Collections.singleton(single(in));
			case Tags.EMPTY_SET -> {
				none(in);
				yield Collections.emptySet();
			}
			case Tags.ARRAYS_AS_LIST -> readFixedSize(in, id);
			case Tags.ARRAY_LIST -> readList(in, id);
			default -> readGrowing(in, id);
		};
	}

	private static @Nullable Object[] readElements(ObjectDecoder in) throws PayloadException {
		@Nullable Object[] elements = new Object[in.readCount()];
		readInto(in, elements);
		return elements;
	}

	private static void readInto(ObjectDecoder in, @Nullable Object[] elements) throws PayloadException {
		for (int i = 0; i < elements.length; i++) {
			try {
				elements[i] = in.read();
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
		}
	}

	private static @Nullable Object single(ObjectDecoder in) throws PayloadException {
		@Nullable Object[] elements = readElements(in);
		if (elements.length != 1) {
			throw PayloadException.corrupt("a singleton has " + elements.length + " elements");
		}
		return elements[0];
	}

	private static void none(ObjectDecoder in) throws PayloadException {
		if (in.readCount() != 0) {
			throw PayloadException.corrupt("an empty collection has elements");
		}
	}

	/** Stream.toList makes such lists with nulls, which List.of refuses. */
	private static List<@Nullable Object> listOf(@Nullable Object[] elements) {
		for (Object element : elements) {
			if (element == null) {
				return Arrays.stream(elements).toList();
			}
		}
		return List.of(elements);
	}

	private static Set<Object> setOf(@Nullable Object[] elements) throws PayloadException {
		try {
			return Set.of(elements);
		}
		catch (IllegalArgumentException | NullPointerException ex) {
			throw PayloadException.corrupt("the elements are not a set");
		}
	}

	private static List<@Nullable Object> readFixedSize(ObjectDecoder in, int id) throws PayloadException {
		@Nullable Object[] elements = new Object[in.readCount()];
		List<@Nullable Object> list = Arrays.asList(elements);
		in.publish(id, list);
		readInto(in, elements);
		return list;
	}

	private static List<Object> readList(ObjectDecoder in, int id) throws PayloadException {
		int count = in.readCount();
		List<Object> list = new ArrayList<>(count);
		in.publish(id, list);
		for (int i = 0; i < count; i++) {
			try {
				list.add(in.read());
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
		}
		return list;
	}

	private Object readGrowing(ObjectDecoder in, int id) throws PayloadException {
		Comparator<Object> order = null;
		Class<?> enumType = null;
		int capacity = 0;
		switch (this.tag) {
			case Tags.TREE_SET, Tags.SKIP_LIST_SET, Tags.FIXED_SORTED_SET, Tags.SYNC_SORTED_SET, Tags.PRIORITY_QUEUE,
					Tags.PRIORITY_BLOCKING_QUEUE ->
				order = readComparator(in);
			case Tags.ENUM_SET -> enumType = in.readClass();
			case Tags.ARRAY_QUEUE -> {
				capacity = in.readLength();
				in.countElements(capacity);
			}
			default -> {
				// The others are nothing but their elements.
			}
		}
		int count = in.readCount();
		in.charge(Footprint.ofElements(this.tag, count));
		Collection<Object> target = NewCollections.create(this.tag, count, order, enumType, capacity);
		Object result = NewCollections.wrap(this.tag, target);
		in.publish(id, result);
		Filling.of(in, this.tag, target).read(count);
		return result;
	}

	@SuppressWarnings("unchecked")
	static @Nullable Comparator<Object> readComparator(ObjectDecoder in) throws PayloadException {
		Object order = in.read();
		if (order != null && !(order instanceof Comparator)) {
			throw PayloadException.corrupt("an order is no comparator");
		}
		return (Comparator<Object>) order;
	}

}
