package io.aiopool.codec;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.aiopool.codec.ConstantSamples.Base;
import io.aiopool.codec.ConstantSamples.Checked;
import io.aiopool.codec.ConstantSamples.Derived;
import io.aiopool.codec.ConstantSamples.Guarded;
import io.aiopool.codec.ConstantSamples.Invoice;
import io.aiopool.codec.ConstantSamples.Limit;
import io.aiopool.codec.ConstantSamples.Many;
import io.aiopool.codec.ConstantSamples.Money;
import io.aiopool.codec.ConstantSamples.Node;
import io.aiopool.codec.ConstantSamples.Operation;
import io.aiopool.codec.ConstantSamples.OwnSet;
import io.aiopool.codec.ConstantSamples.Patch;
import io.aiopool.codec.ConstantSamples.RecordOperation;
import io.aiopool.codec.ConstantSamples.Registry;
import io.aiopool.codec.ConstantSamples.Resolved;
import io.aiopool.codec.ConstantSamples.Rule;
import io.aiopool.codec.ConstantSamples.Setting;
import io.aiopool.codec.ConstantSamples.Single;
import io.aiopool.codec.ConstantSamples.Suit;
import io.aiopool.codec.ConstantSamples.Turn;
import io.aiopool.codec.ConstantSamples.Verb;
import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.codec.Samples.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Constants stay constants, wherever they are in a graph.
 */
@Tag("F97")
class ConstantTests {

	private static volatile boolean initialised;

	@AfterEach
	void forget() {
		Registry.SHARED.entries.clear();
		Registry.SHARED.byName.clear();
		Node.LOCAL.names().clear();
	}

	static Stream<Object> constants() {
		return Stream.of(Single.INSTANCE, Suit.HEARTS, Suit.SPADES, Turn.LEFT, Operation.PLUS, RecordOperation.MINUS,
				ConstantSamples.DEFAULT_SETTING, Limit.unlimited(), Limit.ONE, Money.ZERO, Verb.GET, Checked.EMPTY,
				Rule.NEVER, Registry.SHARED, Node.LOCAL, Many.A, Many.J);
	}

	@ParameterizedTest
	@MethodSource("constants")
	void aConstantArrivesAsTheConstant(Object constant) throws Exception {
		assertThat(RoundTrips.trip(constant)).isSameAs(constant);
		assertThat(RoundTrips.trip(new Object[] { constant, constant })).containsExactly(constant, constant);
		assertThat(RoundTrips.trip(new ArrayList<>(List.of(constant, 1, constant))).get(2)).isSameAs(constant);
		assertThat(RoundTrips.trip(Map.of(constant, constant)).get(constant)).isSameAs(constant);
		assertThat(RoundTrips.trip(Optional.of(constant)).get()).isSameAs(constant);
		assertThat(RoundTrips.trip(new Link(constant)).next()).isSameAs(constant);
		assertThat(new TwoForms().compile(Link.class).trip(new Link(constant)).next()).isSameAs(constant);
	}

	/** What refers to itself elsewhere in the graph says nothing of a constant. */
	@ParameterizedTest
	@MethodSource("constants")
	void aConstantArrivesAsTheConstantBesideACycle(Object constant) throws Exception {
		List<Object> cycle = new ArrayList<>();
		cycle.add(cycle);
		cycle.add(new Link(constant));
		cycle.add(constant);
		List<Object> copy = RoundTrips.trip(cycle);
		assertThat(copy.get(0)).isSameAs(copy);
		assertThat(((Link) copy.get(1)).next()).isSameAs(constant);
		assertThat(copy.get(2)).isSameAs(constant);
	}

	@Test
	void whatConstantsDoIsWhatTheyDid() throws Exception {
		assertThat(RoundTrips.trip(Turn.LEFT).back()).isSameAs(Turn.RIGHT);
		assertThat(RoundTrips.trip(Operation.TIMES).apply(6, 7)).isEqualTo(42);
		assertThat(RoundTrips.trip(Rule.NEVER).test(1)).isFalse();
	}

