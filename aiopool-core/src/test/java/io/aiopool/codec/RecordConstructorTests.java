package io.aiopool.codec;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.aiopool.codec.PayloadException.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Canonical constructors that change what they get, in both forms of a record.
 */
@Tag("F98")
class RecordConstructorTests {

	record Percent(double value) {

		Percent {
			value = value / 100;
		}

	}

	record Half(float value) {

		Half {
			value = value / 2;
		}

	}

	record Negated(int value) {

		Negated {
			value = -value;
		}

	}

	record Later(long value) {

		Later {
			value++;
		}

	}

	record Inverted(boolean value) {

		Inverted {
			value = !value;
		}

	}

	record Shifted(byte a, short b, char value) {

		Shifted {
			value++;
		}

	}

	record Greeting(String value) {

		Greeting {
			value = "Dear " + value;
		}

	}

	record Growing(List<String> value) {

		Growing {
			value = new ArrayList<>(value);
			value.add("more");
		}

	}

	record Forgetful(Object value) {

		Forgetful {
			value = null;
		}

	}

	record Reversed(int[] value) {

		Reversed {
			value = value.clone();
			value[0]++;
		}

	}

	record Priced(BigDecimal value) {

		Priced {
			value = value.multiply(new BigDecimal("1.19"));
		}

	}

	record Outer(String name, Percent inner) {
	}

	static final class Settings {

		int retries = 3;

		Settings copy() {
			Settings copy = new Settings();
			copy.retries = this.retries;
			return copy;
		}

	}

	record Growth(Settings value) {

		Growth {
			value = value.copy();
			value.retries++;
		}

	}

	/** Everything that may be done once more without a difference. */
	record Idiomatic(List<String> list, Set<Integer> set, Map<String, Integer> map, List<Object> wrapped,
			Collection<Object> view, Map<String, List<int[]>> deep, int[] ints, double[] doubles, Object[] objects,
			Date date, StringBuilder text, Settings settings, String trimmed, String orEmpty, BigDecimal number,
			List<String> sorted, double angle) {

		Idiomatic {
			list = List.copyOf(list);
			set = Set.copyOf(set);
			map = Map.copyOf(map);
			wrapped = Collections.unmodifiableList(new ArrayList<>(wrapped));
			view = Collections.unmodifiableCollection(new ArrayList<>(view));
			deep = Collections.unmodifiableMap(new LinkedHashMap<>(deep));
			ints = ints.clone();
			doubles = doubles.clone();
			objects = objects.clone();
			date = new Date(date.getTime());
			text = new StringBuilder(text);
			settings = settings.copy();
			trimmed = trimmed.strip().toLowerCase(Locale.ROOT);
			orEmpty = Objects.requireNonNullElse(orEmpty, "");
			number = number.stripTrailingZeros();
			sorted = sorted.stream().sorted().toList();
			angle = angle % 360;
		}

		static Idiomatic create() {
			return new Idiomatic(List.of("a"), Set.of(1, 2, 3), Map.of("k", 1, "l", 2), Arrays.asList("x", null),
					List.of("v"), new HashMap<>(Map.of("d", List.of(new int[] { 1 }))), new int[] { 1, 2 },
					new double[] { Double.NaN, -0.0 }, new Object[] { "o", new int[] { 3 }, null }, new Date(5),
					new StringBuilder("text"), new Settings(), " Trimmed ", null, new BigDecimal("1.500"),
					List.of("b", "a"), 730);
		}

	}

	private static TwoForms form(boolean fast, Class<?> type) {
		return fast ? new TwoForms().compile(type) : new TwoForms();
	}

	static Stream<Object> changed() {
		return Stream.of(new Percent(5), new Half(1), new Negated(1), new Later(1), new Inverted(true),
				new Shifted((byte) 1, (short) 1, 'a'), new Greeting("Ann"), new Growing(List.of()),
				new Reversed(new int[] { 1 }), new Priced(BigDecimal.ONE), new Growth(new Settings()));
	}

