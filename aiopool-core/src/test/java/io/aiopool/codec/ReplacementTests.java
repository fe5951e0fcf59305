package io.aiopool.codec;

import java.io.Serializable;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What {@code writeReplace} puts in the place of an object arrives as that object, or the
 * object is refused.
 */
@Tag("F100")
class ReplacementTests {

	@Test
	void whatComesBackAsItselfArrives() throws PayloadException {
		assertThat(RoundTrips.trip(new Celsius(20)).degrees).isEqualTo(20);
	}

	@Test
	void whatIsReplacedForEverIsRefusedBeforeItIsSent() {
		PayloadException refusal = catchThrowableOfType(PayloadException.class,
				() -> RoundTrips.codec().encode(new Named("a")));
		assertThat(refusal).hasMessageContaining(Named.class.getName())
			.hasMessageContaining("arrives as java.lang.String");
	}

	@Test
	void whatComesBackAsAnotherClassIsRefused() throws PayloadException {
		byte[] sent = RoundTrips.codec().encode(new Kelvin(20)).array();
		PayloadException refusal = catchThrowableOfType(PayloadException.class,
				() -> RoundTrips.codec().decode(java.nio.ByteBuffer.wrap(sent)));
		assertThat(refusal).hasMessageContaining(Kelvin.class.getName())
			.hasMessageContaining("arrives as " + Celsius.class.getName());
	}

	@Test
	void whatItIsReplacedByMayBeOfItsOwnClass() throws PayloadException {
		assertThat(RoundTrips.trip(new Trimmed(" a ")).text).isEqualTo("a");
	}

	private static class Degrees implements Serializable {

		final int degrees;

		Degrees(int degrees) {
			this.degrees = degrees;
		}

		Object writeReplace() {
			return new Form(this.degrees);
		}

	}

	static final class Celsius extends Degrees {

		Celsius(int degrees) {
			super(degrees);
		}

	}

	static final class Kelvin extends Degrees {

		Kelvin(int degrees) {
			super(degrees);
		}

	}

	private static final class Form implements Serializable {

		private final int degrees;

		Form(int degrees) {
			this.degrees = degrees;
		}

		private Object readResolve() {
			return new Celsius(this.degrees);
		}

	}

	static final class Named implements Serializable {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		private Object writeReplace() {
			return this.name;
		}

	}

	static final class Trimmed implements Serializable {

		private final String text;

		Trimmed(String text) {
			this.text = text;
		}

		private Object writeReplace() {
			return new Trimmed(this.text.strip());
		}

	}

}
