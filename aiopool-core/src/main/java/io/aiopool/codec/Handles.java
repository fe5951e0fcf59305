package io.aiopool.codec;

/**
 * Objects that stay where they are: a payload carries a handle in the place of such an
 * object, and the other side makes something of the handle that reaches the object.
 * Implementations are thread-safe; both methods are called in the middle of a payload, on
 * the thread that encodes or decodes it.
 * <p>
 * A handle is a number on the word of the other side, no more: whoever resolves it checks
 * that he has handed it out.
 */
public interface Handles {

	/**
	 * Tells whether instances of a class are replaced by handles.
	 * @param type the class
	 * @return always the same for a class
	 */
	boolean stays(Class<?> type);

	/**
	 * Replaces an object that stays.
	 * @param value the object
	 * @return its handle
	 * @throws PayloadException if it cannot be reached from the other side of this
	 * payload
	 */
	Handle replace(Object value) throws PayloadException;

	/**
	 * Makes an object that reaches the one behind a handle.
	 * @param handle the handle
	 * @return the object
	 * @throws PayloadException if nothing is known under the handle
	 */
	Object resolve(Handle handle) throws PayloadException;

	/**
	 * What travels.
	 *
	 * @param kind what kind of object it stands for, 0 to 255
	 * @param id which one
	 * @param detail something about it
	 */
	record Handle(int kind, long id, int detail) {
	}

}
