package io.aiopool.child;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The instances on which methods are called: registered by the initializer, or built once
 * per worker, when first needed. Thread-safe; constructors run under its lock, so that
 * none runs twice.
 */
final class Targets {

	private static final int MOST_PROBLEMS = 100;

	private static final int MOST_PROBLEM_CHARS = 2000;

	private final ChildContext context;

	private final Map<Class<?>, Object> built = new HashMap<>();

	Targets(ChildContext context) {
		this.context = context;
	}

	/** Builds instances, and says why those that cannot be built are not, in short. */
	List<String> problems(List<String> types) {
		List<String> problems = build(types);
		List<String> told = new ArrayList<>(problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
		told.replaceAll((problem) -> (problem.length() <= MOST_PROBLEM_CHARS) ? problem
				: problem.substring(0, MOST_PROBLEM_CHARS) + "... (cut)");
		if (problems.size() > MOST_PROBLEMS) {
			told.add((problems.size() - MOST_PROBLEMS) + " more cannot be built in the worker");
		}
		return told;
	}

	private List<String> build(List<String> types) {
		List<String> problems = new ArrayList<>();
		for (String name : types) {
			try {
				get(Class.forName(name, false, Targets.class.getClassLoader()));
			}
			catch (TargetException ex) {
				problems.add(String.valueOf(ex.getMessage()));
			}
			catch (ClassNotFoundException | LinkageError ex) {
				problems.add(name + " cannot be found in the worker, whose class path differs from the application's: "
						+ ex);
			}
		}
		return problems;
	}

	synchronized Object get(Class<?> type) throws TargetException {
		Object registered = this.context.find(type);
		if (registered != null) {
			return registered;
		}
		Object known = this.built.get(type);
		if (known != null) {
			return known;
		}
		Object target = build(type);
		this.built.put(type, target);
		return target;
	}

	private Object build(Class<?> type) throws TargetException {
		if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
			throw new TargetException(type.getName() + " is abstract, and no instance of it is registered."
					+ " Register one in the initializer: context.register(" + type.getSimpleName() + ".class, ...)",
					null);
		}
		Constructor<?> constructor = constructor(type);
		Class<?>[] parameters = constructor.getParameterTypes();
		@Nullable Object[] arguments = new Object[parameters.length];
		List<Class<?>> missing = new ArrayList<>();
		for (int i = 0; i < parameters.length; i++) {
			arguments[i] = this.context.find(parameters[i]);
			if (arguments[i] == null) {
				missing.add(parameters[i]);
			}
		}
		if (!missing.isEmpty()) {
			throw missing(type, missing);
		}
		try {
			constructor.setAccessible(true);
			return constructor.newInstance(arguments);
		}
		catch (InvocationTargetException ex) {
			throw new TargetException(
					"the constructor of " + type.getName() + " failed in the worker: " + ex.getCause(), ex.getCause());
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			throw new TargetException(type.getName() + " cannot be built in the worker: " + ex, ex);
		}
	}

	/**
	 * The one that Spring takes in the application, known by the name of its annotation.
	 */
	private static boolean isInjected(Constructor<?> constructor) {
		for (Annotation annotation : constructor.getDeclaredAnnotations()) {
			String name = annotation.annotationType().getName();
			if (name.equals("org.springframework.beans.factory.annotation.Autowired")
					|| name.equals("jakarta.inject.Inject")) {
				return true;
			}
		}
		return false;
	}

	private static Constructor<?> constructor(Class<?> type) throws TargetException {
		Constructor<?>[] constructors = type.getDeclaredConstructors();
		if (constructors.length == 1) {
			return constructors[0];
		}
		for (Constructor<?> constructor : constructors) {
			if (isInjected(constructor)) {
				return constructor;
			}
		}
		try {
			return type.getDeclaredConstructor();
		}
		catch (NoSuchMethodException ex) {
			throw new TargetException(
					type.getName() + " has " + constructors.length
							+ " constructors and none without arguments, so that the worker cannot choose."
							+ " Leave one, add one without arguments, or register an instance in the initializer",
					null);
		}
	}

	private static TargetException missing(Class<?> type, List<Class<?>> parameters) {
		boolean one = parameters.size() == 1;
		String names = parameters.stream().map(Class::getName).collect(Collectors.joining(", a "));
		String calls = parameters.stream()
			.map((parameter) -> "context.register(" + parameter.getSimpleName() + ".class, ...)")
			.collect(Collectors.joining(", "));
		return new TargetException("the constructor of " + type.getName() + " needs a " + names + ", which "
				+ (one ? "is" : "are") + " not registered in the worker. Register " + (one ? "one" : "one of each")
				+ " in the class that aiopool.initializer names: " + calls, null);
	}

	/** Thrown when there is no instance to call. */
	static final class TargetException extends Exception {

		private static final long serialVersionUID = 1L;

		TargetException(String message, @Nullable Throwable cause) {
			super(message, cause);
		}

	}

}
