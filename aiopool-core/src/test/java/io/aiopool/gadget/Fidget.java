package io.aiopool.gadget;

/**
 * An exception whose name is as long as that of {@link Gadget}, so that a compromised
 * child can put the one in the place of the other.
 */
public final class Fidget extends Exception {

	private static final long serialVersionUID = 1L;

	public Fidget(String message) {
		super(message);
	}

}
