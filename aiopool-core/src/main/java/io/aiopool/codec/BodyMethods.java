package io.aiopool.codec;

import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the methods that run when the body of a task is called. Stateless; runs no code
 * of the body.
 */
final class BodyMethods {

	private BodyMethods() {
	}

	static List<Method> of(Object body) {
		Class<?> type = body.getClass();
		if (!type.isHidden()) {
			return declaredBy(type);
		}
		try {
			Method method = find(LambdaCodec.describe(body), type.getClassLoader());
			return (method != null) ? List.of(method) : List.of();
		}
		catch (PayloadException | ReflectiveOperationException | LinkageError | TypeNotPresentException ex) {
			// The signature leads to nothing, which refuses more and never less
			return List.of();
		}
	}

	/** All of them: which one implements the interface is not worth knowing. */
	private static List<Method> declaredBy(Class<?> type) {
		List<Method> methods = new ArrayList<>();
		for (Method method : type.getMethods()) {
			if (!method.isBridge() && !TypeCodecs.isPlatform(method.getDeclaringClass())
					&& !method.getDeclaringClass().isInterface()) {
				methods.add(method);
			}
		}
		return methods;
	}

	private static @Nullable Method find(SerializedLambda lambda, ClassLoader loader)
			throws ReflectiveOperationException {
		Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
		MethodType wanted = MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
		for (Method method : owner.getDeclaredMethods()) {
			if (method.getName().equals(lambda.getImplMethodName()) && method.getReturnType() == wanted.returnType()
					&& List.of(method.getParameterTypes()).equals(wanted.parameterList())) {
				return method;
			}
		}
		return null;
	}

}
