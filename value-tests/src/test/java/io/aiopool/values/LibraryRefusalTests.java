package io.aiopool.values;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import javax.security.auth.Subject;

import com.google.common.base.Splitter;
import com.google.common.collect.Collections2;
import com.google.common.collect.HashMultiset;
import com.google.common.collect.Lists;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import com.google.common.eventbus.EventBus;
import com.google.common.reflect.TypeToken;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.aiopool.ProcessPool;
import io.aiopool.TaskSerializationException;
import io.vavr.collection.Stream;
import kotlin.comparisons.ComparisonsKt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.core.ResolvableType;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.util.Lazy;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is said of values of well-known libraries that do not cross, and what comes of
 * doing as it says.
 */
@Tag("F102")
@Tag("F103")
class LibraryRefusalTests {

	private static ProcessPool pool;

	@BeforeAll
	static void start() {
		pool = ProcessPool.builder().processes(1).build();
	}

	@AfterAll
	static void close() {
		pool.close();
	}

	static Object same(Object value) {
		return value;
	}

	private static String refusal(Object value) {
		Throwable thrown = catchThrowable(() -> pool.apply(LibraryRefusalTests::same, value).join());
		assertThat(thrown.getCause()).isInstanceOf(TaskSerializationException.class);
		return thrown.getMessage();
	}

	@Test
	void viewsAreRefusedUntilTheyAreCopied() {
		List<String> texts = List.of("a", "bb");
		List<Collection<?>> views = List.of(Lists.transform(texts, String::length),
				Collections2.filter(texts, (text) -> text.length() > 1),
				Sets.filter(Sets.newHashSet(texts), (text) -> true),
				Maps.filterKeys(Maps.toMap(texts, String::length), (key) -> true).keySet(),
				Struct.newBuilder().putFields("a", Value.getDefaultInstance()).build().getFieldsMap().keySet());
		for (Collection<?> view : views) {
			assertThat(refusal(view)).as(view.getClass().getName())
				.contains("a view", "a copy")
				.doesNotContain("aiopool.trusted");
			assertThat(pool.apply(Collection::size, new ArrayList<>(view)).join()).isEqualTo(view.size());
		}
		assertThat(refusal(HashMultiset.create(texts).entrySet().iterator().next())).contains("a view");
	}

	/** To look for its end would fill the heap. */
	@Test
	void aStreamWithoutEndIsRefused() {
		assertThat(refusal(Stream.from(1))).contains("it is a handle", "collect the items");
		assertThat(pool
			.apply((io.vavr.collection.List<Integer> list) -> list.sum().intValue(), Stream.from(1).take(3).toList())
			.join()).isEqualTo(6);
	}

	@Test
	void aLambdaOfALibraryIsRefusedUntilAnObjectOfAClassTakesItsPlace() {
		TreeSet<Integer> careless = new TreeSet<>(ComparisonsKt.nullsFirst(Comparator.<Integer>naturalOrder()));
		assertThat(refusal(careless)).contains("a lambda of a library", Comparator.class.getName());
		TreeSet<Integer> careful = new TreeSet<>(new Backwards());
		careful.addAll(List.of(1, 2));
		assertThat(pool.apply((TreeSet<Integer> set) -> set.first(), careful).join()).isEqualTo(2);
	}

	static final class Backwards implements Comparator<Integer> {

		@Override
		public int compare(Integer a, Integer b) {
			return b.compareTo(a);
		}

	}

	@Test
	void aTemplateWithALambdaInsideIsRefusedUntilItIsText() {
		UriComponents template = UriComponentsBuilder.fromUriString("/a b/{c}").encode().build();
		assertThat(refusal(template))
			.contains("a lambda of a library", "the data that the object around it was made from")
			.doesNotContain("make the field");
		assertThat(pool
			.apply((String text) -> UriComponentsBuilder.fromUriString(text).build().expand("d").getPath(),
					template.toUriString())
			.join()).isEqualTo("/a%20b/d");
	}