	@Test
	void recordsWithConstantsAreTheSameInTheirFastForm() throws Exception {
		Invoice invoice = new Invoice(new Money(5, "EUR"), Money.ZERO, Money.ZERO);
		List<Object> list = List.of(invoice, Money.ZERO, new Money(7, "USD"), Suit.HEARTS, new Suit("hearts", 1));
		byte[] slow = new TwoForms().encode(list);
		TwoForms fast = new TwoForms().compile(Invoice.class, Money.class, Suit.class);
		assertThat(fast.encode(list)).isEqualTo(slow);
		List<?> copy = (List<?>) fast.decode(slow);
		assertThat(copy.subList(0, 3)).isEqualTo(list.subList(0, 3));
		assertThat(((Invoice) copy.get(0)).tax()).isSameAs(Money.ZERO);
		assertThat(((Invoice) copy.get(0)).discount()).isSameAs(Money.ZERO);
		assertThat(copy.get(3)).isSameAs(Suit.HEARTS);
		assertThat(copy.get(4)).isNotSameAs(Suit.HEARTS).isInstanceOf(Suit.class);
	}

	@Test
	void anotherInstanceStaysAnother() throws Exception {
		Suit own = new Suit("hearts", 1);
		assertThat(RoundTrips.trip(own)).isNotSameAs(Suit.HEARTS).isNotSameAs(own);
		Setting setting = RoundTrips.trip(new Setting("default"));
		assertThat(setting).isNotSameAs(ConstantSamples.DEFAULT_SETTING);
	}

	@Test
	void aConstantThatHoldsSomethingElseThereIsRefused() throws Exception {
		byte[] bytes = new TwoForms().encode(new Link(Registry.SHARED));
		Registry.SHARED.entries.add("only here");
		PayloadException ex = catchThrowableOfType(PayloadException.class, () -> new TwoForms().decode(bytes));
		assertThat(ex.kind()).isEqualTo(Kind.CHANGED);
		assertThat(ex.path()).isEqualTo("next");
		assertThat(ex).hasMessageContaining(Registry.class.getName() + ".SHARED holds something else")
			.hasMessageContaining("send a new instance");
		Registry advised = new Registry();
		advised.entries.add("advised");
		assertThat(RoundTrips.trip(advised).entries).containsExactly("advised");
	}

	@Test
	void equalContentIsEqualInAnyOrder() throws Exception {
		for (int i = 0; i < 100; i++) {
			Registry.SHARED.byName.put("key " + i, i);
		}
		byte[] bytes = new TwoForms().encode(Registry.SHARED);
		Map<Object, Object> content = Map.copyOf(Registry.SHARED.byName);
		Registry.SHARED.byName.clear();
		Registry.SHARED.byName.putAll(content);
		assertThat(new TwoForms().decode(bytes)).isSameAs(Registry.SHARED);
		Registry.SHARED.byName.put("key 50", 51);
		assertThat(catchThrowableOfType(PayloadException.class, () -> new TwoForms().decode(bytes))).isNotNull();
	}

	@Test
	void aConstantThatComparesItsContentArrivesAsACopyIfItDiffers() throws Exception {
		Node.LOCAL.names().add("sender");
		byte[] bytes = new TwoForms().encode(List.of(Node.LOCAL, Node.LOCAL));
		Node.LOCAL.names().set(0, "receiver");
		List<?> copy = (List<?>) new TwoForms().decode(bytes);
		assertThat(copy.get(0)).isNotSameAs(Node.LOCAL).isEqualTo(new Node(List.of("sender")));
		assertThat(copy.get(1)).isSameAs(copy.get(0));
	}

	@Test
	void stateThatCannotBeComparedIsRefusedWithItsPlace() {
		Registry.SHARED.entries.add(new Thread());
		PayloadException ex = catchThrowableOfType(PayloadException.class,
				() -> new TwoForms().encode(Registry.SHARED));
		assertThat(ex).hasMessageContaining("Registry.SHARED")
			.hasMessageContaining("java.lang.Thread")
			.hasMessageContaining("entries");
	}

	@Test
	void hooksOfTheClassDecideBeforeUs() throws Exception {
		assertThat(RoundTrips.trip(Resolved.OLD)).isSameAs(Resolved.NEW);
	}

	/** Initialised only by who looks at its fields. */
	static final class Around {

		static final Inner CONSTANT = new Inner("constant");

		static {
			initialised = true;
		}

		private Around() {
		}

		record Inner(String text) {
		}

	}

