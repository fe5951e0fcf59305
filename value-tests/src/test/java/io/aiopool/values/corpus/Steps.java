package io.aiopool.values.corpus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What is done with a value before it is sent: fill it, use it, or take a view of it.
 */
final class Steps {

	private static final String FILL = "fill";

	private static final String USE = "use";

	private static final Pattern VIEWS = Pattern.compile("keySet|navigableKeySet|values|entrySet|descendingSet|"
			+ "descendingMap|descendingKeySet|reversed|sequenced.*|asMap|asList|inverse|elementSet|rowMap|columnMap|"
			+ "rowKeySet|columnKeySet|cellSet|keys|entries|asReadOnlyBuffer|slice|duplicate|build|toImmutable|"
			+ "asUnmodifiable|asSynchronized|asReversed|asRanges|asMapOfRanges|complement|asLazy|newKeySet|keySet|"
			+ "asMultimap|asShortBuffer|asIntBuffer|asLongBuffer|toList|toSet|toImmutable.*|asImmutable|get");

	private static final Pattern PARTS = Pattern.compile("subList|headSet|tailSet|subSet|headMap|tailMap|subMap|"
			+ "row|column|headMultiset|tailMultiset|subRangeSet|subRangeMap|limit|withTitle");

	private static final Pattern USES = Pattern.compile("set|set[A-Z].*|add|add[A-Z].*|append|put|offer|push|limit|"
			+ "position|order|accept|roll|flip|clear|lenient|translate|grow|and|or|get|nextInt|nextGaussian|insert|"
			+ "append[A-Z].*|optional.*|parse.*|incrementAndGet|accumulate|update|ensureCapacity|trimToSize");

	private static final Pattern NO_USES = Pattern.compile(".*(Listener|Default|Executable|Readable|Writable|"
			+ "ReadOnly|LastModified|Factory|Handler|Shutdown|Suppressed|StackTrace).*");

	/** Ranges may have billions. */
	private static final int MOST_ELEMENTS = 10_000;

	/** Their parts may begin after their end, and are never done. */
	private static final List<String> ENDLESS = List.of("IntInterval", "LongInterval");

	private Steps() {
	}

	static List<String> of(Object value) {
		List<String> steps = new ArrayList<>();
		if (value instanceof Collection<?> collection && collection.isEmpty()
				|| value instanceof Map<?, ?> map && map.isEmpty()) {
			steps.add(FILL);
		}
		boolean used = false;
		for (Method method : Faces.methods(value.getClass())) {
			if (method.getParameterCount() == 0 && isView(value, method)) {
				steps.add("view:" + method.getName());
			}
			else if (method.getParameterCount() > 0 && !ENDLESS.contains(value.getClass().getSimpleName())
					&& PARTS.matcher(method.getName()).matches() && isOfLibrary(value, method.getReturnType())) {
				steps.add("part:" + Faces.signature(method));
			}
			used |= isUse(method);
		}
		if (used && !(value instanceof Throwable)) {
			steps.add(USE + 0);
			steps.add(USE + 1);
		}
		return steps;
	}

	private static boolean isView(Object value, Method method) {
		return VIEWS.matcher(method.getName()).matches() && isOfLibrary(value, method.getReturnType())
				&& !(method.getName().equals("get") && value instanceof Supplier<?>);
	}

	private static boolean isOfLibrary(Object value, Class<?> type) {
		return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
				|| !type.isPrimitive() && type.getPackage() != null && value.getClass().getPackage() != null
						&& root(type).equals(root(value.getClass())) && type != String.class;
	}

	private static String root(Class<?> type) {
		String[] parts = type.getName().split("\\.");
		return (parts.length < 2) ? parts[0] : parts[0] + "." + parts[1];
	}

	static boolean isUse(String step) {
		return step.startsWith(USE);
	}

	private static boolean isUse(Method method) {
		int count = method.getParameterCount();
		return count <= 2 && (count > 0 || method.getName().startsWith("next") || method.getName().equals("flip"))
				&& USES.matcher(method.getName()).matches() && !NO_USES.matcher(method.getName()).matches();
	}

