package io.aiopool.codec;

import java.nio.ByteBuffer;

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

}