	@Test
	@Tag("F62")
	void aClassThatTheFilterRefusesIsNotLookedAt() throws Exception {
		CodecSettings strict = CodecSettings.of(getClass().getClassLoader(),
				AllowList.builder().trustClass(Around.Inner.class).build());
		assertThat(new TwoForms(strict).trip(new Around.Inner("x"))).isEqualTo(new Around.Inner("x"));
		assertThat(initialised).isFalse();
		byte[] bytes = new TwoForms().encode(Around.CONSTANT);
		PayloadException ex = catchThrowableOfType(PayloadException.class, () -> new TwoForms(strict).decode(bytes));
		assertThat(ex.kind()).isEqualTo(Kind.NOT_ALLOWED);
		assertThat(ex.typeName()).isEqualTo(Around.class.getName());
	}

	static final class Trap {

		static final Trap INSTANCE = new Trap();

		static {
			System.setProperty("io.aiopool.codec.trap", "sprung");
		}

	}

	static final class Sample {

		static final Sample INSTANCE = new Sample();

	}

	private static PayloadException forged(String subject, String holder) throws PayloadException {
		CodecSettings strict = CodecSettings.of(ConstantTests.class.getClassLoader(),
				AllowList.builder().trustClass(Sample.class).build());
		ObjectEncoder encoder = new ObjectEncoder(new TypeTable(strict));
		encoder.writeByte(Tags.CONSTANT);
		encoder.writeName(subject);
		encoder.writeName(holder);
		encoder.writeName("INSTANCE");
		encoder.writeByte(0);
		byte[] bytes = encoder.copy();
		return catchThrowableOfType(PayloadException.class, () -> new TwoForms(strict).decode(bytes));
	}

	@Test
	@Tag("F62")
	void aFieldOfAnotherClassIsNoConstant() throws Exception {
		String allowed = Sample.class.getName();
		String trap = Trap.class.getName();
		assertThat(forged(allowed, allowed)).isNull();
		assertThat(forged(allowed, trap).kind()).isEqualTo(Kind.CORRUPT);
		assertThat(forged(trap, trap).kind()).isEqualTo(Kind.NOT_ALLOWED);
		assertThat(System.getProperty("io.aiopool.codec.trap")).isNull();
	}

	@Test
	void aPlainObjectOfAClassAroundIsThatClassesConstant() throws Exception {
		for (TwoForms forms : List.of(new TwoForms(), new TwoForms().compile(Patch.class, Patch.Nested.class))) {
			assertThat(forms.trip(Patch.unset()).isSet()).isFalse();
			assertThat(forms.trip(new Patch(null)).isSet()).isTrue();
			assertThat(forms.trip(new Patch(new Object())).isSet()).isTrue();
			assertThat(forms.trip(Patch.Nested.unset()).isSet()).isFalse();
			assertThat(forms.trip(List.of(Patch.unset(), Patch.unset()))).noneMatch(Patch::isSet);
		}
		assertThat(RoundTrips.trip(new Derived()).isEmpty()).isTrue();
		assertThat(RoundTrips.trip(new Base()).isEmpty()).isTrue();
		OwnSet set = new OwnSet();
		set.add("present");
		OwnSet copy = RoundTrips.trip(set);
		assertThat(copy.add("present")).isFalse();
		assertThat(copy.add("absent")).isTrue();
	}

	@Test
	void aLockInAFieldIsALock() throws Exception {
		assertThat(RoundTrips.trip(new Guarded()).guards()).isTrue();
		Object lock = new Object();
		Callable<Boolean> task = (Callable<Boolean> & Serializable) () -> {
			synchronized (lock) {
				return true;
			}
		};
		assertThat(RoundTrips.trip(task).call()).isTrue();
	}

	@Test
	void aPlainObjectThatNobodyCouldRecogniseIsRefused() {
		Object plain = new Object();
		for (Object value : List.of(plain, List.of(plain), Map.of("key", plain), new Object[] { plain },
				Optional.of(plain), new AtomicReference<>(plain), new Link(List.of(plain)))) {
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> RoundTrips.trip(value));
			assertThat(ex).as("%s", value).isNotNull().hasMessageContaining("constant of an enum");
			assertThat(ex.kind()).isEqualTo(Kind.UNSUPPORTED_TYPE);
		}
	}

}
