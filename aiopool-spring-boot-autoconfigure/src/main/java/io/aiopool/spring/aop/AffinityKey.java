package io.aiopool.spring.aop;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

/**
 * An expression over the arguments of a method: {@code #name}, {@code #a0} or
 * {@code #p0}. Thread-safe.
 */
final class AffinityKey {

	private static final SpelExpressionParser PARSER = new SpelExpressionParser();

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private final Method method;

	private final Expression expression;

	/**
	 * Parses the expression.
	 * @param method the method
	 * @param expression the text
	 * @throws org.springframework.expression.ParseException if it is none
	 */
	AffinityKey(Method method, String expression) {
		this.method = method;
		this.expression = PARSER.parseExpression(expression);
	}

	@Nullable Object of(@Nullable Object target, @Nullable Object[] arguments) {
		return this.expression.getValue(
				new MethodBasedEvaluationContext((target != null) ? target : this, this.method, arguments, NAMES));
	}

}
