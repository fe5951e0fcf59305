package io.aiopool.spring.aop;

import java.lang.reflect.Method;

import org.aopalliance.aop.Advice;

import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/**
 * Says which methods get the advice: those that are annotated.
 */
final class OffProcessAdvisor extends StaticMethodMatcherPointcutAdvisor {

	private static final long serialVersionUID = 1L;

	private final transient OffProcessTypes types;

	OffProcessAdvisor(OffProcessTypes types, Advice advice) {
		super(advice);
		this.types = types;
	}

	@Override
	public boolean matches(Method method, Class<?> targetClass) {
		return this.types.get(targetClass).find(method) != null;
	}

}
