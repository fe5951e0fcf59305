package io.aiopool.codec;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.aiopool.codec.PayloadException.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Transient fields, which are not sent.
 */
@Tag("F99")
class TransientFieldTests {

	/** Something that is used under its lock. */
	interface Locked {

		int use();

	}

	static final class Unset implements Locked {

		final String name;

		transient Lock lock = new ReentrantLock();

		Unset(String name) {
			this.name = name;
		}

		@Override
		public int use() {
			this.lock.lock();
			return this.name.length();
		}

	}

	/** Its constructor without arguments exists, but leaves the field alone. */
	static final class Forgotten {

		transient Lock lock;

		Forgotten() {
		}

		Forgotten(Lock lock) {
			this.lock = lock;
		}

	}

	static final class Failing {

		transient Lock lock;

		Failing() {
			throw new IllegalStateException("not so");
		}

		Failing(Lock lock) {
			this.lock = lock;
		}

	}

	/** Sets its fields, final ones too, in a private constructor. */
	static final class Initialised implements Locked {

		final String name;

		private final transient Lock lock = new ReentrantLock();

		private final transient Map<String, Integer> cache = new HashMap<>();

		private final transient Supplier<Object> self = () -> this.lock;

		private transient int uses = 1;

		private transient List<String> dropped = new ArrayList<>();

		private Initialised() {
			this("constructor");
		}

		Initialised(String name) {
			this.name = name;
		}

		@Override
		public int use() {
			this.lock.lock();
			try {
				return this.cache.computeIfAbsent(this.name, String::length) + this.uses
						+ ((this.self.get() == this.lock) ? 0 : 100);
			}
			finally {
				this.lock.unlock();
			}
		}

	}

	abstract static class Guarded implements Locked {

		private final transient Lock lock = new ReentrantLock();

		protected Guarded() {
		}

		@Override
		public int use() {
			this.lock.lock();
			return 1;
		}

	}

	/** Has no constructor without arguments, but its ancestor with the lock has. */
	static final class Heir extends Guarded {

		final String name;

		Heir(String name) {
			this.name = name;
		}

	}

	/** As in JDK serialization, the ancestor's constructor runs. */
	static final class SerializableHeir extends Guarded implements Serializable {

		private static final long serialVersionUID = 1L;

		private transient Object ownCache = "cache";

		final String name;

		SerializableHeir(String name) {
			this.name = name;
		}

	}

	static final class Hashed {

		private final String text;

		private transient int hash;

		Hashed(String text) {
			this.text = text;
		}

		@Override
		public int hashCode() {
			if (this.hash == 0) {
				this.hash = this.text.hashCode();
			}
			return this.hash;
		}

		@Override
		public boolean equals(Object other) {
			return other instanceof Hashed that && this.text.equals(that.text);
		}

	}

	/** What the advice makes of {@link Unset}. */
	static final class AdvisedPlain implements Locked {

		Lock lock = new ReentrantLock();

		AdvisedPlain(String name) {
		}

		@Override
		public int use() {
			this.lock.lock();
			return 1;
		}

	}

	/** The last advice. */
	static final class AdvisedSerializable implements Locked, Serializable {

		private static final long serialVersionUID = 1L;

		private transient Lock lock = new ReentrantLock();

		AdvisedSerializable(String name) {
		}

		private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
			in.defaultReadObject();
			this.lock = new ReentrantLock();
		}

