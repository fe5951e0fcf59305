package io.aiopool.values.corpus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

import io.aiopool.ProcessPool;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.values.corpus.Outcome.Kind;

/**
 * Makes values of classes, sends them to a child and back, and compares what they answer.
 */
final class Corpus implements AutoCloseable {

	private static final int BATCH = 40;

	private static final List<String> ALL_PRESETS = List.of("kotlin", "spring", "spring-data", "guava", "joda", "money",
			"vavr", "eclipse-collections", "protobuf", "jackson", "avro", "hibernate", "keys");

	private final PayloadCodec unasked = codec(List.of(), true);

	private final PayloadCodec trusting = codec(ALL_PRESETS, true);

	/** Decodes as a parent decodes results. */
	private final PayloadCodec returning = codec(ALL_PRESETS, false);

	private final ProcessPool pool = ProcessPool.builder()
		.processes(1)
		.trustedPresets(ALL_PRESETS)
		.taskTimeout(Duration.ofSeconds(30))
		.build();

	private final Limits limits;

	private final List<Outcome> outcomes = new ArrayList<>();

	Corpus(Limits limits) {
		this.limits = limits;
	}

	private static PayloadCodec codec(List<String> presets, boolean lambdas) {
		GrowingAllowList allowed = new GrowingAllowList();
		allowed.allowPresets(presets);
		allowed.allowPackages(List.of(Corpus.class.getPackageName()));
		return new PayloadCodec(
				CodecSettings.of(Corpus.class.getClassLoader(), allowed.toWorkers()).withDecodeLambdas(lambdas));
	}

	/** A value that can cross, as far as this process knows. */
	private record Candidate(Recipe recipe, Class<?> type, Kind kind, Map<String, String> answers) {

		boolean returns() {
			return kind() != Kind.ARGUMENT_ONLY;
		}

		Outcome outcome(Kind worse, String detail) {
			return new Outcome(recipe(), type().getName(), worse, detail);
		}

	}

	List<Outcome> outcomes() {
		return this.outcomes;
	}

	/** Tries one class. */
	void run(Class<?> type, int steps) {
		List<Candidate> candidates = new ArrayList<>();
		for (Recipe recipe : Recipes.of(type, steps)) {
			try {
				Candidate candidate = candidate(recipe);
				if (candidate != null) {
					candidates.add(candidate);
				}
			}
			catch (PayloadException | RuntimeException ex) {
				this.outcomes.add(new Outcome(recipe, nameOf(recipe.tryMake()), Kind.REFUSED, message(ex)));
			}
		}
		for (boolean returns : new boolean[] { true, false }) {
			List<Candidate> alike = candidates.stream().filter((one) -> one.returns() == returns).toList();
			for (int from = 0; from < alike.size(); from += BATCH) {
				compare(alike.subList(from, Math.min(from + BATCH, alike.size())));
			}
		}
	}

	private static String nameOf(Object value) {
		return (value == null) ? "" : value.getClass().getName();
	}

	private static String message(Throwable failure) {
		String message = String.valueOf(failure.getMessage());
		return (failure instanceof PayloadException) ? message : failure.getClass().getName() + ": " + message;
	}

	private Candidate candidate(Recipe recipe) throws PayloadException {
		Object value = recipe.tryMake();
		Object twin = recipe.tryMake();
		if (value == null || twin == null || value instanceof Class<?> || Steps.isVast(value)) {
			return null;
		}
		Kind kind = Kind.KEPT;
		try {
			this.unasked.encode(recipe.tryMake());
		}
		catch (PayloadException ex) {
			if (!String.valueOf(ex.getMessage()).contains("aiopool.trusted-presets")) {
				throw ex;
			}
			kind = Kind.ASKED_FOR;
		}
		this.trusting.decode(this.trusting.encode(recipe.tryMake()));
		try {
			this.returning.decode(this.trusting.encode(recipe.tryMake()));
		}
		catch (PayloadException ex) {
			kind = Kind.ARGUMENT_ONLY;
		}
		Class<?> type = value.getClass();
		Map<String, String> answers = Transcript.of(value, twin);
		Map<String, String> again = Transcript.of(recipe.tryMake(), recipe.tryMake());
		answers.entrySet().retainAll(again.entrySet());
		if (value instanceof String || value instanceof Number || !recipe.steps().isEmpty()) {
			answers.remove("same instance");
		}
		return new Candidate(recipe, type, kind, answers);
	}

