package io.aiopool.values.corpus;

import java.util.List;

import io.aiopool.values.corpus.Outcome.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the corpus would notice.
 */
@Tag("F102")
class CorpusComparisonTests {

	private static Corpus corpus;

	@BeforeAll
	static void start() {
		corpus = new Corpus(Limits.parse(""));
	}

	@AfterAll
	static void close() {
		corpus.close();
	}

	private static List<Outcome> run(Corpus corpus, Class<?> type) {
		int before = corpus.outcomes().size();
		corpus.run(type, 1);
		return corpus.outcomes().subList(before, corpus.outcomes().size());
	}

	@ParameterizedTest
	@ValueSource(classes = { Sabotage.Digits.class, Sabotage.Order.class, Sabotage.Lookup.class, Sabotage.Frozen.class,
			Sabotage.Stranger.class, Sabotage.Twin.class })
	void aCopyThatIsNotWhatItWasIsNoticed(Class<?> type) {
		assertThat(run(corpus, type)).extracting(Outcome::kind).contains(Kind.CHANGED);
	}

	@Test
	void aCopyOfWhichNothingIsLostIsKept() {
		assertThat(run(corpus, Sabotage.Kept.class)).isNotEmpty().extracting(Outcome::kind).containsOnly(Kind.KEPT);
	}

	@Test
	void whatIsRefusedIsToldWithItsMessage() {
		assertThat(run(corpus, java.util.StringTokenizer.class)).isNotEmpty().allSatisfy((outcome) -> {
			assertThat(outcome.kind()).isEqualTo(Kind.REFUSED);
			assertThat(outcome.detail()).contains("StringTokenizer");
		});
	}

	@Test
	void aLimitExcusesWhatItNamesAndIsMissedWhereNothingNeedsIt() {
		Limits limits = Limits.parse("""
				[JDK]
				.*Sabotage.Stranger | .*twin | its secret stays
				.*Sabotage.Digits | .* | it is never asked
				[AVRO]
				.*Nothing | .* | it is not of this library
				""");
		try (Corpus excusing = new Corpus(limits)) {
			assertThat(run(excusing, Sabotage.Stranger.class)).isNotEmpty()
				.allSatisfy((outcome) -> assertThat(outcome.kind()).isEqualTo(Kind.LIMIT))
				.extracting(Outcome::detail)
				.containsOnly("its secret stays");
		}
		assertThat(limits.unused(Library.JDK)).extracting(Limits.Limit::reason).containsExactly("it is never asked");
	}

	@Test
	void anOrderMayDifferButNotTheElements() {
		Limits limits = Limits.parse("[JDK]\norder Set | .* | no order");
		assertThat(limits.reason("Set", "content", "[1, 2]", List.of("[2, 1]", "[1, 2]"), null)).isEqualTo("no order");
		assertThat(limits.reason("Set", "content", "[1, 2]", List.of("[2, 1]", "[1, 3]"), null)).isNull();
	}

	@Test
	void whatSerializationLosesIsNoExcuseForAnotherLoss() {
		Limits limits = Limits.parse("[JDK]\nserialized Format | .* | lost there, too");
		assertThat(limits.reason("Format", "mode", "1", List.of("0", "0"), "0")).isEqualTo("lost there, too");
		assertThat(limits.reason("Format", "mode", "1", List.of("0", "2"), "0")).isNull();
		assertThat(limits.reason("Format", "mode", "1", List.of("0", "0"), null)).isNull();
	}

}