		@Override
		public int use() {
			this.lock.lock();
			return 1;
		}

	}

	/** Its length is what the constructor has made of the text. */
	static final class Derived {

		final String text;

		final transient int length;

		Derived(String text) {
			this.text = text;
			this.length = text.length();
		}

	}

	/** A constructor without arguments cannot know the length of another text. */
	static final class DerivedOtherwise {

		final String text;

		final transient int length;

		DerivedOtherwise() {
			this("none");
		}

		DerivedOtherwise(String text) {
			this.text = text;
			this.length = text.length();
		}

	}

	private static List<TwoForms> forms(Class<?> type) {
		boolean compilable = TypeCodecs.of(type) instanceof PojoCodec;
		return compilable ? List.of(new TwoForms(), new TwoForms().compile(type)) : List.of(new TwoForms());
	}

	static Stream<Locked> usable() {
		return Stream.of(new Initialised("four"), new Heir("h"), new SerializableHeir("s"), new AdvisedPlain("a"),
				new AdvisedSerializable("a"));
	}

	@ParameterizedTest
	@MethodSource("usable")
	void whatAConstructorSetsIsSet(Locked value) throws Exception {
		int uses = value.use();
		for (TwoForms forms : forms(value.getClass())) {
			assertThat(forms.trip(value).use()).isEqualTo(uses);
			assertThat(forms.trip(List.of(value)).get(0).use()).isEqualTo(uses);
		}
	}

	@Test
	void whatHasNoInitialiserIsRefusedBeforeItIsSent() {
		for (TwoForms forms : forms(Unset.class)) {
			PayloadException ex = catchThrowableOfType(PayloadException.class,
					() -> forms.encode(List.of(new Unset("n"))));
			assertThat(ex).isNotNull();
			assertThat(ex.kind()).isEqualTo(Kind.UNSUPPORTED_TYPE);
			assertThat(ex.path()).isEqualTo("[0].lock");
			assertThat(ex.typeName()).isEqualTo(Unset.class.getName());
			assertThat(ex).hasMessageContaining("transient field lock")
				.hasMessageContaining("make it non-transient")
				.hasMessageContaining("a constructor without arguments")
				.hasMessageContaining("java.io.Serializable");
		}
	}

	@Test
	void aFieldThatWasNullStaysNull() throws Exception {
		for (TwoForms forms : forms(Unset.class)) {
			Unset value = new Unset("n");
			value.lock = null;
			assertThat(forms.trip(value).lock).isNull();
			assertThat(forms.trip(value).name).isEqualTo("n");
		}
		for (TwoForms forms : forms(Initialised.class)) {
			Initialised value = new Initialised("n");
			value.dropped = null;
			assertThat(forms.trip(value).dropped).isNull();
			assertThat(forms.trip(value).name).isEqualTo("n");
			assertThat(forms.trip(new Initialised("n")).dropped).isEmpty();
		}
	}

	@Test
	void aConstructorThatDoesNotSetTheFieldIsNoHelp() throws Exception {
		for (TwoForms forms : forms(Forgotten.class)) {
			byte[] bytes = forms.encode(List.of(new Forgotten(new ReentrantLock())));
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> forms.decode(bytes));
			assertThat(ex.kind()).isEqualTo(Kind.CHANGED);
			assertThat(ex.path()).isEqualTo("[0].lock");
			assertThat(ex).hasMessageContaining("sets its transient field lock to null")
				.hasMessageContaining(ReentrantLock.class.getName());
		}
		assertThat(RoundTrips.trip(new Forgotten()).lock).isNull();
	}

	@Test
	void whatTheConstructorThrowsIsTold() throws Exception {
		byte[] bytes = new TwoForms().encode(new Failing(new ReentrantLock()));
		PayloadException ex = catchThrowableOfType(PayloadException.class, () -> new TwoForms().decode(bytes));
		assertThat(ex.kind()).isEqualTo(Kind.USER_CODE);
		assertThat(ex).hasMessageContaining("not so").hasMessageContaining("transient");
		assertThat(RoundTrips.trip(new Failing((Lock) null)).lock).isNull();
	}

	@Test
	void aCachedNumberStartsAnew() throws Exception {
		for (TwoForms forms : forms(Hashed.class)) {
			Hashed value = new Hashed("text");
			int hash = value.hashCode();
			Hashed copy = forms.trip(value);
			assertThat(copy.hash).isZero();
			assertThat(copy.hashCode()).isEqualTo(hash);
		}
	}

	@Test
	void aNumberThatAConstructorDerivesIsNotLost() throws Exception {
		for (TwoForms forms : forms(Derived.class)) {
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> forms.encode(new Derived("abc")));
			assertThat(ex.kind()).isEqualTo(Kind.UNSUPPORTED_TYPE);
			assertThat(ex).hasMessageContaining("transient field length");
			assertThat(forms.trip(new Derived("")).text).isEmpty();
		}
		for (TwoForms forms : forms(DerivedOtherwise.class)) {
			assertThat(forms.trip(new DerivedOtherwise("four")).length).isEqualTo(4);
			byte[] bytes = forms.encode(new DerivedOtherwise("abc"));
			PayloadException ex = catchThrowableOfType(PayloadException.class, () -> forms.decode(bytes));
			assertThat(ex.kind()).isEqualTo(Kind.CHANGED);
			assertThat(ex).hasMessageContaining("sets its transient field length to 4, but it held 3");
		}
	}

	@Test
	void serializableClassesDecideThemselves() throws Exception {
		assertThat(RoundTrips.trip(new SerializableHeir("s")).ownCache).isNull();
	}

	@Test
	void fieldsThatNothingSetsAreKnownBeforehand() {
		assertThat(TransientState.withoutInitializer(Unset.class)).extracting("name").containsExactly("lock");
		assertThat(TransientState.withoutInitializer(Derived.class)).extracting("name").containsExactly("length");
		for (Class<?> type : List.of(Initialised.class, Heir.class, SerializableHeir.class, Hashed.class)) {
			assertThat(TransientState.withoutInitializer(type)).as(type.getName()).isEmpty();
		}
	}

}
