package io.aiopool.codec;

/**
 * Stands for a class that cannot be sent, and says why. Thread-safe.
 */
final class UnsupportedCodec extends TypeCodec {

	private final Class<?> type;

	private final String reason;

	UnsupportedCodec(Class<?> type, String reason) {
		super(Identity.LATE);
		this.type = type;
		this.reason = reason;
	}

	String reason() {
		return this.reason;
	}

	PayloadException failure() {
		return PayloadException.refused(this.type, this.reason);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		throw failure();
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		throw failure();
	}

}
