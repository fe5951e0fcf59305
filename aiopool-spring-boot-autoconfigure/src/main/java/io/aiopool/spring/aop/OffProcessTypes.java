package io.aiopool.spring.aop;

import java.util.Map;
import java.util.function.Function;

import org.springframework.util.ClassUtils;
import org.springframework.util.ConcurrentReferenceHashMap;

/**
 * Reads each class once. Thread-safe. Classes are held softly, so that a reloaded
 * application can be unloaded.
 */
final class OffProcessTypes {

	private final Map<Class<?>, OffProcessType> types = new ConcurrentReferenceHashMap<>();

	private final Function<Class<?>, OffProcessType> reader;

	OffProcessTypes(Function<Class<?>, OffProcessType> reader) {
		this.reader = reader;
	}

	OffProcessType get(Class<?> type) {
		return this.types.computeIfAbsent(ClassUtils.getUserClass(type), this.reader);
	}

}
