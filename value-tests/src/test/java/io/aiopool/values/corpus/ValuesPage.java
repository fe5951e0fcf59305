package io.aiopool.values.corpus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.aiopool.codec.Preset;
import io.aiopool.values.corpus.Limits.Limit;
import io.aiopool.values.corpus.Outcome.Kind;

/**
 * Writes {@code docs/values.md}: what becomes of the examples in a child, what the corpus
 * found last, and the limits.
 */
final class ValuesPage {

	/** Writes the page, and what the corpus finds, instead of comparing them. */
	private static final String WRITE = "aiopool.values.write";

	static final String COMMAND = "mvn -pl value-tests -am test -Dtest=ValuesPageTests"
			+ " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

	private static final String CORPUS_COMMAND = "mvn -Pvalues verify -pl value-tests -am -D" + WRITE + "=true";

	static final String HEAD_OF_CORPUS = "# What the corpus found on JDK 17, for docs/values.md. Written by: "
			+ CORPUS_COMMAND + "\n\n";

	private static final List<Class<?>> EXAMPLES = List.of(JdkExamples.class, LibraryExamples.class);

	private static final int MOST_NAMES = 12;

	private static final String RULE = """
			# What may cross

			A worker is another JVM, so arguments and results are copied. The rule is **keep or refuse**: what a value *does*
			(its order, its lookups, its bounds and comparators, the identity of its constants, its numbers to the last digit)
			is the same on the other side. Where that cannot be, the call fails before anything is sent, with a message that
			says what to pass instead; where the signature of a method shows it, the application does not start.

			- **Your own types** cross field by field, Serializable or not: those below your `@SpringBootApplication` class, those
			  that signatures of `@OffProcess` methods lead to, and those in `aiopool.trusted-packages`.
			- **Values of the JDK** cross.
			- **Values of [these libraries](#libraries)** go to a worker where the library is present; back they come where the
			  signature of the method leads to a type of the library. Some have to be
			  [chosen](security.md#values-of-libraries): `aiopool.trusted-presets`.
			- **Handles** do not cross: connections, streams, threads, requests, proxies. Pass what they stand for: an id, the
			  bytes, a record.

			`aiopool.mode=inline-serializing` copies arguments and results without a second process, so that your tests find what
			could not cross.

			## Does my type cross?

			Each line was tried with a child JVM: all public methods were asked on both sides, and after the return.

			""";

	private static final String NO_COPY = """

			## Limits

			No copy keeps these, whoever makes it:

			- A hash code of one JVM that is stored inside an object, such as those of enums in hash tries of Vavr or PCollections.
			- The identity of strings and boxed numbers.
			- What only a `WeakHashMap` holds, which may be collected at any time.
			- What a class of yours declares `transient`, if it is Serializable: it is null or zero, as after deserialization.
			- Each argument list and each result is one copy: an object that is sent twice arrives as two.
			- What is written through a view (`subList`, `keySet`, an entry) is not seen in the collection that is sent beside
			  it, nor the other way round. Wrappers such as `Collections.unmodifiableList` keep what they wrap.
			- The mark of a buffer, and the content that two buffers share.
			- A component of a record whose constructor copies it is another object than the one that is sent beside it.
			- Whether an exception that is thrown takes suppressed ones; those that are values keep it.

			The corpus, which compares values of all public classes of the libraries above, allows no other answers than these:

			""";

	private ValuesPage() {
	}

	static boolean write() {
		return Boolean.getBoolean(WRITE);
	}

	static Path file() {
		return Path.of("../docs/values.md");
	}

	/**
	 * Returns the page as it should be.
	 * @param found what the corpus found
	 */
	static String text(Map<Library, Summary> found) {
		StringBuilder page = new StringBuilder(RULE);
		page.append("| | | |\n|---|---|---|\n");
		rows(examples()).forEach((kindAndOutcome, names) -> page.append("| ")
			.append(kindAndOutcome.get(0))
			.append(" | ")
			.append(String.join("; ", names))
			.append(" | ")
			.append(kindAndOutcome.get(1))
			.append(" |\n"));
		libraries(page, found);
		limits(page);
		page.append("\n## This page\n\nIt is generated. To write it anew: `")
			.append(COMMAND)
			.append("`; with what the corpus finds, which takes minutes: `")
			.append(CORPUS_COMMAND)
			.append("`.\n");
		return page.toString();
	}

	/** Sends the examples to a child and back. */
	static List<Outcome> examples() {
		try (Corpus corpus = new Corpus(Limits.read())) {
			EXAMPLES.forEach((type) -> corpus.run(type, 0));
			List<Outcome> outcomes = corpus.outcomes();
			long expected = EXAMPLES.stream()
				.flatMap((type) -> Arrays.stream(type.getMethods()))
				.filter((method) -> method.isAnnotationPresent(Shown.class))
				.count();
			if (outcomes.size() != expected) {
				throw new IllegalStateException(expected + " examples, but only " + outcomes.size() + " can be made");
			}
			return outcomes;
		}
	}

	/** Names of examples by their kind and what becomes of them. */
	private static Map<List<String>, Set<String>> rows(List<Outcome> outcomes) {
		Map<String, Map<List<String>, Set<String>>> byKind = new LinkedHashMap<>();
		kinds().forEach((kind) -> byKind.put(kind, new LinkedHashMap<>()));
		for (Outcome outcome : outcomes) {
			Shown shown = shown(outcome.recipe());
			byKind.get(shown.kind())
				.computeIfAbsent(List.of(shown.kind(), describe(outcome, shown.kind())), (one) -> new LinkedHashSet<>())
				.add(shown.value());
		}
		Map<List<String>, Set<String>> rows = new LinkedHashMap<>();
		byKind.values().forEach(rows::putAll);
		return rows;
	}

