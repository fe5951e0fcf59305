package io.aiopool.values.corpus;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says what an object is, by its content.
 */
final class Describe {

	private static final Pattern ADDRESS = Pattern.compile("@[0-9a-f]{3,16}\\b");

	/** Classes of lambdas and proxies have numbers. */
	private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda[$0-9a-fx/]*|\\$Proxy\\d+");

	private static final int MOST_ELEMENTS = 12;

	private static final int MOST_CHARACTERS = 400;

	private static final int MOST_DEPTH = 3;

	private Describe() {
	}

	static String text(Object value) {
		String text = text(value, 0);
		return (text.length() <= MOST_CHARACTERS) ? text
				: text.substring(0, MOST_CHARACTERS) + "... " + text.length() + " " + text.hashCode();
	}

	private static String text(Object value, int depth) {
		if (value == null || value instanceof Boolean) {
			return String.valueOf(value);
		}
		if (value instanceof String text) {
			return '"' + plain(text) + '"';
		}
		if (value instanceof Class<?> type) {
			return LAMBDA.matcher(Faces.of(type)).replaceAll("lambda");
		}
		if (value instanceof Enum<?> constant) {
			return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
		}
		if (depth > MOST_DEPTH) {
			return Faces.of(value.getClass());
		}
		try {
			return content(value, depth);
		}
		catch (Exception | StackOverflowError | AssertionError ex) {
			return Faces.of(value.getClass()) + " throws " + ex.getClass().getName();
		}
	}

	private static String content(Object value, int depth) throws ReflectiveOperationException {
		String faces = Faces.of(value.getClass());
		if (value.getClass().isArray()) {
			List<Object> elements = new ArrayList<>();
			for (int i = 0; i < Array.getLength(value); i++) {
				elements.add(Array.get(value, i));
			}
			return faces + elements(elements.iterator(), depth);
		}
		if (value instanceof Map.Entry<?, ?> entry) {
			return text(entry.getKey(), depth + 1) + "=" + text(entry.getValue(), depth + 1);
		}
		if (value instanceof Map<?, ?> map) {
			return elements(map.entrySet().iterator(), depth);
		}
		if (value instanceof Iterable<?> iterable && !(value instanceof Path)) {
			return elements(iterable.iterator(), depth);
		}
		if (value instanceof Buffer buffer) {
			return buffer.position() + "-" + buffer.limit() + "/" + buffer.capacity() + buffer.isReadOnly()
					+ elements(elementsOf(buffer.duplicate().clear()).iterator(), depth);
		}
		if (value instanceof Throwable failure) {
			return faces + ": " + plain(String.valueOf(failure.getMessage()));
		}
		if (value instanceof Calendar calendar) {
			// Its text depends on which of its fields it has computed so far
			return faces + " " + calendar.getTime().getTime() + " " + calendar.getTimeZone().getID();
		}
		if (hasText(value.getClass())) {
			return faces + " " + plain(value.toString());
		}
		return (depth > 0) ? faces : faces + getters(value, depth);
	}

	private static List<Object> elementsOf(Buffer buffer) throws ReflectiveOperationException {
		List<Object> elements = new ArrayList<>();
		for (Method method : Faces.methods(buffer.getClass())) {
			if (method.getName().equals("get") && method.getParameterCount() == 0) {
				while (buffer.hasRemaining()) {
					elements.add(method.invoke(buffer));
				}
			}
		}
		return elements;
	}

	private static String elements(Iterator<?> elements, int depth) {
		StringBuilder text = new StringBuilder("[");
		for (int i = 0; elements.hasNext(); i++) {
			text.append((i == 0) ? "" : ", ");
			if (i == MOST_ELEMENTS) {
				return text.append("...]").toString();
			}
			text.append(text(elements.next(), depth + 1));
		}
		return text.append(']').toString();
	}

	private static boolean hasText(Class<?> type) {
		try {
			return type.getMethod("toString").getDeclaringClass() != Object.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	private static String getters(Object value, int depth) {
		StringBuilder text = new StringBuilder("{");
		for (Method method : Faces.methods(value.getClass())) {
			if (method.getParameterCount() == 0 && method.getName().matches("(get|is)[A-Z].*")
					&& !Blocking.blocks(value, method)) {
				text.append(method.getName()).append('=').append(answer(value, method, depth)).append(' ');
			}
		}
		return text.append('}').toString();
	}

	private static String answer(Object value, Method method, int depth) {
		try {
			return text(method.invoke(value), depth + 1);
		}
		catch (InvocationTargetException ex) {
			return "throws " + ex.getCause().getClass().getName();
		}
		catch (IllegalAccessException ex) {
			return "inaccessible";
		}
	}

	static String plain(String text) {
		return LAMBDA.matcher(ADDRESS.matcher(text).replaceAll("@")).replaceAll("lambda");
	}

}
