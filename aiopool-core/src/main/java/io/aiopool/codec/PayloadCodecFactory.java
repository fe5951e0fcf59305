package io.aiopool.codec;

/**
 * Creates the codecs of one payload format. Thread-safe.
 */
public interface PayloadCodecFactory {

	/**
	 * Returns the name of the format, compared between parent and child.
	 * @return a short lower-case name
	 */
	String name();

	/**
	 * Creates a codec.
	 * @param settings class loader, filter and limits of the codec
	 * @return a new codec
	 */
	PayloadCodec create(CodecSettings settings);

}