	private void compare(List<Candidate> candidates) {
		try {
			List<List<Map<String, String>>> there = ask(candidates);
			// A child that sent what may not come back would be killed
			List<?> back = candidates.get(0).returns() ? (List<?>) same(candidates) : null;
			for (int i = 0; i < candidates.size(); i++) {
				this.outcomes.add(compare(candidates.get(i), there.get(i), (back != null) ? back.get(i) : null));
			}
		}
		catch (CompletionException ex) {
			if (candidates.size() > 1) {
				candidates.forEach((candidate) -> compare(List.of(candidate)));
				return;
			}
			boolean refused = String.valueOf(ex.getMessage()).contains("Nothing was sent")
					|| ex.getCause().getClass().getSimpleName().contains("Serialization");
			this.outcomes
				.add(candidates.get(0).outcome(refused ? Kind.REFUSED : Kind.FAILED, String.valueOf(ex.getMessage())));
		}
	}

	private List<List<Map<String, String>>> ask(List<Candidate> candidates) {
		List<String> recipes = candidates.stream().map((one) -> one.recipe().text()).toList();
		return this.pool.apply(Tasks::ask, List.<Object>of(recipes, values(candidates))).join();
	}

	private Object same(List<Candidate> candidates) {
		return this.pool.apply(Tasks::same, (Object) values(candidates)).join();
	}

	private static List<Object> values(List<Candidate> candidates) {
		List<Object> values = new ArrayList<>();
		candidates.forEach((one) -> values.add(one.recipe().tryMake()));
		return values;
	}

	private Outcome compare(Candidate candidate, List<Map<String, String>> there, Object back) {
		Map<String, String> expected = candidate.answers();
		// What is different of each process is different of this value, too
		expected.entrySet().retainAll(there.get(1).entrySet());
		// Whether an argument of a wrong class is noticed depends on what it is compared
		// with
		expected.values().removeIf((answer) -> answer.equals("throws java.lang.ClassCastException"));
		if (!expected.containsKey("content")) {
			// Neither, then, can two of them be compared
			expected.keySet().removeIf((question) -> question.contains("twin"));
		}
		Map<String, String> received = there.get(0);
		Map<String, String> returned = candidate.returns() ? Transcript.of(back, candidate.recipe().tryMake())
				: received;
		expected.entrySet()
			.removeIf((answer) -> answer.getValue().equals(received.get(answer.getKey()))
					&& answer.getValue().equals(returned.get(answer.getKey())));
		if (expected.isEmpty()) {
			return candidate.outcome(candidate.kind(), "");
		}
		return judge(candidate, received, returned);
	}

	private Outcome judge(Candidate candidate, Map<String, String> received, Map<String, String> returned) {
		String type = candidate.type().getName();
		Map<String, String> serialized = Yardstick.answers(candidate.recipe());
		Set<String> reasons = new LinkedHashSet<>();
		List<String> changes = new ArrayList<>();
		candidate.answers().forEach((question, expected) -> {
			List<String> answers = Arrays.asList(received.get(question), returned.get(question));
			String yardstick = serialized.get(question);
			String reason = this.limits.reason(type, question, expected, answers, yardstick);
			if (reason != null) {
				reasons.add(reason);
			}
			else {
				changes.add(question + " was " + expected + ", there " + answers.get(0) + ", back " + answers.get(1)
						+ ", serialized " + yardstick);
			}
		});
		return changes.isEmpty() ? candidate.outcome(Kind.LIMIT, String.join("; ", reasons))
				: candidate.outcome(Kind.CHANGED, String.join("\n", changes));
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
