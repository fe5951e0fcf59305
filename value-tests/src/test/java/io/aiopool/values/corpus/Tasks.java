package io.aiopool.values.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What children do with values.
 */
final class Tasks {

	private Tasks() {
	}

	/**
	 * Asks values.
	 * @param recipesAndValues the texts of recipes, and the values
	 * @return for each value what it answers, and what one answers that was made here
	 */
	@SuppressWarnings("unchecked")
	static List<List<Map<String, String>>> ask(List<Object> recipesAndValues) {
		List<String> recipes = (List<String>) recipesAndValues.get(0);
		List<Object> values = (List<Object>) recipesAndValues.get(1);
		List<List<Map<String, String>>> answers = new ArrayList<>();
		for (int i = 0; i < values.size(); i++) {
			Recipe recipe = Recipe.parse(recipes.get(i));
			Map<String, String> received = Transcript.of(values.get(i), recipe.tryMake());
			Map<String, String> made = Transcript.of(recipe.tryMake(), recipe.tryMake());
			answers.add(List.of(received, made));
		}
		return answers;
	}

	static Object same(Object value) {
		return value;
	}

}