	/** Reflection promises no order of methods. */
	private static List<String> kinds() {
		return List.of("Texts and numbers", "Arrays", "Your own types", "Times", "Collections",
				"Other values of the JDK", "Exceptions", "Functions", "Kotlin", "Spring", "Spring Data", "Guava",
				"Joda-Time", "JavaMoney", "Vavr", "Eclipse Collections", "Protobuf", "Jackson", "Avro", "Hibernate",
				"Keys and certificates", "Not the value, but a handle", "What a copy would change");
	}

	private static Shown shown(Recipe recipe) {
		try {
			Maker maker = Recipes.members(Class.forName(recipe.type())).get(recipe.member());
			return ((java.lang.reflect.Method) maker.member()).getAnnotation(Shown.class);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String describe(Outcome outcome, String kind) {
		return switch (outcome.kind()) {
			case KEPT -> "kept";
			case ASKED_FOR -> "kept, with `" + preset(kind).label() + "` in `aiopool.trusted-presets`";
			case ARGUMENT_ONLY -> "kept, to a worker only";
			case LIMIT -> "kept, but: " + outcome.detail();
			case REFUSED ->
				"refused: " + Summary.of(Library.JDK, List.of(outcome)).refused().keySet().iterator().next();
			default -> throw new IllegalStateException(outcome.toString());
		};
	}

	private static Preset preset(String title) {
		for (Library library : Library.values()) {
			if (library.title.equals(title)) {
				return Preset.valueOf(library.name());
			}
		}
		return Preset.KEYS;
	}

	private static void libraries(StringBuilder page, Map<Library, Summary> found) {
		page.append("""

				## Libraries

				| library | preset | to a worker | values tried | kept | to a worker only | refused |
				|---|---|---|---|---|---|---|
				""");
		Set<Preset> told = new LinkedHashSet<>(Set.of(Preset.KEYS));
		for (Library library : Library.values()) {
			Summary summary = found.get(library);
			String preset = "–";
			String byDefault = "by default";
			if (library != Library.JDK) {
				Preset one = Preset.valueOf(library.name());
				told.add(one);
				preset = "`" + one.label() + "`";
				byDefault = one.isDefault() ? byDefault : "if it is chosen";
			}
			page.append("| %s | %s | %s | %,d | %,d | %,d | %,d |\n".formatted(library.title, preset, byDefault,
					summary.values(),
					summary.count(Kind.KEPT) + summary.count(Kind.ASKED_FOR) + summary.count(Kind.LIMIT),
					summary.count(Kind.ARGUMENT_ONLY), summary.count(Kind.REFUSED)));
		}
		if (!told.containsAll(Arrays.asList(Preset.values()))) {
			throw new IllegalStateException(
					"the corpus knows no library for one of " + Arrays.toString(Preset.values()));
		}
		page.append("| Keys and certificates | `keys` | if it is chosen | | | | |\n");
		page.append(
				"""

						Below are the public types of values that were tried. Exceptions are left out: which one arrives says the
						[failure guide](failure-guide.md#which-exception-arrives).
						""");
		for (Library library : Library.values()) {
			page.append("\n### ").append(library.title).append('\n');
			library(page, found.get(library));
		}
	}

	private static void library(StringBuilder page, Summary summary) {
		page.append("\nKept:\n\n");
		List<String> kept = summary.kept().stream().filter((type) -> isTold(summary.library(), type)).toList();
		Summary.packages(kept)
			.forEach((name, types) -> page.append("- `")
				.append(name)
				.append("`: ")
				.append(String.join(", ", types).replace('$', '.'))
				.append('\n'));
		if (!summary.refused().isEmpty()) {
			page.append("\nRefused:\n\n| | |\n|---|---|\n");
			summary.refused()
				.forEach((message,
						types) -> page.append("| ").append(names(types)).append(" | ").append(message).append(" |\n"));
		}
	}

	private static boolean isTold(Library library, String type) {
		boolean failure = type.endsWith("Exception") || type.endsWith("Error");
		return !failure && !type.equals("java.io.Serializable")
				&& (library == Library.JDK || !type.startsWith("java."));
	}

	private static String names(Set<String> types) {
		List<String> names = new ArrayList<>();
		types.stream().limit(MOST_NAMES).forEach((type) -> names.add("`" + type.replace('$', '.') + "`"));
		String text = String.join(", ", names);
		return (types.size() <= MOST_NAMES) ? text : text + ", and " + (types.size() - MOST_NAMES) + " more";
	}

	private static void limits(StringBuilder page) {
		page.append(NO_COPY);
		Map<Library, List<Limit>> byLibrary = Limits.read()
			.all()
			.stream()
			.collect(Collectors.groupingBy(Limit::library));
		for (Library library : Library.values()) {
			Set<String> reasons = new LinkedHashSet<>();
			byLibrary.getOrDefault(library, List.of()).forEach((limit) -> reasons.add(limit.reason()));
			reasons
				.forEach((reason) -> page.append("- ").append(library.title).append(": ").append(reason).append('\n'));
		}
	}

}
