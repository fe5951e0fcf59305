package io.aiopool.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultInstantiatorStrategy;
import io.aiopool.codec.AllowList;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.PayloadCodec;
import org.apache.fory.Fory;
import org.jspecify.annotations.Nullable;
import org.objenesis.strategy.StdInstantiatorStrategy;

/**
 * One codec among those compared, configured as aiopool would need it: no registration,
 * any class.
 */
interface CodecUnderTest {

	byte[] encode(@Nullable Object value) throws Exception;

	@Nullable Object decode(byte[] bytes) throws Exception;

	static CodecUnderTest of(String name) {
		return switch (name) {
			case "tagged" -> new Tagged();
			case "jdk" -> new Jdk();
			case "kryo" -> new KryoCodec(false);
			case "kryo-refs" -> new KryoCodec(true);
			case "fory" -> new ForyCodec(false);
			case "fory-refs" -> new ForyCodec(true);
			default -> throw new IllegalArgumentException("No codec " + name);
		};
	}

	final class Tagged implements CodecUnderTest {

		private final PayloadCodec codec = new PayloadCodec(CodecSettings
			.of(Tagged.class.getClassLoader(), AllowList.builder().trustPackage("io.aiopool.benchmarks").build())
			.withDecodeLambdas(true));

		@Override
		public byte[] encode(@Nullable Object value) throws Exception {
			ByteBuffer payload = this.codec.encode(value);
			return (payload.remaining() == payload.array().length) ? payload.array()
					: java.util.Arrays.copyOf(payload.array(), payload.remaining());
		}

		@Override
		public @Nullable Object decode(byte[] bytes) throws Exception {
			return this.codec.decode(ByteBuffer.wrap(bytes));
		}

	}

	final class Jdk implements CodecUnderTest {

		@Override
		public byte[] encode(@Nullable Object value) throws IOException {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
				out.writeObject(value);
			}
			return bytes.toByteArray();
		}

		@Override
		public Object decode(byte[] bytes) throws IOException, ClassNotFoundException {
			return new ObjectInputStream(new ByteArrayInputStream(bytes)).readObject();
		}

	}

	final class KryoCodec implements CodecUnderTest {

		private final Kryo kryo = new Kryo();

		private final Output output = new Output(1 << 12, -1);

		private final Input input = new Input();

		KryoCodec(boolean references) {
			this.kryo.setRegistrationRequired(false);
			this.kryo.setReferences(references);
			this.kryo.setInstantiatorStrategy(new DefaultInstantiatorStrategy(new StdInstantiatorStrategy()));
		}

		@Override
		public byte[] encode(@Nullable Object value) {
			this.output.reset();
			this.kryo.writeClassAndObject(this.output, value);
			return this.output.toBytes();
		}

		@Override
		public @Nullable Object decode(byte[] bytes) {
			this.input.setBuffer(bytes);
			return this.kryo.readClassAndObject(this.input);
		}

	}

	final class ForyCodec implements CodecUnderTest {

		private final Fory fory;

		ForyCodec(boolean references) {
			this.fory = Fory.builder()
				.withXlang(false)
				.requireClassRegistration(false)
				.suppressClassRegistrationWarnings(true)
				.withRefTracking(references)
				.withAsyncCompilation(false)
				.build();
		}

		@Override
		public byte[] encode(@Nullable Object value) {
			return this.fory.serialize(value);
		}

		@Override
		public @Nullable Object decode(byte[] bytes) {
			return this.fory.deserialize(bytes);
		}

	}

}
