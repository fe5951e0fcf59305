package io.aiopool.codec;

import java.net.InetSocketAddress;
import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;

import io.aiopool.codec.Samples.Colour;

/**
 * Classes of an application that extend a class of the JDK without a hook of their own:
 * what the ancestor holds arrives, and what they add to it.
 */
final class ExtendingValues {

	private ExtendingValues() {
	}

	static void add() {
		dates();
		collections();
		maps();
		others();
	}

	private static void dates() {
		ValueTable.add("extends Date", () -> new Day(5, "five"), (day) -> List.of(day.getTime(), day.name, day));
		ValueTable.add("extends java.sql.Date", () -> new SqlDay(5), (day) -> List.of(day.getTime(), day));
		ValueTable.add("extends Timestamp", () -> new Moment(5_123), (moment) -> List.of(moment, moment.getNanos()));
		ValueTable.add("extends GregorianCalendar", () -> new Year(2024),
				(year) -> List.of(year.getTimeInMillis(), year.get(java.util.Calendar.YEAR)));
		ValueTable.add("extends SimpleDateFormat", () -> new Format(),
				(format) -> List.of(format.toPattern(), format.format(new Date(5))));
	}

	private static void collections() {
		collection("ArrayList", () -> new ArrayList<>(List.of("b", "a")) {
		});
		collection("Vector", () -> new Vector<>(List.of("b", "a")) {
		});
		collection("LinkedList", Lines::new);
		collection("HashSet", () -> new HashSet<>(List.of("b")) {
		});
		collection("LinkedHashSet", () -> new LinkedHashSet<>(List.of("b", "a")) {
		});
		collection("TreeSet with an order of its own", Words::new);
		collection("ArrayDeque", () -> new ArrayDeque<>(List.of("b", "a")) {
		});
		collection("PriorityQueue", () -> new PriorityQueue<>(List.of("b", "a")) {
		});
		collection("CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(List.of("b", "a")) {
		});
		collection("CopyOnWriteArraySet", () -> new CopyOnWriteArraySet<>(List.of("b", "a")) {
		});
		collection("ConcurrentLinkedQueue", () -> new ConcurrentLinkedQueue<>(List.of("b", "a")) {
		});
		collection("ConcurrentLinkedDeque", () -> new ConcurrentLinkedDeque<>(List.of("b", "a")) {
		});
		collection("ConcurrentSkipListSet", () -> new ConcurrentSkipListSet<>(List.of("b", "a")) {
		});
		collection("LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(List.of("b", "a")) {
		});
		collection("LinkedBlockingDeque", () -> new LinkedBlockingDeque<>(List.of("b", "a")) {
		});
		collection("ArrayBlockingQueue", () -> new ArrayBlockingQueue<>(5, true, List.of("b", "a")) {
		});
		collection("PriorityBlockingQueue", () -> new PriorityBlockingQueue<>(List.of("b", "a")) {
		});
		ValueTable.add("extends LinkedList, within a record and twice", () -> {
			Lines lines = new Lines();
			return new Pair(lines, lines);
		}, (pair) -> List.of(pair, pair.left() == pair.right()));
	}

	private static void collection(String parent, Callable<Collection<String>> value) {
		ValueTable.add("extends " + parent, value, (collection) -> List.of(collection, collection.size(),
				collection.contains("B"), collection.add("c"), collection, collection.getClass()));
	}

	private static void maps() {
		map("HashMap", () -> new HashMap<>(Map.of("b", 2)) {
		});
		map("LinkedHashMap", () -> new LinkedHashMap<>(Map.of("b", 2)) {
		});
		map("TreeMap", () -> {
			Map<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER) {
			};
			map.put("b", 2);
			return map;
		});
		map("Hashtable", () -> new Hashtable<>(Map.of("b", 2)) {
		});
		map("ConcurrentHashMap", () -> new ConcurrentHashMap<>(Map.of("b", 2)) {
		});
		map("ConcurrentSkipListMap", () -> new ConcurrentSkipListMap<>(Map.of("b", 2)) {
		});
		ValueTable.add("extends IdentityHashMap", () -> {
			Map<Object, String> map = new IdentityHashMap<>() {
			};
			map.put(Colour.RED, "red");
			return map;
		}, (map) -> List.of(map, map.get(Colour.RED)));
		ValueTable.add("extends EnumMap", () -> {
			Map<Colour, String> map = new EnumMap<>(Colour.class) {
			};
			map.put(Colour.RED, "red");
			return map;
		}, (map) -> List.of(map, map.put(Colour.RED, "r"), map));
		ValueTable.add("extends Properties", () -> {
			Properties defaults = new Properties();
			defaults.setProperty("a", "1");
			Properties properties = new Properties(defaults) {
			};
			properties.setProperty("b", "2");
			return properties;
		}, (properties) -> List.of(properties.getProperty("a"), properties.getProperty("b"), properties));
	}

	private static void map(String parent, Callable<Map<String, Integer>> value) {
		ValueTable.add("extends " + parent, value, (map) -> List.of(map, map.size(), map.containsKey("B"),
				String.valueOf(map.put("c", 3)), map, map.getClass()));
	}

	private static void others() {
		ValueTable.add("extends BitSet", () -> {
			BitSet bits = new BitSet() {
			};
			bits.set(5);
			return bits;
		}, (bits) -> List.of(bits, bits.get(5), bits.cardinality()));
		ValueTable.add("extends Random", () -> new Random(5) {
		}, (random) -> List.of(random.nextInt(), random.nextLong()));
		ValueTable.add("extends InetSocketAddress", () -> new InetSocketAddress("127.0.0.1", 80) {
		}, (address) -> List.of(address.getPort(), address.getAddress()));
	}

	private record Pair(Lines left, Lines right) {
	}

	private static final class Day extends Date {

		private static final long serialVersionUID = 1L;

		private final String name;

		Day(long time, String name) {
			super(time);
			this.name = name;
		}

	}

	private static final class SqlDay extends java.sql.Date {

		private static final long serialVersionUID = 1L;

		SqlDay(long time) {
			super(time);
		}

	}

	private static final class Moment extends java.sql.Timestamp {

		private static final long serialVersionUID = 1L;

		Moment(long time) {
			super(time);
		}

	}

	private static final class Year extends GregorianCalendar {

		private static final long serialVersionUID = 1L;

		Year(int year) {
			super(TimeZone.getTimeZone("UTC"), Locale.ROOT);
			clear();
			set(YEAR, year);
		}

	}

	private static final class Format extends SimpleDateFormat {

		private static final long serialVersionUID = 1L;

		Format() {
			super("yyyy-MM-dd'T'HH:mm", Locale.ROOT);
			setTimeZone(TimeZone.getTimeZone("UTC"));
		}

	}

	private static final class Lines extends LinkedList<String> {

		private static final long serialVersionUID = 1L;

		private final int width = 80;

		Lines() {
			add("b");
			add("a");
		}

		@Override
		public String toString() {
			return super.toString() + this.width;
		}

	}

	private static final class Words extends TreeSet<String> {

		private static final long serialVersionUID = 1L;

		Words() {
			super(String.CASE_INSENSITIVE_ORDER);
			add("b");
		}

	}

}
