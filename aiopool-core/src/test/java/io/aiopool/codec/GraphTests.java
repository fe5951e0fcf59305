package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.CustomStream;
import io.aiopool.codec.Samples.Link;
import io.aiopool.codec.Samples.Named;
import io.aiopool.codec.Samples.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Cyclic, shared and deep graphs.
 */
class GraphTests {

	@Test
	void cyclesThroughObjectsListsAndMapsAreRebuilt() throws Exception {
		Node first = new Node("first");
		first.next = new Node("second");
		first.next.next = first;
		first.friends.add(first);
		first.notes.put(first.next, "note");
		first.next.notes.put(first, "back");
		Node copy = RoundTrips.trip(first);
		assertThat(copy.next.next).isSameAs(copy);
		assertThat(copy.friends.get(0)).isSameAs(copy);
		assertThat(copy.notes.get(copy.next)).isEqualTo("note");
		assertThat(copy.next.notes.get(copy)).isEqualTo("back");
	}

	@Test
	void keysThatHashByFieldAreFoundAgainInACycle() throws Exception {
		Set<Named> group = new HashSet<>();
		Set<Named> others = new HashSet<>();
		Named member = new Named("member", group, others);
		group.add(member);
		others.add(member);
		others.add(new Named("other", group, others));
		Named copy = RoundTrips.trip(member);
		assertThat(copy.group()).contains(copy);
		assertThat(copy.others()).hasSize(2).contains(copy, new Named("other", Set.of(), Set.of()));
	}

	@Test
	void collectionsMayContainThemselves() throws Exception {
		List<Object> list = new ArrayList<>();
		list.add(list);
		List<Object> copy = RoundTrips.trip(list);
		assertThat(copy.get(0) == copy).isTrue();
		Object[] array = new Object[1];
		array[0] = array;
		Object[] arrayCopy = RoundTrips.trip(array);
		assertThat(arrayCopy[0] == arrayCopy).isTrue();
		List<Object> target = new ArrayList<>();
		List<Object> view = Collections.unmodifiableList(target);
		target.add(view);
		List<Object> viewCopy = RoundTrips.trip(view);
		assertThat(viewCopy.get(0) == viewCopy).isTrue();
	}

	@Test
	void sharedObjectsStayShared() throws Exception {
		Address shared = new Address("Elm", 1);
		Object[] copy = RoundTrips.trip(new Object[] { shared, shared, List.of(shared), new Link(shared),
				Map.of("k", shared), new CustomStream(shared, "p") });
		assertThat(copy[1]).isSameAs(copy[0]);
		assertThat(((List<?>) copy[2]).get(0)).isSameAs(copy[0]);
		assertThat(((Link) copy[3]).next()).isSameAs(copy[0]);
		assertThat(((Map<?, ?>) copy[4]).get("k")).isSameAs(copy[0]);
	}

	@Test
	void equalButDistinctObjectsStayDistinct() throws Exception {
		Object[] copy = RoundTrips.trip(new Object[] { new Address("Elm", 1), new Address("Elm", 1) });
		assertThat(copy[0]).isEqualTo(copy[1]).isNotSameAs(copy[1]);
	}

	@Test
	void aCycleThroughARecordIsRefusedBeforeItIsSent() {
		AtomicReference<Object> knot = new AtomicReference<>();
		Link link = new Link(knot);
		knot.set(link);
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> RoundTrips.codec().encode(link))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.UNSUPPORTED_TYPE))
			.withMessageContaining("cycle");
	}

	@Test
	void aCycleThatEntersARecordFromOutsideIsRebuilt() throws Exception {
		AtomicReference<Object> knot = new AtomicReference<>();
		knot.set(new Link(knot));
		AtomicReference<Object> copy = RoundTrips.trip(knot);
		assertThat(((Link) copy.get()).next()).isSameAs(copy);
	}

	@ParameterizedTest
	@ValueSource(ints = { 257, 5_000, 1_000_000 })
	void tooDeepIsAnErrorAndNoStackOverflow(int depth) {
		Object link = null;
		Node node = null;
		for (int i = 0; i < depth; i++) {
			link = new Link(link);
			Node outer = new Node("n");
			outer.next = node;
			node = outer;
		}
		for (Object deep : Arrays.asList(link, node)) {
			assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> RoundTrips.codec().encode(deep))
				.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.TOO_DEEP));
		}
	}

	@Test
	void theDeepestGraphFitsASmallStack() throws Exception {
		Link link = null;
		for (int i = 0; i < CodecSettings.DEFAULT_MAX_DEPTH; i++) {
			link = new Link(link);
		}
		Link deep = link;
		AtomicReference<Object> result = new AtomicReference<>();
		Thread thread = new Thread(null, () -> {
			try {
				result.set(RoundTrips.trip(deep));
			}
			catch (Throwable ex) {
				result.set(ex);
			}
		}, "small stack", 512 << 10);
		thread.start();
		thread.join();
		assertThat(result.get()).isInstanceOf(Link.class);
		assertThat(result.get().equals(deep)).isTrue();
	}

	@Test
	void theDeepPayloadOfAPeerIsRefused() throws Exception {
		Link link = null;
		for (int i = 0; i < 200; i++) {
			link = new Link(link);
		}
		PayloadCodec strict = new PayloadCodec(RoundTrips.SETTINGS.withMaxDepth(100));
		var payload = RoundTrips.codec().encode(link);
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> strict.decode(payload))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(Kind.TOO_DEEP));
	}

}
