package io.aiopool.child;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

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
	 * first lets running tasks end and then tells this process to leave.
	 *
	 * <p>
	 * They are handled by doing nothing rather than ignored, as processes started by
	 * tasks would inherit that, and could not be ended with {@code Process.destroy()}.
	 * Without the module {@code jdk.unsupported} this has no effect.
	 */
	static void ignoreTerminal() {
		try {
			Class<?> signal = Class.forName("sun.misc.Signal");
			Class<?> handler = Class.forName("sun.misc.SignalHandler");
			Object nothing = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] { handler },
					(proxy, method, args) -> null);
			Method handle = signal.getMethod("handle", signal, handler);
			for (String name : TERMINAL) {
				ignore(signal, handle, name, nothing);
			}
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			// A runtime image without sun.misc
		}
	}

	private static void ignore(Class<?> signal, Method handle, String name, Object handler) {
		try {
			handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
		}
		catch (ReflectiveOperationException ex) {
			// Unknown to this system, or kept by the JVM because of -Xrs
		}
	}

}
