package io.aiopool.child;

import java.util.List;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Takes the signals away from this process that reach its whole process group.
 */
final class Signals {

	/** Ctrl-C, a polite kill, the end of the terminal. */
	private static final List<String> TERMINAL = List.of("INT", "TERM", "HUP");

	private Signals() {
	}

	/**
	 * Makes this process do nothing about signals that are meant for its parent, which
	 * first lets running tasks end and then tells this process to leave. Without the
	 * module {@code jdk.unsupported} this has no effect.
	 */
	static void ignoreTerminal() {
		try {
			for (String name : TERMINAL) {
				ignore(name);
			}
		}
		catch (LinkageError ex) {
			// A runtime image without sun.misc. Reflection instead of this would be
			// cleaner, but a dynamic proxy takes a fifth of the whole start
		}
	}

	private static void ignore(String name) {
		try {
			Signal.handle(new Signal(name), new DoNothing());
		}
		catch (IllegalArgumentException ex) {
			// Unknown to this system, or kept by the JVM because of -Xrs
		}
	}

	/**
	 * Handles a signal by doing nothing. Not {@link SignalHandler#SIG_IGN}: what tasks
	 * start would inherit that, and could not be ended by {@code Process.destroy()}.
	 */
	private static final class DoNothing implements SignalHandler {

		@Override
		public void handle(Signal signal) {
		}

	}

}
