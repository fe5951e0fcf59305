package io.aiopool.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multimap;
import com.google.common.collect.Multimaps;
import io.aiopool.Invocation;
import io.aiopool.ProcessPool;
import io.aiopool.TaskOptions;
import io.aiopool.values.LibraryValues.Case;
import org.hibernate.collection.spi.PersistentBag;
import org.joda.time.DateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Values of well-known libraries in child JVMs: what goes there unasked, what comes back,
 * and whether the advice of each refusal helps.
 */
@Tag("F102")
class LibraryValueTests {

	private static final List<String> CHOSEN = List.of("jackson", "avro", "hibernate", "keys");

	private static final List<String> DEFAULTS = List.of("kotlin", "spring", "spring-data", "guava", "joda", "money",
			"vavr", "eclipse-collections", "protobuf");

	private static final Pattern ADVICE = Pattern.compile("add '([a-z-]+)' to aiopool\\.trusted-presets");

	private static final List<Case> CASES = LibraryValues.all();

	/** Of values that are made anew, as some questions change the value. */
	private static final Map<String, String> ANSWERS = answers();

	private static ProcessPool unasked;

	private static ProcessPool trusting;

	private static ProcessPool without;

	private static ProcessPool withoutOthers;

	private static ProcessPool strict;

	@BeforeAll
	static void start() {
		unasked = pool(List.of());
		trusting = pool(all());
		without = pool(List.of("none"));
		List<String> named = all();
		named.add("none");
		withoutOthers = pool(named);
		strict = pool(List.of());
	}

	private static Map<String, String> answers() {
		Map<String, String> answers = new LinkedHashMap<>();
		for (Case one : LibraryValues.all()) {
			try {
				assertThat(answers.put(one.toString(), one.probe().apply(one.value()))).isNull();
			}
			catch (Exception ex) {
				throw new IllegalStateException(one + " cannot be asked", ex);
			}
		}
		return answers;
	}

	private static List<String> all() {
		List<String> presets = new ArrayList<>(DEFAULTS);
		presets.addAll(CHOSEN);
		return presets;
	}

	private static ProcessPool pool(List<String> presets) {
		return ProcessPool.builder().processes(1).trustedPresets(presets).build();
	}

	@AfterAll
	static void close() {
		unasked.close();
		trusting.close();
		without.close();
		withoutOthers.close();
		strict.close();
	}

	static List<Case> cases() {
		return CASES;
	}

	/** One value of each preset stands for all of them, and names it. */
	static List<Case> oneOfEach() {
		Map<String, Case> first = new LinkedHashMap<>();
		CASES.forEach((one) -> first.putIfAbsent(one.preset(), one));
		return List.copyOf(first.values());
	}

	static Object same(Object value) {
		return value;
	}

	/** Names no type of a library, as a body that was written long ago. */
	static String probe(List<Object> caseAndValue) throws Exception {
		return ((Probed) caseAndValue.get(0)).probe().apply(caseAndValue.get(1));
	}

	/** A question that travels without its value. */
	record Probed(io.aiopool.RemoteFunction<Object, String> probe) {
	}

	@ParameterizedTest
	@MethodSource("cases")
	void aValueDoesThereWhatItDoesHere(Case one) throws Exception {
		ProcessPool pool = CHOSEN.contains(one.preset()) ? trusting : unasked;
		List<Object> sent = List.of(new Probed(one.probe()), one.value());
		String there = pool.apply(LibraryValueTests::probe, sent).join();
		assertThat(there).isEqualTo(ANSWERS.get(one.toString()));
	}

	@ParameterizedTest
	@MethodSource("cases")
	void aValueDoesAfterItsReturnWhatItDidBefore(Case one) throws Exception {
		if (one.oneWay()) {
			assertThatThrownBy(() -> trusting.apply(LibraryValueTests::same, one.value()).join())
				.hasMessageContaining("lambdas travel from parent to child only");
			return;
		}
		Object back = trusting.apply(LibraryValueTests::same, one.value()).join();
		assertThat(one.probe().apply(back)).isEqualTo(ANSWERS.get(one.toString()));
	}

	@ParameterizedTest
	@MethodSource("oneOfEach")
	void aResultToWhichNoSignatureLeadsIsRefusedUntilItsPresetIsTrusted(Case one) throws Exception {
		Throwable refusal = catchThrowable(() -> strict.apply(LibraryValueTests::same, one.value()).join());
		assertThat(refusal).isInstanceOf(CompletionException.class);
		assertThat(preset(refusal)).isEqualTo(one.preset());
		Object back = trusting.apply(LibraryValueTests::same, one.value()).join();
		assertThat(one.probe().apply(back)).isEqualTo(ANSWERS.get(one.toString()));
	}