	static Object take(Object value, String step) throws Exception {
		if (value == null) {
			return null;
		}
		if (step.equals(FILL)) {
			fill(value);
			return value;
		}
		if (step.startsWith(USE)) {
			use(value, Integer.parseInt(step.substring(USE.length())));
			return value;
		}
		String name = step.substring(step.indexOf(':') + 1);
		if (step.startsWith("view:")) {
			name += "()";
		}
		Method method = Faces.bySignature(value.getClass()).get(name);
		if (method == null) {
			throw new NoSuchMethodException(step);
		}
		return (method.getParameterCount() == 0) ? method.invoke(value) : method.invoke(value, part(value, method));
	}

	@SuppressWarnings("unchecked")
	private static void fill(Object value) {
		List<List<?>> kinds = (value instanceof IdentityHashMap) ? List.of(List.of(TimeUnit.DAYS))
				: List.of(List.of("b", "a", "C"), List.of(5, 2, 9), List.of(TimeUnit.DAYS, TimeUnit.HOURS),
						List.of(String.class));
		for (List<?> elements : kinds) {
			try {
				for (Object element : elements) {
					if (value instanceof Collection<?>) {
						((Collection<Object>) value).add(element);
					}
					else {
						((Map<Object, Object>) value).put(element, elements.indexOf(element) + 1);
					}
				}
				return;
			}
			catch (ClassCastException | IllegalArgumentException | NullPointerException ex) {
				// Elements of another kind, then
			}
		}
		throw new IllegalArgumentException("nothing goes in");
	}

	private static void use(Object value, int turn) throws Exception {
		for (Method method : Faces.methods(value.getClass())) {
			if (isUse(method) && !Blocking.blocks(value, method)) {
				Object[] arguments = arguments(method, turn);
				if (arguments != null) {
					try {
						method.invoke(value, arguments);
					}
					catch (InvocationTargetException ex) {
						// Not with these
					}
				}
			}
		}
	}

	static Object[] arguments(Method method, int turn) {
		Object[] arguments = new Object[method.getParameterCount()];
		for (int i = 0; i < arguments.length; i++) {
			List<Supplier<?>> samples = Stock.samples(method.getParameterTypes()[i], 1);
			if (samples.isEmpty()) {
				return null;
			}
			arguments[i] = samples.get((turn + i) % samples.size()).get();
		}
		return arguments;
	}

	/** Whether it has more elements than can be asked for. */
	static boolean isVast(Object value) {
		Method size = Faces.bySignature(value.getClass()).get("size()");
		try {
			return size != null && size.invoke(value) instanceof Integer count && count > MOST_ELEMENTS;
		}
		catch (ReflectiveOperationException ex) {
			return false;
		}
	}

	/** From the first element to the last, without the last. */
	private static Object[] part(Object value, Method method) {
		if (isVast(value)) {
			throw new IllegalArgumentException("too many elements");
		}
		List<?> elements = new ArrayList<>((value instanceof Map<?, ?> map) ? map.keySet()
				: (value instanceof Collection<?> all) ? all : List.of("a"));
		Object[] arguments = new Object[method.getParameterCount()];
		int bounds = 0;
		for (int i = 0; i < arguments.length; i++) {
			Class<?> type = method.getParameterTypes()[i];
			if (type == int.class) {
				arguments[i] = (bounds++ == 0 && arguments.length > 1) ? 0 : Math.max(1, elements.size() - 1);
			}
			else if (type == boolean.class) {
				arguments[i] = i == 1;
			}
			else if (type.isEnum()) {
				arguments[i] = type.getEnumConstants()[0];
			}
			else if (type == Object.class) {
				boolean tail = method.getName().startsWith("tail");
				arguments[i] = elements.get((tail || bounds++ == 0 && arguments.length % 2 == 0 && arguments.length != 2
						|| arguments.length == 2 && i == 0 && method.getParameterTypes()[1] == Object.class) ? 0
								: elements.size() - 1);
			}
			else {
				arguments[i] = Stock.samples(type, 1).get(0).get();
			}
		}
		return arguments;
	}

}
