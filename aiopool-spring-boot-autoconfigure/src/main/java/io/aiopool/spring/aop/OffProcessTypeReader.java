package io.aiopool.spring.aop;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.OffProcess;
import io.aiopool.Retry;
import io.aiopool.RetryPolicy;
import io.aiopool.TaskOptions;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.adapter.ReturnTypeAdapters;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * Reads the annotations of a class. What it cannot make sense of becomes a problem, so
 * that all of them can be reported together.
 */
final class OffProcessTypeReader {

	/** A bare number is a number of milliseconds; nobody means so few. */
	private static final Pattern FORGOTTEN_UNIT = Pattern.compile("[1-9]\\d?");

	private final StringValueResolver placeholders;

	OffProcessTypeReader(StringValueResolver placeholders) {
		this.placeholders = placeholders;
	}

	OffProcessType read(Class<?> type) {
		Map<Method, OffProcessMethod> methods = new HashMap<>();
		List<String> problems = new ArrayList<>();
		annotated(type).forEach((method, annotation) -> {
			try {
				methods.put(method, read(type, method, annotation));
			}
			catch (RuntimeException ex) {
				problems.add(ClassUtils.getQualifiedMethodName(method, type) + " " + ex.getMessage());
			}
		});
		return new OffProcessType(type, methods, problems);
	}

	private static Map<Method, OffProcess> annotated(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, OffProcess.class)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type, (Method method) -> OffProcessAnnotations.find(method, type));
	}

	private OffProcessMethod read(Class<?> type, Method method, OffProcess annotation) {
		MethodChecks.check(method);
		String name = text(annotation.name());
		String key = text(annotation.affinityKey());
		return new OffProcessMethod(type, method, pool(annotation),
				name.isEmpty() ? type.getSimpleName() + "." + method.getName() : name, options(annotation, name),
				key.isEmpty() ? null : affinityKey(method, key), ReturnTypeAdapters.forMethod(method));
	}

	private String pool(OffProcess annotation) {
		String value = text(annotation.value());
		String pool = text(annotation.pool());
		if (!value.isEmpty() && !pool.isEmpty() && !value.equals(pool)) {
			throw new IllegalArgumentException("names two pools, '" + value + "' and '" + pool + "': name one");
		}
		return !pool.isEmpty() ? pool : !value.isEmpty() ? value : PoolRegistry.DEFAULT;
	}

	private TaskOptions options(OffProcess annotation, String name) {
		boolean[] exclusive = annotation.exclusive();
		if (exclusive.length > 1) {
			throw new IllegalArgumentException("has " + exclusive.length + " values of exclusive: give one");
		}
		return TaskOptions.DEFAULTS.withName(name.isEmpty() ? null : name)
			.withTimeout(timeout(annotation))
			.withIdempotent(annotation.idempotent())
			.withPriority(annotation.priority())
			.withExclusive((exclusive.length == 0) ? null : exclusive[0])
			.withRetry(retry(annotation.retry()));
	}

	private @Nullable Duration timeout(OffProcess annotation) {
		String text = text(annotation.timeout());
		if (text.isEmpty()) {
			return null;
		}
		Duration timeout = duration("timeout", text);
		if (timeout.isZero() || timeout.isNegative()) {
			throw new IllegalArgumentException("has the timeout '" + text + "': it must be more than zero");
		}
		return timeout;
	}

	private RetryPolicy retry(Retry retry) {
		if (retry.attempts() == 1) {
			return RetryPolicy.NONE;
		}
		Duration backoff = duration("retry.backoff", text(retry.backoff()));
		Duration maxBackoff = duration("retry.maxBackoff", text(retry.maxBackoff()));
		try {
			return new RetryPolicy(retry.attempts(), backoff, retry.multiplier(), maxBackoff,
					Arrays.asList(retry.include()), Arrays.asList(retry.exclude()));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("cannot be retried like this: " + ex.getMessage(), ex);
		}
	}

	private static Duration duration(String attribute, String text) {
		if (FORGOTTEN_UNIT.matcher(text).matches()) {
			throw new IllegalArgumentException("has the " + attribute + " '" + text
					+ "' without a unit, which would be milliseconds: write " + text + "s or " + text + "ms");
		}
		try {
			return DurationStyle.detectAndParse(text);
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"has the " + attribute + " '" + text + "', which is no duration: write 5s, 250ms or PT5S", ex);
		}
	}

	private static AffinityKey affinityKey(Method method, String expression) {
		try {
			return new AffinityKey(method, expression);
		}
		catch (RuntimeException ex) {
			throw new IllegalArgumentException(
					"has the affinityKey '" + expression + "', which is no expression: " + ex.getMessage(), ex);
		}
	}

	private String text(String attribute) {
		if (attribute.isEmpty()) {
			return attribute;
		}
		try {
			String resolved = this.placeholders.resolveStringValue(attribute);
			return (resolved != null) ? resolved.strip() : "";
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("has the text '" + attribute + "': " + ex.getMessage(), ex);
		}
	}

}
