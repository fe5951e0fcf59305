package io.aiopool.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;

/**
 * The annotated methods of a class, and what is wrong with them. Thread-safe.
 */
final class OffProcessType {

	private final Class<?> type;

	private final Map<Method, OffProcessMethod> methods;

	private final List<String> problems;

	/** Answers by the method as it was called, of an interface perhaps. */
	private final Map<Method, Optional<OffProcessMethod>> found = new ConcurrentHashMap<>();

	OffProcessType(Class<?> type, Map<Method, OffProcessMethod> methods, List<String> problems) {
		this.type = type;
		this.methods = Map.copyOf(methods);
		this.problems = List.copyOf(problems);
	}

	Class<?> type() {
		return this.type;
	}

	boolean isEmpty() {
		return this.methods.isEmpty() && this.problems.isEmpty();
	}

	Iterable<OffProcessMethod> methods() {
		return this.methods.values();
	}

	List<String> problems() {
		return this.problems;
	}

	@Nullable OffProcessMethod find(Method called) {
		return this.found.computeIfAbsent(called, this::search).orElse(null);
	}

	private Optional<OffProcessMethod> search(Method called) {
		return Optional.ofNullable(this.methods.get(AopUtils.getMostSpecificMethod(called, this.type)));
	}

}
