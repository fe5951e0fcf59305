package io.aiopool.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;

/**
 * The factories of {@link Collections} that JDK 21 has brought. On an older JDK the face
 * is the one without an order. Stateless.
 */
final class SequencedFaces {

	private SequencedFaces() {
	}

	static Object put(String factory, Object inner, WrapperKind otherwise) throws PayloadException {
		for (Method method : Collections.class.getMethods()) {
			if (method.getName().equals(factory) && method.getParameterTypes()[0].isInstance(inner)) {
				return call(method, inner);
			}
		}
		return otherwise.wrap(inner, new Class<?>[0]);
	}

	private static Object call(Method factory, Object inner) throws PayloadException {
		try {
			return factory.invoke(null, inner);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(inner.getClass(), "Wrapping an instance", ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw PayloadException.userCode(inner.getClass(), "Wrapping an instance", ex);
		}
	}

}
