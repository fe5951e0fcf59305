package io.aiopool.values.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a value is made, in words that mean the same in every process: a member of a class,
 * which samples it gets, and what is done with the result.
 *
 * @param type the class
 * @param member which of its members
 * @param arguments which samples of the parameters' types
 * @param steps what is done with the result, in turn
 * @param depth how deep samples are looked for
 */
record Recipe(String type, int member, List<Integer> arguments, List<String> steps, int depth) {

	/** Makes the value, or returns null if it cannot be made. */
	Object tryMake() {
		try {
			return make();
		}
		catch (Exception | LinkageError | StackOverflowError | AssertionError ex) {
			return null;
		}
	}

	private Object make() throws Exception {
		Maker maker = Recipes.members(Class.forName(type())).get(member());
		Object[] values = new Object[maker.parameters().length];
		for (int i = 0; i < values.length; i++) {
			List<Supplier<?>> samples = Stock.samples(maker.parameters()[i], depth());
			values[i] = samples.get(arguments().get(i)).get();
		}
		Object value = maker.make(values);
		for (String step : steps()) {
			value = Steps.take(value, step);
		}
		return value;
	}

	Recipe then(String step) {
		List<String> longer = new ArrayList<>(steps());
		longer.add(step);
		return new Recipe(type(), member(), arguments(), List.copyOf(longer), depth());
	}

	/** A text from which {@link #parse} makes the recipe again. */
	String text() {
		StringBuilder text = new StringBuilder(type()).append('|').append(member()).append('|');
		arguments().forEach((argument) -> text.append(argument).append(','));
		return text.append('|').append(String.join(";", steps())).append('|').append(depth()).toString();
	}

	static Recipe parse(String text) {
		String[] parts = text.split("\\|", -1);
		List<Integer> arguments = Arrays.stream(parts[2].split(","))
			.filter((argument) -> !argument.isEmpty())
			.map(Integer::valueOf)
			.toList();
		List<String> steps = parts[3].isEmpty() ? List.of() : List.of(parts[3].split(";"));
		return new Recipe(parts[0], Integer.parseInt(parts[1]), arguments, steps, Integer.parseInt(parts[4]));
	}

	/** For people. */
	@Override
	public String toString() {
		try {
			Maker maker = Recipes.members(Class.forName(type())).get(member());
			String made = maker.describe() + arguments();
			return steps().isEmpty() ? made : made + " " + steps();
		}
		catch (ClassNotFoundException ex) {
			return text();
		}
	}

}
