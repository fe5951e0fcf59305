package io.aiopool.codec;

/**
 * Creates codecs of aiopool's own format: small tagged binary values, no registration, no
 * {@link java.io.Serializable} needed, object identity kept. Thread-safe.
 */
public final class TaggedCodecFactory implements PayloadCodecFactory {

	/** The name of the format. */
	public static final String NAME = "tagged";

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public PayloadCodec create(CodecSettings settings) {
		return new TaggedCodec(settings);
	}

}
