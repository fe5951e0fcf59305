package io.aiopool.values.corpus;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/**
 * A constructor, a static method or a constant.
 *
 * @param member one of these
 */
record Maker(Member member) {

	Class<?>[] parameters() {
		if (member() instanceof Constructor<?> constructor) {
			return constructor.getParameterTypes();
		}
		return (member() instanceof Method method) ? method.getParameterTypes() : new Class<?>[0];
	}

	Object make(Object... arguments) throws Exception {
		if (member() instanceof Constructor<?> constructor) {
			return constructor.newInstance(arguments);
		}
		if (member() instanceof Method method) {
			return method.invoke(null, arguments);
		}
		return ((Field) member()).get(null);
	}

	String describe() {
		StringBuilder text = new StringBuilder(member().getDeclaringClass().getSimpleName());
		if (!(member() instanceof Constructor<?>)) {
			text.append('.').append(member().getName());
		}
		if (member() instanceof Field) {
			return text.toString();
		}
		text.append('(');
		for (Class<?> parameter : parameters()) {
			text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(parameter.getSimpleName());
		}
		return text.append(')').toString();
	}

}
