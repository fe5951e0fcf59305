package io.aiopool.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

import org.jspecify.annotations.Nullable;
import sun.reflect.ReflectionFactory;

/**
 * Makes constructors that create an object while running only a constructor of one of its
 * ancestors, as deserialization does. Stateless.
 */
final class Creators {

	private static final ReflectionFactory FACTORY = ReflectionFactory.getReflectionFactory();

	private Creators() {
	}

	static Constructor<?> withoutConstructor(Class<?> type) {
		return create(type, Object.class);
	}

	/** Runs only the constructor without arguments of the given class and those above. */
	static Constructor<?> running(Class<?> type, Class<?> ancestor) {
		return create(type, ancestor);
	}

	/**
	 * Runs only {@code Throwable(String)}, so that the message needs no private field.
	 */
	static Constructor<?> withMessage(Class<?> throwable) {
		return create(throwable, Throwable.class, String.class);
	}

	/** Runs only {@code Throwable(String, Throwable)}. */
	static Constructor<?> withMessageAndCause(Class<?> throwable) {
		return create(throwable, Throwable.class, String.class, Throwable.class);
	}

	/** Runs only {@code Throwable(String, Throwable, boolean, boolean)}. */
	static Constructor<?> withSwitches(Class<?> throwable) {
		return create(throwable, Throwable.class, String.class, Throwable.class, boolean.class, boolean.class);
	}

	/**
	 * Runs a constructor.
	 * @param constructor one of those from here
	 * @param type the class of what it makes
	 * @param what says what it is that may fail
	 */
	static Object run(Constructor<?> constructor, Class<?> type, String what, @Nullable Object... arguments)
			throws PayloadException {
		try {
			return constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(type, what, ex.getTargetException());
		}
		catch (ReflectiveOperationException | InstantiationError ex) {
			// Of an abstract class, which an ancestor may be, or a peer may name
			throw PayloadException.unsupported(type, "no instance can be created: " + ex);
		}
	}

	private static Constructor<?> create(Class<?> type, Class<?> ancestor, Class<?>... parameters) {
		try {
			Constructor<?> constructor = FACTORY.newConstructorForSerialization(type,
					ancestor.getDeclaredConstructor(parameters));
			// It comes open, also where the constructor that it runs is protected
			if (!constructor.trySetAccessible()) {
				throw new IllegalStateException(constructor + " is closed");
			}
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
