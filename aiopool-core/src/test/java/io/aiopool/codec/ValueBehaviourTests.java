package io.aiopool.codec;

import java.awt.geom.Path2D;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Scanner;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;

import io.aiopool.codec.ValueTable.Case;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A copy does what the original does: the values of {@link ValueTable}, and what is
 * refused instead.
 */
class ValueBehaviourTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("all")
	void copyDoesWhatTheOriginalDoes(Case kind) throws Exception {
		String original = kind.examine(kind.make());
		assertThat(original).doesNotStartWith("The probe failed");
		assertThat(kind.examine(trip(kind.make()))).isEqualTo(original);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("all")
	void copyOfACopyDoesToo(Case kind) throws Exception {
		Object copy = trip(trip(kind.make()));
		assertThat(kind.examine(copy)).isEqualTo(kind.examine(kind.make()));
	}

	private static Object trip(Object value) throws Exception {
		try {
			return RoundTrips.trip(value);
		}
		catch (PayloadException ex) {
			ValueTable.assumeShown(ex);
			throw ex;
		}
	}

	static Stream<Case> all() {
		return Stream.concat(ValueTable.cases(), ValueTable.oneWay());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("handles")
	void whatIsNoValueIsRefused(String kind, Object value) {
		assertThatThrownBy(() -> RoundTrips.trip(value)).isInstanceOf(PayloadException.class)
			.hasMessageContaining("java.util.");
	}

	/** Nobody can rebuild these but their ancestor's own code, which does not. */
	@ParameterizedTest(name = "{0}")
	@MethodSource("closed")
	void whatItsAncestorKeepsToItselfIsRefused(String kind, Object value) {
		assertThatThrownBy(() -> RoundTrips.trip(value)).isInstanceOf(PayloadException.class);
	}

	static Stream<Arguments> closed() {
		DoubleAdder adder = new DoubleAdder() {
		};
		adder.add(2.5);
		Path2D path = new Path2D.Double() {
		};
		path.moveTo(1, 2);
		return Stream.of(arguments("extends DoubleAdder", adder), arguments("extends Path2D.Double", path));
	}

	static Stream<Arguments> handles() {
		List<String> list = new ArrayList<>(List.of("a"));
		Timer timer = new Timer(true);
		timer.cancel();
		return Stream.of(arguments("Iterator", list.iterator()), arguments("ListIterator", list.listIterator()),
				arguments("iterator of a map", Map.of("a", 1).keySet().iterator()),
				arguments("Enumeration", Collections.enumeration(list)), arguments("Stream", list.stream()),
				arguments("Spliterator", list.spliterator()), arguments("Scanner", new Scanner("a")),
				arguments("keys of ConcurrentHashMap", new ConcurrentHashMap<>().keys()), arguments("Timer", timer),
				arguments("Exchanger", new Exchanger<>()), arguments("CountDownLatch", new CountDownLatch(1)),
				arguments("StringJoiner", new StringJoiner(",")),
				arguments("StringTokenizer", new StringTokenizer("a")),
				arguments("SplittableRandom", new SplittableRandom(1)),
				arguments("emptyIterator", Collections.emptyIterator()));
	}

	@Test
	void everyWrapperOfTheJdkIsKnown() throws Exception {
		for (Class<?> type : Collections.class.getDeclaredClasses()) {
			if (TagNames.of(type) == Tags.WRAPPER) {
				assertThat(WrapperKind.of(type)).isNotNull();
			}
			else if (type.getSimpleName().matches("(Unmodifiable|Synchronized|Checked).*")) {
				throw new AssertionError(type + " is a wrapper without a kind");
			}
		}
		assertThat(WrapperKind.of(Arrays.asList().getClass())).isEqualTo(WrapperKind.AS_LIST);
	}

	@Test
	void partOfATreeSetIsKeptOrRefusedWithAdviceThatWorks() throws Exception {
		NavigableSet<Integer> part = new TreeSet<>(List.of(1, 2, 3, 4)).headSet(3, false);
		try {
			assertThatThrownBy(() -> RoundTrips.trip(part).add(7)).isInstanceOf(IllegalArgumentException.class);
		}
		catch (AssertionError ex) {
			assertThatThrownBy(() -> RoundTrips.trip(part)).hasMessageContaining("send new TreeSet<>(set)");
			assertThat(RoundTrips.trip(new TreeSet<>(part))).isEqualTo(part);
		}
	}

	@Test
	void strictCalendarWithAWrongDateIsRefusedWithAdviceThatWorks() throws Exception {
		Calendar calendar = new GregorianCalendar();
		calendar.setLenient(false);
		calendar.set(2020, Calendar.FEBRUARY, 31);
		assertThatThrownBy(() -> RoundTrips.trip(calendar)).isInstanceOf(PayloadException.class)
			.hasMessageContaining("make it lenient");
		calendar.setLenient(true);
		assertThat(RoundTrips.trip(calendar).get(Calendar.DAY_OF_MONTH)).isEqualTo(2);
	}

	@Test
	void whatLiesOutsideOfAPartIsNotSent() throws Exception {
		TreeMap<String, Object> map = new TreeMap<>(Map.of("a", 1, "z", new Thread()));
		assertThat(RoundTrips.trip(map.headMap("m"))).containsOnlyKeys("a");
		assertThat(RoundTrips.<Object>trip(new ConcurrentHashMap<>(map).keySet())).hasToString("[a, z]");
		assertThat(RoundTrips.<Object>trip(map.keySet())).hasToString("[a, z]");
	}

	@Test
	void arrayOfAClassThatIsNotAllowedIsNotNeededForItsList() throws Exception {
		List<Object> list = Arrays.<Object>asList(new Thread[0]);
		assertThat(RoundTrips.trip(list)).isEmpty();
	}

	@Test
	void viewsDoNotGrowWithEachCrossing() throws Exception {
		Object value = new Object[] { new HashMap<>(Map.of("a", 1)).entrySet(),
				Collections.unmodifiableMap(new TreeMap<>(Map.of("a", 1))).entrySet(), Map.of("a", 1, "b", 2).values(),
				new TreeMap<>(Map.of(1, 2)).headMap(5), Collections.unmodifiableList(Arrays.asList("a")),
				new LinkedHashMap<>(Map.of("a", 1)).values() };
		ByteBuffer once = RoundTrips.codec().encode(RoundTrips.trip(value));
		ByteBuffer twice = RoundTrips.codec().encode(RoundTrips.trip(RoundTrips.trip(value)));
		assertThat(twice.remaining()).isEqualTo(once.remaining());
	}

	@Test
	void cycleFromAListThatIsBuiltCompleteToItsWrapperIsRefused() {
		Object[] holder = new Object[1];
		List<Object> wrapper = Collections.unmodifiableList(List.of(holder, 1, 2));
		holder[0] = wrapper;
		assertThatThrownBy(() -> RoundTrips.trip(wrapper)).isInstanceOf(PayloadException.class)
			.hasMessageContaining("A cycle leads back");
	}

}
