package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

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
			case Tags.LIST_OF, Tags.SET_OF, Tags.SINGLETON_LIST, Tags.SINGLETON_SET, Tags.EMPTY_LIST, Tags.EMPTY_SET,
					Tags.COPIES ->
				new CollectionCodec(tag, Identity.LATE);
			default -> new CollectionCodec(tag, Identity.EARLY);
		};
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		if (this.tag == Tags.COPIES) {
			writeCopies(out, (List<?>) value);
			return;
		}
		writeParameters(out, value);
		writeElements(out, snapshot(out, (Collection<?>) value));
	}

	private static void writeCopies(ObjectEncoder out, List<?> copies) throws PayloadException {
		out.writeCount(copies.size());
		if (!copies.isEmpty()) {
			out.write(copies.get(0));
		}
	}

	static @Nullable Object[] snapshot(ObjectEncoder out, Collection<?> collection) throws PayloadException {
		try {
			out.expect(collection.size());
			return collection.toArray();
		}
		catch (RuntimeException ex) {
			throw PayloadException.userCode(collection.getClass(), "Iteration", ex);
		}
	}

	static void writeElements(ObjectEncoder out, @Nullable Object[] elements) throws PayloadException {
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
			case Tags.LIST_OF -> out.writeBoolean(FixedLists.allowNulls((List<?>) value));
			case Tags.TREE_SET, Tags.SKIP_LIST_SET -> Range.of((SortedSet<?>) value).write(out);
			case Tags.KEY_SET -> out.write(((ConcurrentHashMap.KeySetView<?, ?>) value).getMappedValue());
			case Tags.BLOCKING_QUEUE -> out.writeUnsigned(QueueFields.QUEUE_CAPACITY.getInt(value));
			case Tags.BLOCKING_DEQUE -> out.writeUnsigned(QueueFields.DEQUE_CAPACITY.getInt(value));
			case Tags.PRIORITY_QUEUE -> out.write(((PriorityQueue<?>) value).comparator());
			case Tags.PRIORITY_BLOCKING_QUEUE -> out.write(((PriorityBlockingQueue<?>) value).comparator());
			case Tags.ENUM_SET -> out.writeClass(EnumTypes.of((EnumSet<?>) value));
			case Tags.ARRAY_QUEUE -> {
				ArrayBlockingQueue<?> queue = (ArrayBlockingQueue<?>) value;
				out.writeBoolean(((ReentrantLock) QueueFields.LOCK.require(queue)).isFair());
				out.writeCount(((Object[]) QueueFields.ITEMS.require(queue)).length);
			}
			default -> {
				// The others are nothing but their elements.
			}
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return switch (this.tag) {
			case Tags.LIST_OF -> in.readBoolean() ? Arrays.stream(readElements(in)).toList() : listOf(readElements(in));
			case Tags.COPIES -> readCopies(in);
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
			case Tags.ARRAY_LIST -> readList(in, id);
			case Tags.KEY_SET -> readKeySet(in, id);
			default -> readGrowing(in, id);
		};
	}

	static @Nullable Object[] readElements(ObjectDecoder in) throws PayloadException {
		@Nullable Object[] elements = new Object[in.readCount()];
		readInto(in, elements);
		return elements;
	}

	static void readInto(ObjectDecoder in, @Nullable Object[] elements) throws PayloadException {
		for (int i = 0; i < elements.length; i++) {
			try {
				elements[i] = in.read();
			}
			catch (PayloadException ex) {
				throw ex.within("[" + i + "]");
			}
		}
	}

	private static List<@Nullable Object> readCopies(ObjectDecoder in) throws PayloadException {
		int count = in.readLength();
		in.countElements(count);
		return Collections.nCopies(count, (count > 0) ? in.read() : null);
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

	private static List<Object> listOf(@Nullable Object[] elements) throws PayloadException {
		try {
			return List.of(elements);
		}
		catch (NullPointerException ex) {
			throw PayloadException.corrupt("a list without nulls has one");
		}
	}

	private static Set<Object> setOf(@Nullable Object[] elements) throws PayloadException {
		try {
			return Set.of(elements);
		}
		catch (IllegalArgumentException | NullPointerException ex) {
			throw PayloadException.corrupt("the elements are not a set");
		}
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

	/** A view of a fresh map. One without a value for new keys refuses to add any. */
	private static Object readKeySet(ObjectDecoder in, int id) throws PayloadException {
		Object mapped = in.read();
		int count = in.readCount();
		in.charge(Footprint.ofElements(Tags.KEY_SET, count));
		ConcurrentHashMap<Object, Object> map = new ConcurrentHashMap<>(NewCollections.hashCapacity(count));
		Set<Object> growing = map.keySet((mapped != null) ? mapped : Boolean.TRUE);
		Object result = (mapped != null) ? growing : map.keySet();
		in.publish(id, result);
		Filling.of(in, Tags.KEY_SET, growing).read(count);
		return result;
	}

	private Object readGrowing(ObjectDecoder in, int id) throws PayloadException {
		Comparator<Object> order = null;
		Range range = null;
		Class<?> enumType = null;
		boolean fair = false;
		int capacity = 0;
		switch (this.tag) {
			case Tags.TREE_SET, Tags.SKIP_LIST_SET -> {
				range = Range.read(in);
				order = range.order();
			}
			case Tags.PRIORITY_QUEUE, Tags.PRIORITY_BLOCKING_QUEUE -> order = readComparator(in);
			case Tags.ENUM_SET -> enumType = in.readClass();
			case Tags.BLOCKING_QUEUE, Tags.BLOCKING_DEQUE -> capacity = in.readLength();
			case Tags.ARRAY_QUEUE -> {
				fair = in.readBoolean();
				capacity = in.readLength();
				in.countElements(capacity);
			}
			default -> {
				// The others are nothing but their elements.
			}
		}
		int count = in.readCount();
		in.charge(Footprint.ofElements(this.tag, count));
		Collection<Object> target = NewCollections.create(this.tag, count, order, enumType, capacity, fair);
		if (range != null) {
			target = range.in((NavigableSet<Object>) target);
		}
		in.publish(id, target);
		Filling.of(in, this.tag, target).read(count);
		return target;
	}

	@SuppressWarnings("unchecked")
	static @Nullable Comparator<Object> readComparator(ObjectDecoder in) throws PayloadException {
		Object order = in.read();
		if (order != null && !(order instanceof Comparator)) {
			throw PayloadException.corrupt("an order is no comparator");
		}
		return (Comparator<Object>) order;
	}

	/** What the queues of the JDK know besides their elements. */
	private static final class QueueFields {

		static final JdkField QUEUE_CAPACITY = JdkField.of("java.util.concurrent.LinkedBlockingQueue", "capacity");

		static final JdkField DEQUE_CAPACITY = JdkField.of("java.util.concurrent.LinkedBlockingDeque", "capacity");

		static final JdkField ITEMS = JdkField.of("java.util.concurrent.ArrayBlockingQueue", "items");

		static final JdkField LOCK = JdkField.of("java.util.concurrent.ArrayBlockingQueue", "lock");

	}

}
