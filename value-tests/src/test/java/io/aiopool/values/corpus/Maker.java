package io.aiopool.values.corpus;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;

/**
 * A constructor, a static method, a constant, or a method of a factory.
 *
 * @param member one of these
 * @param factory the constant on which the method is called, or null
 */
record Maker(Member member, Field factory) {

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
			return method.invoke((factory() != null) ? factory().get(null) : null, arguments);
		}
		return ((Field) member()).get(null);
	}

	/** A text by which makers are put into an order. */
	String key() {
		return (factory() != null) ? factory() + " " + member() : member().toString();
	}

	String describe() {
		StringBuilder text = new StringBuilder();
		if (factory() != null) {
			text.append(factory().getDeclaringClass().getSimpleName()).append('.').append(factory().getName());
		}
		else {
			text.append(member().getDeclaringClass().getSimpleName());
		}
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
