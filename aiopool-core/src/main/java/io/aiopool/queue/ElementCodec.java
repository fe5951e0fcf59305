package io.aiopool.queue;

import io.aiopool.TaskSerializationException;
import io.aiopool.payload.Payload;

/**
 * Turns elements into bytes and back, by the rules of the pool. Thread-safe; runs code of
 * users.
 */
public interface ElementCodec {

	/**
	 * Encodes an element.
	 * @param element the element
	 * @return its bytes
	 * @throws TaskSerializationException if it cannot be sent
	 */
	Payload encode(Object element);

	/**
	 * Decodes an element.
	 * @param bytes its bytes
	 * @return the element
	 * @throws TaskSerializationException if it cannot be read here
	 */
	Object decode(Payload bytes);

}
