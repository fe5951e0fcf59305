package io.aiopool.codec;

import java.nio.ByteBuffer;

import io.aiopool.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Encodes object graphs as bytes and decodes them. Implementations are thread-safe and
 * re-entrant; one instance serves one side of one connection.
 */
public interface PayloadCodec {

	/**
	 * Encodes the value completely before returning, so that a failure leaves nothing
	 * half sent.
	 * @param value the root of the graph, may be {@code null}
	 * @return an array-backed heap buffer at position 0 that holds exactly the payload
	 * and belongs to the caller
	 * @throws PayloadException if the graph cannot be encoded or exceeds a limit
	 */
	ByteBuffer encode(@Nullable Object value) throws PayloadException;

	/**
	 * Decodes one value, consuming the whole buffer. The buffer is not retained.
	 * @param payload the bytes between position and limit
	 * @return the decoded root, {@code null} if {@code null} was encoded
	 * @throws PayloadException if the bytes are malformed, name a class that is not
	 * allowed or cannot be found, exceed a limit, or if code of a decoded class throws
	 */
	@Nullable Object decode(ByteBuffer payload) throws PayloadException;

	/**
	 * Encodes the value as {@link #encode} does, but may leave large arrays apart, of
	 * which it has made copies: what is changed in the value later changes nothing here.
	 * @param value the root of the graph, may be {@code null}
	 * @return the payload, which belongs to the caller
	 * @throws PayloadException if the graph cannot be encoded or exceeds a limit
	 */
	default Payload pack(@Nullable Object value) throws PayloadException {
		return Payload.of(encode(value));
	}

	/**
	 * Decodes what {@link #pack} has encoded. Its parts become parts of the value, so it
	 * may be done once.
	 * @param payload the payload
	 * @return the decoded root, {@code null} if {@code null} was encoded
	 * @throws PayloadException as {@link #decode} says, or if the parts are not those
	 * that the bytes speak of
	 */
	default @Nullable Object unpack(Payload payload) throws PayloadException {
		if (!payload.parts().isEmpty()) {
			throw PayloadException.corrupt("it has parts, of which this codec makes none");
		}
		return decode(payload.bytes());
	}

}
