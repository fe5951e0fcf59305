package io.aiopool.codec;

/**
 * Stands for a tag that no value has. Thread-safe.
 */
final class UnknownTagCodec extends TypeCodec {

	private final int tag;

	UnknownTagCodec(int tag) {
		super(Identity.NONE);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		throw new IllegalStateException("Nothing has tag " + this.tag);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		throw PayloadException.corrupt("unknown tag " + this.tag);
	}

}
