package io.aiopool;

/**
 * Thrown by a {@link SharedQueue} that is closed: to whoever puts, and to whoever takes
 * once nothing is left.
 */
public class QueueClosedException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 */
	public QueueClosedException(String message) {
		super(message);
	}

}
