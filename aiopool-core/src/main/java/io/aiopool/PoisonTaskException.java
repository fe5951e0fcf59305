package io.aiopool;

/**
 * Thrown when a task is not taken because the same method with the same arguments has
 * killed its workers again and again; or because its method has done so with ever other
 * arguments, so that one task of it runs at a time, and another one does.
 * {@link ProcessPool#release} lets it run again.
 */
public class PoisonTaskException extends OffProcessException {

	private static final long serialVersionUID = 1L;

	private final String fingerprint;

	/**
	 * Creates the exception.
	 * @param message what failed, with which values, and what to do
	 * @param fingerprint stands for the method and its arguments
	 */
	public PoisonTaskException(String message, String fingerprint) {
		super(message);
		this.fingerprint = fingerprint;
	}

	/**
	 * Returns by what the task is released.
	 * @return the fingerprint of {@link QuarantinedTask}
	 */
	public String fingerprint() {
		return this.fingerprint;
	}

}
