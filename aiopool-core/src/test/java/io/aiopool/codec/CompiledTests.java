package io.aiopool.codec;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.codec.Samples.Account;
import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.Everything;
import io.aiopool.codec.Samples.Node;
import io.aiopool.codec.Samples.Person;
import io.aiopool.codec.Samples.Positive;
import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * The fast form writes the same bytes as the slow one, reads the same values, and fails
 * in the same way.
 */
class CompiledTests {

	record Outer(String name, Inner inner, Recursive tree, Inner other) {
	}

	record Inner(int a, Leaf leaf, Object any) {
	}

	record Leaf(String text) {
	}

	record Recursive(int value, Recursive left, Recursive right) {
	}

	private final TypeTable types = new TypeTable(RoundTrips.SETTINGS);

	private byte[] encode(Object value) throws PayloadException {
		ObjectEncoder encoder = new ObjectEncoder(this.types);
		encoder.write(value);
		return encoder.copy();
	}

	private Object decode(byte[] bytes) throws PayloadException {
		ObjectDecoder decoder = new ObjectDecoder(this.types);
		decoder.open(Payload.of(ByteBuffer.wrap(bytes)), Long.MAX_VALUE);
		return decoder.readRoot();
	}

	private void warm(Class<?>... classes) {
		for (Class<?> type : classes) {
			TypeBinding binding = this.types.binding(type);
			this.types.compile(binding, (StructCodec) binding.codec);
			assertThat(binding.compiled()).as(type.getName()).isNotNull();
		}
	}

	static Stream<Object> values() {
		Address home = new Address("Elm", 5);
		Leaf shared = new Leaf("shared");
		Inner inner = new Inner(-5, shared, List.of(shared));
		Recursive tree = new Recursive(1, new Recursive(2, null, new Recursive(3, null, null)), null);
		return Stream.of(home, new Person(1L << 50, "Ann", 42, 1.5, List.of("a", "b"), home),
				new Person(0, null, 0, 0, null, null), new Outer("o", inner, tree, inner),
				new Outer(null, null, null, new Inner(1, null, null)), new Account("o", "n", BigDecimal.ONE, 1, 2),
				new Everything(true, (byte) -1, (short) -2, 'c', 3, 4L, 5f, 6d, "s", 7, Optional.of("o"), home),
				new Everything(false, (byte) 127, (short) 0, 'ß', -1, -1L, 0f, 0d, null, null, null, null));
	}

	@ParameterizedTest
	@MethodSource("values")
	void bothFormsAgree(Object value) throws Exception {
		Object[] twice = { value, value, List.of(value) };
		byte[] slow = encode(twice);
		warm(Address.class, Person.class, Outer.class, Inner.class, Recursive.class, Account.class, Everything.class);
		assertThat(encode(twice)).isEqualTo(slow);
		Object[] copy = (Object[]) decode(slow);
		assertThat(copy[0]).isEqualTo(value);
		assertThat(copy[1]).isSameAs(copy[0]);
	}

	@Test
	void cyclesSurviveTheFastForm() throws Exception {
		warm(Node.class);
		Node node = new Node("n");
		node.next = node;
		node.friends.add(node);
		node.notes.put(node, "self");
		Node copy = (Node) decode(encode(node));
		assertThat(copy.next).isSameAs(copy);
		assertThat(copy.friends).containsExactly(copy);
		assertThat(copy.notes).containsEntry(copy, "self");
	}

	@Test
	void theFastFormSaysWhereItFailed() {
		warm(Outer.class);
		Outer outer = new Outer("o", new Inner(1, null, new Thread()), null, null);
		PayloadException ex = catchThrowableOfType(PayloadException.class, () -> encode(List.of(outer)));
		assertThat(ex.path()).isEqualTo("[0].inner.any");
		assertThat(ex.kind()).isEqualTo(Kind.UNSUPPORTED_TYPE);
	}

	@Test
	void theFastFormReportsWhatAConstructorThrows() throws Exception {
		byte[] bytes = encode(new Object[] { new Positive(1) });
		bytes[bytes.length - 1] = 1;
		warm(Positive.class);
		PayloadException ex = catchThrowableOfType(PayloadException.class, () -> decode(bytes));
		assertThat(ex.kind()).isEqualTo(Kind.USER_CODE);
		assertThat(ex.path()).isEqualTo("[0]");
	}

	@Test
	void aRefusedInnerClassIsRefusedByTheFastFormToo() {
		TypeTable strict = new TypeTable(CodecSettings.of(getClass().getClassLoader(),
				AllowList.builder().trustClass(Outer.class).trustClass(Inner.class).build()));
		TypeBinding binding = strict.binding(Outer.class);
		strict.compile(binding, (StructCodec) binding.codec);
		assertThat(binding.compiled()).isNull();
		ObjectEncoder encoder = new ObjectEncoder(strict);
		PayloadException ex = catchThrowableOfType(PayloadException.class,
				() -> encoder.write(new Outer("o", new Inner(1, new Leaf("x"), null), null, null)));
		assertThat(ex.kind()).isEqualTo(Kind.NOT_ALLOWED);
		assertThat(ex.path()).isEqualTo("inner.leaf");
	}

	@Test
	void aClassThatIsUsedOftenBecomesFastByItself() throws Exception {
		List<Object> many = new ArrayList<>();
		for (int i = 0; i < 3_000; i++) {
			many.add(new Person(i, "n" + i, i, i, Arrays.asList("t", null), new Address("s", i)));
		}
		PayloadCodec codec = RoundTrips.codec();
		ByteBuffer before = codec.encode(many);
		assertThat(codec.decode(before.duplicate())).isEqualTo(many);
		byte[] bytes = encode(many);
		assertThat(decode(bytes)).isEqualTo(many);
		await().atMost(Duration.ofSeconds(20)).until(() -> this.types.binding(Person.class).compiled() != null);
		assertThat(encode(many)).isEqualTo(bytes);
		assertThat(decode(bytes)).isEqualTo(many);
	}

	@Test
	void slotsAreInOneOrderWhateverReflectionReturns() {
		StructCodec codec = (StructCodec) this.types.binding(Account.class).codec;
		List<String> names = Arrays.stream(codec.slots).map((slot) -> slot.field.getName()).toList();
		assertThat(names).containsExactly("owner", "balance", "history", "number");
		assertThat(new HashSet<>(names)).hasSize(4);
	}

}
