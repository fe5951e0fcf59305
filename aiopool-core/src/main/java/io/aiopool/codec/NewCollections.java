package io.aiopool.codec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.PriorityQueue;
import java.util.Stack;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
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
			@Nullable Class<?> enumType, int capacity, boolean fair) throws PayloadException {
		return switch (tag) {
			case Tags.LINKED_LIST -> new LinkedList<>();
			case Tags.VECTOR -> new Vector<>(initial(count));
			case Tags.STACK -> new Stack<>();
			case Tags.COW_LIST -> new CopyOnWriteArrayList<>();
			case Tags.ARRAY_DEQUE -> new ArrayDeque<>(initial(count));
			case Tags.CONCURRENT_QUEUE -> new ConcurrentLinkedQueue<>();
			case Tags.CONCURRENT_DEQUE -> new ConcurrentLinkedDeque<>();
			case Tags.BLOCKING_QUEUE -> new LinkedBlockingQueue<>(sufficient(count, capacity));
			case Tags.BLOCKING_DEQUE -> new LinkedBlockingDeque<>(sufficient(count, capacity));
			case Tags.TRANSFER_QUEUE -> new LinkedTransferQueue<>();
			case Tags.ARRAY_QUEUE -> new ArrayBlockingQueue<>(sufficient(count, capacity), fair);
			case Tags.DELAY_QUEUE -> delayQueue();
			case Tags.PRIORITY_QUEUE -> new PriorityQueue<>(initial(count) + 1, order);
			case Tags.PRIORITY_BLOCKING_QUEUE -> new PriorityBlockingQueue<>(initial(count) + 1, order);
			case Tags.HASH_SET -> new HashSet<>(hashCapacity(count));
			case Tags.LINKED_SET -> new LinkedHashSet<>(hashCapacity(count));
			case Tags.TREE_SET -> new TreeSet<>(order);
			case Tags.SKIP_LIST_SET -> new ConcurrentSkipListSet<>(order);
			case Tags.COW_SET -> new CopyOnWriteArraySet<>();
			case Tags.ENUM_SET -> enumSet(enumType);
			default -> new ArrayList<>(initial(count));
		};
	}

	private static int sufficient(int count, int capacity) throws PayloadException {
		if (capacity < count || capacity < 1) {
			throw PayloadException.corrupt("a queue of capacity " + capacity + " holds " + count);
		}
		return capacity;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Collection<Object> delayQueue() {
		return (Collection) new DelayQueue<>();
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static Collection<Object> enumSet(@Nullable Class<?> enumType) throws PayloadException {
		if (enumType == null || !enumType.isEnum()) {
			throw PayloadException.corrupt("a set of enum constants has no enum");
		}
		return (Collection) EnumSet.noneOf((Class<? extends Enum>) enumType);
	}

}
