package io.aiopool.demo.terminal;

import java.io.Console;

/** What is known of the place where the output goes. */
final class Terminal {

	private Terminal() {
	}

	/**
	 * Whether a line can be redrawn. Some JDKs have a console even without a terminal,
	 * and a method to tell.
	 */
	static boolean interactive() {
		Console console = System.console();
		if (console == null || "dumb".equals(System.getenv("TERM"))) {
			return false;
		}
		try {
			return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (NoSuchMethodException ex) {
			return true;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

}
