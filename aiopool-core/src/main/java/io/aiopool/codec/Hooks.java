package io.aiopool.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Calls the serialization hooks of user classes. Stateless.
 */
final class Hooks {

	private Hooks() {
	}

	static Object call(Method hook, Object target) throws PayloadException {
		Object result;
		try {
			result = hook.invoke(target);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(target.getClass(), hook.getName(), ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw PayloadException.userCode(target.getClass(), hook.getName(), ex);
		}
		if (result == null) {
			throw PayloadException.userCode(target.getClass(), hook.getName(),
					new NullPointerException(hook.getName() + " returned null"));
		}
		return result;
	}

	/**
	 * What the hook returns is judged like anything else, or it could smuggle a class in.
	 */
	static Object readResolve(ObjectDecoder in, Method hook, Object value) throws PayloadException {
		Object resolved = call(hook, value);
		if (resolved.getClass() != value.getClass()) {
			in.types().binding(resolved.getClass()).check();
		}
		return resolved;
	}

}
