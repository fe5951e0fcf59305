package io.aiopool.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;

import org.jspecify.annotations.Nullable;

/**
 * Creates empty collections by tag. Initial capacities are capped, so that a declared
 * count alone allocates little. Stateless.
 */
final class NewCollections {

	private static final int MAX_INITIAL = 1 << 12;

	private NewCollections() {
	}

	static int initial(int count) {
		return Math.min(count, MAX_INITIAL);
	}

	static int hashCapacity(int count) {
		return (int) (initial(count) / 0.75f) + 1;
	}

	static Collection<Object> create(int tag, int count, @Nullable Comparator<Object> order,
			@Nullable Class<?> enumType, int capacity) throws PayloadException {
		return switch (tag) {
			case Tags.LINKED_LIST -> new LinkedList<>();
			case Tags.VECTOR -> new Vector<>(initial(count));
			case Tags.STACK -> new Stack<>();
			case Tags.COW_LIST -> new CopyOnWriteArrayList<>();
			case Tags.ARRAY_DEQUE -> new ArrayDeque<>(initial(count));
			case Tags.CONCURRENT_QUEUE -> new ConcurrentLinkedQueue<>();
			case Tags.CONCURRENT_DEQUE -> new ConcurrentLinkedDeque<>();
			case Tags.BLOCKING_QUEUE -> new LinkedBlockingQueue<>();
			case Tags.BLOCKING_DEQUE -> new LinkedBlockingDeque<>();
			case Tags.TRANSFER_QUEUE -> new LinkedTransferQueue<>();
			case Tags.ARRAY_QUEUE -> arrayQueue(count, capacity);
			case Tags.PRIORITY_QUEUE -> new PriorityQueue<>(initial(count) + 1, order);
			case Tags.PRIORITY_BLOCKING_QUEUE -> new PriorityBlockingQueue<>(initial(count) + 1, order);
			case Tags.HASH_SET, Tags.SYNC_SET -> new HashSet<>(hashCapacity(count));
			case Tags.LINKED_SET, Tags.FIXED_SET -> new LinkedHashSet<>(hashCapacity(count));
			case Tags.TREE_SET, Tags.FIXED_SORTED_SET, Tags.SYNC_SORTED_SET -> new TreeSet<>(order);
			case Tags.SKIP_LIST_SET -> new ConcurrentSkipListSet<>(order);
			case Tags.COW_SET -> new CopyOnWriteArraySet<>();
			case Tags.KEY_SET -> ConcurrentHashMap.newKeySet(hashCapacity(count));
			case Tags.ENUM_SET -> enumSet(enumType);
			default -> new ArrayList<>(initial(count));
		};
	}

	/**
	 * Puts the unmodifiable or synchronized face on, which then shows what is filled in.
	 */
	static Object wrap(int tag, Collection<Object> target) {
		return switch (tag) {
			case Tags.FIXED_LIST -> Collections.unmodifiableList((List<Object>) target);
			case Tags.FIXED_COLLECTION -> Collections.unmodifiableCollection(target);
			case Tags.FIXED_SET -> Collections.unmodifiableSet((Set<Object>) target);
			case Tags.FIXED_SORTED_SET -> Collections.unmodifiableSortedSet((SortedSet<Object>) target);
			case Tags.SYNC_LIST -> Collections.synchronizedList((List<Object>) target);
			case Tags.SYNC_COLLECTION -> Collections.synchronizedCollection(target);
			case Tags.SYNC_SET -> Collections.synchronizedSet((Set<Object>) target);
			case Tags.SYNC_SORTED_SET -> Collections.synchronizedSortedSet((SortedSet<Object>) target);
			default -> target;
		};
	}

	private static Collection<Object> arrayQueue(int count, int capacity) throws PayloadException {
		if (capacity < count || capacity < 1) {
			throw PayloadException.corrupt("a queue of capacity " + capacity + " holds " + count);
		}
		return new ArrayBlockingQueue<>(capacity);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Collection<Object> enumSet(@Nullable Class<?> enumType) throws PayloadException {
		if (enumType == null || !enumType.isEnum()) {
			throw PayloadException.corrupt("a set of enum constants has no enum");
		}
		return (Collection) EnumSet.noneOf((Class<? extends Enum>) enumType);
	}

}