	@Test
	void messagesWithoutAClassOfTheirOwnAreRefusedUntilTheyAreBytes() {
		DynamicMessage message = DynamicMessage.newBuilder(Timestamp.getDescriptor())
			.setField(Timestamp.getDescriptor().findFieldByName("seconds"), 7L)
			.build();
		assertThat(refusal(message)).contains("toByteArray").doesNotContain("aiopool.trusted");
		assertThat(refusal(Timestamp.getDescriptor())).contains("toProto()").doesNotContain("aiopool.trusted");
		assertThat(pool.apply(LibraryRefusalTests::seconds, message.toByteArray()).join()).isEqualTo(7);
	}

	static long seconds(byte[] bytes) throws InvalidProtocolBufferException {
		return Timestamp.parseFrom(bytes).getSeconds();
	}

	@Test
	void whatCanNeverCrossIsSaidBeforeAnybodySpeaksOfTrust() {
		ConcurrentReferenceHashMap<String, Integer> map = new ConcurrentReferenceHashMap<>();
		map.put("a", 1);
		assertThat(refusal(map)).contains("a new HashMap").doesNotContain("aiopool.trusted");
		assertThat(pool.apply(Map::size, new HashMap<>(map)).join()).isEqualTo(1);

		ClassPathResource resource = new ClassPathResource("a.txt");
		assertThat(refusal(resource)).contains("its path").doesNotContain("aiopool.trusted");
		assertThat(pool.apply((String path) -> new ClassPathResource(path).getFilename(), resource.getPath()).join())
			.isEqualTo("a.txt");

		Lazy<String> lazy = Lazy.of(() -> "a");
		assertThat(refusal(lazy)).contains("send the value").doesNotContain("aiopool.trusted");
		assertThat(pool.apply(String::length, lazy.get()).join()).isEqualTo(1);

		assertThat(refusal(Splitter.on(','))).contains("what it splits at").doesNotContain("aiopool.trusted");
		assertThat(pool.apply((Character at) -> Splitter.on(at).splitToList("a,b").size(), ',').join()).isEqualTo(2);

		assertThat(refusal(new EventBus())).contains("send the event").doesNotContain("aiopool.trusted");
		assertThat(refusal(new Subject())).contains("names of its principals").doesNotContain("aiopool.trusted");
		assertThat(refusal(RandomGenerator.of("Xoshiro256PlusPlus"))).contains("send a seed")
			.doesNotContain("aiopool.trusted", "module-info");
		assertThat(pool.apply((Long seed) -> RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed).nextInt(), 7L)
			.join()).isEqualTo(RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(7L).nextInt());
	}

	@Test
	void genericTypesAreRefusedUntilTheyAreClasses() {
		try (ProcessPool trusting = ProcessPool.builder()
			.processes(1)
			.trustedPackages(List.of("org.springframework.core"))
			.build()) {
			for (Object value : List.of(ResolvableType.forClassWithGenerics(List.class, String.class),
					TypeDescriptor.collection(List.class, TypeDescriptor.valueOf(String.class)))) {
				Throwable thrown = catchThrowable(() -> trusting.apply(LibraryRefusalTests::same, value).join());
				assertThat(thrown).hasMessageContaining("a generic type")
					.hasMessageContaining("send something else in place of that object")
					.hasMessageNotContaining("aiopool.trusted")
					.hasMessageNotContaining("make the field");
			}
			assertThat(trusting.apply((Class<?> type) -> ResolvableType.forClass(type).getGenerics().length, List.class)
				.join()).isEqualTo(1);
		}
	}

	@Test
	void theClassOfAnAnonymousObjectIsNamed() {
		assertThat(refusal(new TypeToken<List<String>>() {
		})).contains("send what it stands for").doesNotContain("return a  ", "readResolve");
	}

	@Test
	void fieldsOfLibrariesAreNobodysToMakeTransient() {
		assertThat(refusal(new Wrapped(kotlin.LazyKt.lazyOf(new java.net.Socket()))))
			.contains("'lazy' of " + Wrapped.class.getName())
			.doesNotContain("InitializedLazyImpl");
	}

	static class Wrapped {

		final Object lazy;

		Wrapped(Object lazy) {
			this.lazy = lazy;
		}

	}

}
