package io.aiopool.gadget;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;

/**
 * A class that is on the class path but that no pool was told to trust. Leaves a trace in
 * the JVM that initialises or reads it.
 */
public final class Gadget implements Serializable {

	/** The system property that is the trace. */
	public static final String TRACE = "aiopool.gadget";

	private static final long serialVersionUID = 1L;

	static {
		System.setProperty(TRACE, "initialised");
	}

	private void readObject(ObjectInputStream in) throws IOException {
		System.setProperty(TRACE, "read");
	}

}
