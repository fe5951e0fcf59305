package io.aiopool.codec;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.Empty;
import io.aiopool.codec.Samples.Everything;
import io.aiopool.codec.Samples.Positive;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The class made next to a record, on every JDK, although only newer ones need it.
 */
class RecordBridgeTests {

	private static Object bridge(Class<?> type) throws Exception {
		return RecordBridge.create(type, ((StructCodec) TypeCodecs.of(type)).slots);
	}

	@Test
	@SuppressWarnings("unchecked")
	void takesApartAndPutsTogetherEveryKindOfComponent() throws Exception {
		Object bridge = bridge(Everything.class);
		Everything value = new Everything(true, (byte) -1, (short) -2, 'ß', 3, 1L << 40, 5f, 6d, "s", null,
				Optional.of("o"), new Address("a", 1));
		Object[] components = (Object[]) ((BiFunction<Object, Object, Object>) bridge).apply(value, null);
		assertThat(components).containsExactly(true, (byte) -1, (short) -2, 'ß', 3, 1L << 40, 5f, 6d, "s", null,
				Optional.of("o"), new Address("a", 1));
		assertThat(((Function<Object, Object>) bridge).apply(components)).isEqualTo(value);
	}

	@Test
	@SuppressWarnings("unchecked")
	void aRecordMayBeEmpty() throws Exception {
		assertThat(((Function<Object, Object>) bridge(Empty.class)).apply(new Object[0])).isEqualTo(new Empty());
	}

	@Test
	@SuppressWarnings("unchecked")
	void whatTheConstructorThrowsComesThrough() throws Exception {
		Function<Object, Object> bridge = (Function<Object, Object>) bridge(Positive.class);
		assertThatIllegalArgumentException().isThrownBy(() -> bridge.apply(new Object[] { -1 }))
			.withMessage("negative");
	}

}
