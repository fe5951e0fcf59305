package io.aiopool.values.corpus;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Finds the recipes of a class.
 */
final class Recipes {

	/** What does something to the process, or waits for something outside. */
	private static final Pattern NO_MAKERS = Pattern
		.compile("main|exit|load.*|read.*|write.*|open.*|set[A-Z].*|delete.*|register.*|run.*|start.*|invoke.*|"
				+ "getByName|getAllByName|getLocalHost|createTemp.*|createFile.*|createDirector.*|createLink.*|"
				+ "createSymbolicLink|newInputStream|newOutputStream|.*System.*|getDefault.*|now|wait.*|await.*|"
				+ "sleep.*|park.*|current.*|fill.*|getGlobal|get.*Executor|newBuffered.*|walk.*|lines|list|find|cycle.*|continually|iterate|generate.*|unfold.*|repeat.*|tabulate|using");

	/** What is made of the time of the day, and what has no end. */
	private static final Pattern NOW = Pattern
		.compile("public (java.util.Date|java.util.GregorianCalendar|java.util.Random)\\(\\)|"
				+ "public java.util.GregorianCalendar\\([^,]*(Locale|TimeZone).*|.*Calendar.getInstance\\(.*|"
				+ "public org.joda.time.[A-Za-z]+\\(\\)|.*org.joda.time.*\\((org.joda.time.)?(DateTimeZone|Chronology)\\)|"
				+ ".*io.vavr.collection.Stream.from\\(.*|.*Interval.(evens|odds)FromTo\\(.*|"
				// For deserialization only
				+ "public org.eclipse.collections.impl.*(MultiReader[A-Za-z]*|WithHashingStrategy)\\(\\)");

	private static final int MOST_PARAMETERS = 5;

	private static final int MOST_TRIED = 36;

	private static final int MOST_OF_A_MEMBER = 3;

	private static final int MOST_OF_A_CLASS = 60;

	private static final int MOST_RECIPES = 160;

	private static final Map<Class<?>, List<Maker>> MEMBERS = new ConcurrentHashMap<>();

	private Recipes() {
	}

	static List<Maker> members(Class<?> type) {
		return MEMBERS.computeIfAbsent(type, (one) -> {
			try {
				return findMembers(one);
			}
			catch (LinkageError ex) {
				// It is for those who have another library, too
				return List.of();
			}
		});
	}

	private static List<Maker> findMembers(Class<?> type) {
		List<Maker> makers = new ArrayList<>();
		if (!Modifier.isAbstract(type.getModifiers())) {
			Arrays.stream(type.getConstructors()).forEach((one) -> makers.add(new Maker(one, null)));
		}
		for (Method method : type.getMethods()) {
			if (method.getDeclaringClass() == type && Modifier.isStatic(method.getModifiers()) && makes(method)) {
				makers.add(new Maker(method, null));
			}
		}
		for (Field field : type.getFields()) {
			int constant = Modifier.STATIC | Modifier.FINAL;
			if (field.getDeclaringClass() != type || (field.getModifiers() & constant) != constant) {
				continue;
			}
			if (isFactory(field.getType())) {
				addFactory(makers, field);
			}
			else if (isValue(field.getType())) {
				makers.add(new Maker(field, null));
			}
		}
		return makers.stream()
			.filter((maker) -> maker.parameters().length <= MOST_PARAMETERS
					&& !NOW.matcher(maker.member().toString()).matches())
			.sorted(Comparator.comparing(Maker::key))
			.toList();
	}

	/**
	 * Such as {@code Lists.immutable} of Eclipse Collections, and Kotlin's companions.
	 */
	private static boolean isFactory(Class<?> type) {
		return type.getSimpleName().matches("Companion|(Mutable|Immutable|Fixed|MultiReader|Sorted).*Factory");
	}

	/** What is called {@code with} there is called {@code of}, too. */
	private static void addFactory(List<Maker> makers, Field field) {
		Set<String> seen = new LinkedHashSet<>();
		for (Method method : field.getType().getMethods()) {
			if (!Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class
					&& !method.getName().matches("with(All)?") && makes(method) && seen.add(Faces.signature(method))) {
				makers.add(new Maker(method, field));
			}
		}
	}

	private static boolean makes(Method method) {
		return isValue(method.getReturnType()) && !method.isSynthetic() && method.getName().indexOf('$') < 0
				&& !NO_MAKERS.matcher(method.getName()).matches();
	}

	private static boolean isValue(Class<?> type) {
		return !type.isPrimitive() && type != String.class && !Number.class.equals(type) && type != Boolean.class
				&& type != Void.class;
	}

	/** Returns recipes of one member each, all of which make something. */
	static List<Recipe> bases(Class<?> type, int depth) {
		List<Recipe> bases = new ArrayList<>();
		List<Maker> members = members(type);
		for (int i = 0; i < members.size() && bases.size() < MOST_OF_A_CLASS * 2; i++) {
			bases.addAll(ofMember(type, i, members.get(i), depth));
		}
		return bases;
	}

	private static List<Recipe> ofMember(Class<?> type, int index, Maker maker, int depth) {
		List<List<Supplier<?>>> samples = new ArrayList<>();
		int most = 1;
		for (Class<?> parameter : maker.parameters()) {
			List<Supplier<?>> ofParameter = Stock.samples(parameter, depth);
			if (ofParameter.isEmpty()) {
				return List.of();
			}
			samples.add(ofParameter);
			most = Math.max(most, ofParameter.size());
		}
		List<Recipe> found = new ArrayList<>();
		Set<String> seen = new LinkedHashSet<>();
		for (int turn = 0; turn < Math.min(MOST_TRIED, most * 2) && found.size() < MOST_OF_A_MEMBER; turn++) {
			Recipe recipe = new Recipe(type.getName(), index, arguments(samples, turn, most), List.of(), depth);
			Object made = recipe.tryMake();
			if (made != null && seen.add(made.getClass() + Describe.text(made))) {
				found.add(recipe);
			}
		}
		return found;
	}

	/** First sample with first sample, then with the next, and so on. */
	private static List<Integer> arguments(List<List<Supplier<?>>> samples, int turn, int most) {
		List<Integer> arguments = new ArrayList<>();
		for (int i = 0; i < samples.size(); i++) {
			int shift = (turn < most) ? 0 : i;
			arguments.add((turn + shift) % samples.get(i).size());
		}
		return List.copyOf(arguments);
	}

	/** Returns the recipes to which a class leads, the short ones first. */
	static Collection<Recipe> of(Class<?> type, int steps) {
		Set<Recipe> all = new LinkedHashSet<>(bases(type, 0));
		Collection<Recipe> last = List.copyOf(all);
		for (int step = 0; step < steps; step++) {
			Set<Recipe> longer = new LinkedHashSet<>();
			for (Recipe recipe : last) {
				if (all.size() + longer.size() < MOST_RECIPES) {
					addSteps(longer, recipe);
				}
			}
			longer.removeAll(all);
			all.addAll(longer);
			last = longer;
		}
		return all;
	}

	private static void addSteps(Set<Recipe> all, Recipe recipe) {
		Object value = recipe.tryMake();
		if (value == null) {
			return;
		}
		for (String step : steps(value)) {
			if (Steps.isUse(step) && !recipe.steps().isEmpty()) {
				continue;
			}
			Recipe longer = recipe.then(step);
			if (longer.tryMake() != null) {
				all.add(longer);
			}
		}
	}

	private static List<String> steps(Object value) {
		try {
			return Steps.of(value);
		}
		catch (RuntimeException ex) {
			// A lazy collection that was never read
			return List.of();
		}
	}

}