	@ParameterizedTest
	@MethodSource("changed")
	void aChangedComponentIsRefusedByName(Object value) throws Exception {
		for (boolean fast : new boolean[] { false, true }) {
			TwoForms forms = form(fast, value.getClass());
			byte[] bytes = forms.encode(List.of(value));
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> forms.decode(bytes));
			assertThat(ex).as("%s, fast: %s", value, fast).isNotNull();
			assertThat(ex.kind()).isEqualTo(Kind.CHANGED);
			assertThat(ex.path()).isEqualTo("[0]");
			assertThat(ex.typeName()).isEqualTo(value.getClass().getName());
			assertThat(ex).hasMessageContaining("changes component value").hasMessageContaining("factory method");
		}
	}

	@Test
	void aChangeIsFoundInsideOfOtherRecords() throws Exception {
		for (boolean fast : new boolean[] { false, true }) {
			TwoForms forms = form(fast, Outer.class);
			byte[] bytes = forms.encode(new Outer("o", new Percent(5)));
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> forms.decode(bytes));
			assertThat(ex.path()).isEqualTo("inner");
			assertThat(ex.typeName()).isEqualTo(Percent.class.getName());
		}
	}

	@Test
	void valuesThatTheConstructorLeavesAlonePass() throws Exception {
		for (boolean fast : new boolean[] { false, true }) {
			for (double value : new double[] { 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY }) {
				assertThat(form(fast, Percent.class).trip(new Percent(value))).isEqualTo(new Percent(value));
			}
			assertThat(form(fast, Negated.class).trip(new Negated(0))).isEqualTo(new Negated(0));
			assertThat(form(fast, Forgetful.class).trip(new Forgetful("x")).value()).isNull();
		}
	}

	@Test
	void defensiveCopiesPass() throws Exception {
		for (boolean fast : new boolean[] { false, true }) {
			Idiomatic value = Idiomatic.create();
			Idiomatic copy = form(fast, Idiomatic.class).trip(value);
			assertThat(copy).usingRecursiveComparison().ignoringFields("text", "doubles").isEqualTo(value);
			assertThat(copy.text()).hasToString("text");
			assertThat(Arrays.equals(copy.doubles(), value.doubles())).isTrue();
		}
	}

	/** What the advice makes of {@link Percent}. */
	record AdvisedPercent(double value) {

		static AdvisedPercent of(double percents) {
			return new AdvisedPercent(percents / 100);
		}

	}

	@Test
	void theAdviceWorks() throws Exception {
		AdvisedPercent value = AdvisedPercent.of(5);
		assertThat(form(false, AdvisedPercent.class).trip(value)).isEqualTo(value);
		assertThat(form(true, AdvisedPercent.class).trip(value)).isEqualTo(value);
	}

	static final class Member {

		private Object all;

		private String name;

		@Override
		public boolean equals(Object other) {
			return other instanceof Member that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	record Team(List<Member> members) {

		Team {
			members = List.copyOf(members);
		}

	}

	record Crowd(Set<Member> members) {

		Crowd {
			members = Collections.unmodifiableSet(new LinkedHashSet<>(members));
		}

	}

	@Test
	void whatIsIncompleteIsComparedWhenItIsComplete() throws Exception {
		for (boolean fast : new boolean[] { false, true }) {
			Member member = new Member();
			member.name = "name";
			member.all = new Team(new ArrayList<>(List.of(member)));
			Member copy = form(fast, Team.class).trip(member);
			assertThat(((Team) copy.all).members().get(0)).isSameAs(copy);
			assertThat(((Team) copy.all).members()).contains(copy);
		}
	}

	@Test
	void aCopyThatWasMadeTooEarlyIsRefused() throws Exception {
		for (boolean fast : new boolean[] { false, true }) {
			Member member = new Member();
			member.name = "name";
			member.all = new Crowd(new HashSet<>(List.of(member)));
			TwoForms forms = form(fast, Crowd.class);
			byte[] bytes = forms.encode(member);
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> forms.decode(bytes));
			assertThat(ex).isNotNull().hasMessageContaining("component members");
		}
	}

}