	@ParameterizedTest
	@MethodSource("oneOfEach")
	void withoutTheDefaultsAnArgumentIsRefusedUntilItsPresetIsTrusted(Case one) {
		List<Object> sent = List.of(new Probed(one.probe()), one.value());
		Throwable refusal = catchThrowable(() -> without.apply(LibraryValueTests::probe, sent).join());
		assertThat(refusal).hasMessageContaining("Nothing was sent");
		assertThat(preset(refusal)).isEqualTo(one.preset());
		assertThat(withoutOthers.apply(LibraryValueTests::probe, sent).join()).isEqualTo(ANSWERS.get(one.toString()));
	}

	private static String preset(Throwable refusal) {
		Matcher advice = ADVICE.matcher(refusal.getMessage());
		assertThat(advice.find()).as(refusal.getMessage()).isTrue();
		return advice.group(1);
	}

	static Page<String> page(String element) {
		return new PageImpl<>(List.of(element, element));
	}

	static ResponseEntity<Map<String, String>> response(String text) {
		return ResponseEntity.ok().header("X-Text", text).body(Map.of("text", text));
	}

	static Multimap<String, Integer> lengths(List<String> texts) {
		return Multimaps.index(texts, String::length).inverse();
	}

	static List<DateTime> times(String iso) {
		return List.of(new DateTime(iso));
	}

	/** Whatever an instance of a class has in a field is declared there. */
	record Holder(ImmutableList<String> list) {
	}

	static Holder holder(String text) {
		return new Holder(ImmutableList.of(text));
	}

	@Test
	void resultsComeBackToWhichTheSignatureOfABodyLeads() {
		assertThat(unasked.apply(LibraryValueTests::page, "a").join().getTotalElements()).isEqualTo(2);
		assertThat(unasked.apply(LibraryValueTests::response, "a").join().getHeaders().getFirst("x-text"))
			.isEqualTo("a");
		assertThat(unasked.apply(LibraryValueTests::lengths, List.of("a", "bb")).join().get("bb")).containsExactly(2);
		assertThat(unasked.apply(LibraryValueTests::times, "2024-02-29T00:00:00Z").join().get(0).getYear())
			.isEqualTo(2024);
		assertThat(unasked.apply(LibraryValueTests::holder, "a").join().list()).containsExactly("a");
	}

	@Test
	void resultsComeBackToWhichTheSignatureOfAMethodLeads() throws Throwable {
		Object page = unasked.call(new Invocation(LibraryValueTests.class,
				LibraryValueTests.class.getDeclaredMethod("page", String.class), new Object[] { "a" }),
				TaskOptions.DEFAULTS);
		assertThat(((Page<?>) page).getContent()).hasSize(2);
	}

	/** The list of a Kotlin function is Kotlin's when it is empty. */
	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void listsAndMapsOfKotlinFunctionsComeBack(int count) {
		assertThat(unasked.apply(KotlinValues::none, count).join()).isEqualTo(KotlinValues.none(count));
		assertThat(unasked.apply(KotlinValues::built, count).join()).isEqualTo(KotlinValues.built(count));
	}

	/** A refusal is not for ever: another task may lead to what was refused before. */
	@Test
	void whatWasRefusedComesBackOnceASignatureLeadsToIt() {
		try (ProcessPool pool = pool(List.of())) {
			Object list = ImmutableList.of("a");
			assertThat(catchThrowable(() -> pool.apply(LibraryValueTests::same, list).join())).isNotNull();
			assertThat(pool.apply(LibraryValueTests::holder, "a").join().list()).containsExactly("a");
			assertThat(pool.apply(LibraryValueTests::same, list).join()).isEqualTo(list);
		}
	}

	@Test
	void nodesThatHoldAnyObjectAreRefusedThoughJacksonIsTrusted() {
		Object node = JsonNodeFactory.instance.objectNode().set("any", JsonNodeFactory.instance.pojoNode(Set.of()));
		assertThatThrownBy(() -> trusting.apply(LibraryValueTests::same, node).join()).hasMessageContaining("POJONode")
			.hasMessageContaining("send that object")
			.message()
			.doesNotContain("aiopool.trusted");
	}

	@Test
	void collectionsThatHibernateHasNotReadAreRefused() {
		assertThatThrownBy(() -> trusting.apply(LibraryValueTests::same, new PersistentBag<>()).join())
			.hasMessageContaining("it is not loaded")
			.hasMessageContaining("join fetch");
	}

	@Test
	void aPresetThatDoesNotExistIsRefused() {
		assertThatThrownBy(() -> ProcessPool.builder().trustedPresets(List.of("guave")))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("guave")
			.hasMessageContaining("guava");
	}

}
