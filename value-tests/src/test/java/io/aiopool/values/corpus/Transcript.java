package io.aiopool.values.corpus;

import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What a value answers to everything it can be asked.
 */
final class Transcript {

	/** Questions with arguments. */
	private static final Pattern QUERIES = Pattern.compile("contains.*|get|get[A-Z].*|indexOf|lastIndexOf|higher.*|"
			+ "lower.*|floor.*|ceiling.*|compare|compareTo.*|before|after|test|apply.*|matches.*|is[A-Z].*|has.*|"
			+ "startsWith|endsWith|encloses|range|rangeContaining|count|occurrencesOf|charAt|format|plus.*|minus.*|with.*|"
			+ "firstIndexOf|at|value|lookup|query|until|occurrences|key|nth");

	/** What changes a value, asked last and in this order. */
	private static final List<String> CHANGES = List.of("set(int Object)", "set(Object)", "put(Object Object)",
			"putIfAbsent(Object Object)", "addFirst(Object)", "add(Object)", "offer(Object)", "push(Object)",
			"add(int Object)", "remove(Object)", "pop()", "poll()", "pollFirst()", "pollFirstEntry()", "removeLast()",
			"retainAll(Collection)", "clear()");

	private static final Pattern LATE = Pattern.compile("remove.*|pop.*|poll.*|clear|next.*|reset.*|flip|rewind|"
			+ "compact|compareAndSet|get(And|AndSet).*|sumThenReset|getThenReset|increment.*|decrement.*|dequeue.*");

	private static final Map<Class<?>, List<Asked>> ASKED = new ConcurrentHashMap<>();

	private final Map<String, String> answers = new LinkedHashMap<>();

	private Transcript() {
	}

	/**
	 * Asks.
	 * @param value the value
	 * @param twin one that was made here the same way
	 * @return the answers by their questions
	 */
	static Map<String, String> of(Object value, Object twin) {
		Transcript transcript = new Transcript();
		transcript.identity(value, twin);
		transcript.ask(value, twin, false);
		transcript.ask(value, twin, true);
		transcript.change(value);
		return transcript.answers;
	}

	private void identity(Object value, Object twin) {
		classes(value);
		this.answers.put("content", Describe.text(value));
		this.answers.put("same instance", String.valueOf(value == twin));
		if (hasEquals(value.getClass())) {
			answer("equals its twin", () -> value.equals(twin));
			answer("is equalled by its twin", () -> twin.equals(value));
			answer("hash code of its twin", () -> value.hashCode() == twin.hashCode());
		}
		if (value instanceof Collection<?> collection) {
			answer("sorted", () -> collection.stream().map(Describe::text).sorted().toList());
			answer("contains its first", () -> collection.contains(collection.iterator().next()));
		}
		if (value instanceof Map<?, ?> map) {
			answer("sorted", () -> map.entrySet().stream().map(Describe::text).sorted().toList());
			answer("has its first key", () -> map.containsKey(map.keySet().iterator().next()));
		}
	}

	private static boolean hasEquals(Class<?> type) {
		try {
			return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	/** A view may arrive as another class, but can be all that it was. */
	private void classes(Object value) {
		if (Faces.isPublic(value.getClass())) {
			this.answers.put("class", value.getClass().getName());
		}
		for (Class<?> face : Faces.interfaces(value.getClass())) {
			if (face != Serializable.class && face != Cloneable.class) {
				this.answers.put("is a " + face.getName(), "true");
			}
		}
	}

	/** A method that is asked. */
	private record Asked(Method method, String signature, boolean late) {

		static List<Asked> of(Object value) {
			List<Asked> all = new ArrayList<>();
			Faces.bySignature(value.getClass()).forEach((signature, method) -> {
				boolean query = method.getParameterCount() <= 2 && QUERIES.matcher(method.getName()).matches();
				if ((query || method.getParameterCount() == 0) && method.getReturnType() != void.class
						&& !Blocking.blocks(value, method)) {
					all.add(new Asked(method, signature, LATE.matcher(method.getName()).matches()));
				}
			});
			return List.copyOf(all);
		}

	}

	private void ask(Object value, Object twin, boolean late) {
		for (Asked asked : ASKED.computeIfAbsent(value.getClass(), (type) -> Asked.of(value))) {
			if (asked.late() != late) {
				continue;
			}
			if (asked.method().getParameterCount() == 0) {
				answer(asked.signature(), () -> asked.method().invoke(value));
			}
			else {
				query(value, twin, asked.method(), asked.signature());
			}
		}
	}

	private void query(Object value, Object twin, Method method, String signature) {
		if (method.getParameterCount() == 1 && method.getParameterTypes()[0].isInstance(twin)
				&& method.getParameterTypes()[0] != Object.class) {
			answer(signature + " of its twin", () -> method.invoke(value, twin));
			return;
		}
		for (int turn = 0; turn < 3; turn++) {
			Object[] arguments = Steps.arguments(method, turn);
			if (arguments != null) {
				answer(signature + " #" + turn, () -> method.invoke(value, arguments));
			}
		}
	}

	private void change(Object value) {
		for (String change : CHANGES) {
			Method method = Faces.bySignature(value.getClass()).get(change);
			if (method == null || Blocking.blocks(value, method)) {
				continue;
			}
			Object[] arguments = Steps.arguments(method, 1);
			if (arguments == null) {
				continue;
			}
			if (change.contains("(int")) {
				// An index that short lists have, too
				arguments[0] = 0;
			}
			answer("after " + change, () -> after(value, method, arguments));
			if (this.answers.get("after " + change).contains(ClassCastException.class.getName())) {
				// From here on it depends on whose check came first
				return;
			}
		}
	}

	/** Why a change is refused is not asked, as long as it is. */
	private static Object after(Object value, Method method, Object[] arguments) throws Exception {
		try {
			method.invoke(value, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof ClassCastException) {
				throw ex;
			}
		}
		return value;
	}

	private void answer(String question, Question asked) {
		String answer;
		try {
			answer = Describe.text(asked.ask());
		}
		catch (InvocationTargetException ex) {
			answer = refusal(ex.getCause());
		}
		catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
			answer = refusal(ex);
		}
		this.answers.merge(question, answer, (one, other) -> one + " | " + other);
	}

	/** Callers that can go on after one of these do not look closer. */
	private static String refusal(Throwable failure) {
		for (Class<?> kind : List.of(IndexOutOfBoundsException.class, UnsupportedOperationException.class)) {
			if (kind.isInstance(failure)) {
				return "throws " + kind.getName();
			}
		}
		return "throws " + failure.getClass().getName();
	}

	/** A question to a value. */
	private interface Question {

		Object ask() throws Exception;

	}

}
