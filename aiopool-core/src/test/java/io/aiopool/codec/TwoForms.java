package io.aiopool.codec;

import java.nio.ByteBuffer;

import io.aiopool.payload.Payload;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Encodes and decodes with classes in the form of the test's choice: slow until
 * {@link #compile} makes them fast.
 */
final class TwoForms {

	private final TypeTable types;

	TwoForms() {
		this(RoundTrips.SETTINGS);
	}

	TwoForms(CodecSettings settings) {
		this.types = new TypeTable(settings);
	}

	TwoForms compile(Class<?>... classes) {
		for (Class<?> type : classes) {
			TypeBinding binding = this.types.binding(type);
			this.types.compile(binding, (StructCodec) binding.codec);
			assertThat(binding.compiled()).as(type.getName()).isNotNull();
		}
		return this;
	}

	byte[] encode(Object value) throws PayloadException {
		ObjectEncoder encoder = new ObjectEncoder(this.types);
		encoder.write(value);
		return encoder.copy();
	}

	Object decode(byte[] bytes) throws PayloadException {
		ObjectDecoder decoder = new ObjectDecoder(this.types);
		decoder.open(Payload.of(ByteBuffer.wrap(bytes)), Long.MAX_VALUE);
		return decoder.readRoot();
	}

	@SuppressWarnings("unchecked")
	<T> T trip(T value) throws PayloadException {
		return (T) decode(encode(value));
	}

}
