package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The JDK in use shows each field that the codec depends on. Run on every JDK that is
 * supported.
 */
class JdkFieldTests {

	@Test
	void referencesAreRead() throws Exception {
		List<String> list = new ArrayList<>();
		assertThat(read("java.util.Collections$UnmodifiableCollection", "c", Collections.unmodifiableList(list)))
			.isSameAs(list);
		assertThat(read("java.util.Collections$SynchronizedCollection", "c", Collections.synchronizedList(list)))
			.isSameAs(list);
		assertThat(read("java.util.Collections$CheckedCollection", "c", Collections.checkedList(list, String.class)))
			.isSameAs(list);
		Map<String, Boolean> map = new IdentityHashMap<>();
		assertThat(read("java.util.Collections$UnmodifiableMap", "m", Collections.unmodifiableMap(map))).isSameAs(map);
		assertThat(read("java.util.Collections$SetFromMap", "m", Collections.newSetFromMap(map))).isSameAs(map);
		String[] array = { "a" };
		assertThat(read("java.util.Arrays$ArrayList", "a", Arrays.asList(array))).isSameAs(array);
		TreeMap<Integer, Integer> whole = new TreeMap<>();
		assertThat(read("java.util.TreeMap$NavigableSubMap", "m", whole.headMap(5))).isSameAs(whole);
		assertThat(read("java.util.TreeMap$NavigableSubMap", "hi", whole.headMap(5))).isEqualTo(5);
		assertThat(read("java.util.TreeMap$NavigableSubMap", "lo", whole.headMap(5))).isNull();
		assertThat(read("java.util.concurrent.ConcurrentSkipListSet", "m", new ConcurrentSkipListSet<>()))
			.isInstanceOf(Map.class);
	}

	private static Object read(String type, String field, Object owner) throws PayloadException {
		return JdkField.of(type, field).get(owner);
	}

	@Test
	void numbersAndBooleansAreRead() throws Exception {
		JdkField order = JdkField.of("java.util.LinkedHashMap", "accessOrder");
		assertThat(order.isTrue(new LinkedHashMap<>(1, 1, true))).isTrue();
		assertThat(order.isTrue(new LinkedHashMap<>())).isFalse();
		assertThat(JdkField.of("java.util.concurrent.LinkedBlockingQueue", "capacity")
			.getInt(new LinkedBlockingQueue<>(7))).isEqualTo(7);
		assertThat(JdkField.of("java.util.regex.Pattern", "flags").getInt(Pattern.compile("a(?i)b"))).isZero();
		JdkField nulls = JdkField.of("java.util.ImmutableCollections$ListN", "allowNulls");
		assertThat(nulls.isTrue(List.of(1, 2, 3))).isFalse();
		assertThat(nulls.isTrue(Stream.of(1, 2, 3).toList())).isTrue();
	}

	@Test
	void fieldThatIsNotShownIsNamedWithAdvice() {
		assertThatThrownBy(() -> JdkField.of("java.util.TreeSet", "gone").get(new TreeSet<>()))
			.isInstanceOf(PayloadException.class)
			.hasMessageContaining("java.util.TreeSet")
			.hasMessageContaining("its field gone; send a copy");
		assertThatThrownBy(() -> JdkField.of("java.util.Gone", "m").require(List.of()))
			.isInstanceOf(PayloadException.class);
	}

}
