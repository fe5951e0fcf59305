package io.aiopool.spring.autoconfigure;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.util.ReflectionUtils;

/**
 * Sees records of properties by the keys under which their components are bound.
 */
final class RecordKeys {

	private RecordKeys() {
	}

	/**
	 * Returns a record in which nothing is said under a key.
	 * @param <R> type of the record
	 * @param record the record, whose components may be {@code null}
	 * @param key a key such as {@code restart.backoff}
	 * @return a copy, or {@code null} if nothing was said under that key
	 */
	static <R extends Record> @Nullable R without(R record, String key) {
		RecordComponent[] components = record.getClass().getRecordComponents();
		@Nullable Object[] values = new Object[components.length];
		boolean found = false;
		for (int i = 0; i < components.length; i++) {
			Object value = value(record, components[i]);
			Object kept = keep(value, DataObjectPropertyName.toDashedForm(components[i].getName()), key);
			found |= kept != value;
			values[i] = kept;
		}
		return found ? copy(record, components, values) : null;
	}

	private static @Nullable Object keep(@Nullable Object value, String name, String key) {
		if (key.equals(name)) {
			return null;
		}
		if (value instanceof Record nested && key.startsWith(name + ".")) {
			Record kept = without(nested, key.substring(name.length() + 1));
			return (kept != null) ? kept : value;
		}
		return value;
	}

	private static @Nullable Object value(Record record, RecordComponent component) {
		ReflectionUtils.makeAccessible(component.getAccessor());
		return ReflectionUtils.invokeMethod(component.getAccessor(), record);
	}

	@SuppressWarnings("unchecked")
	private static <R extends Record> R copy(R record, RecordComponent[] components, @Nullable Object[] values) {
		Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
		try {
			Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
			return (R) BeanUtils.instantiateClass(constructor, values);
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
