package io.aiopool.values.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What no copy keeps, with reasons: the lines of {@code limits.txt}. Remembers which of
 * them it was asked for in vain.
 */
final class Limits {

	private final List<Limit> all = new ArrayList<>();

	private final Set<Limit> used = new LinkedHashSet<>();

	private Limits() {
	}

	/** Which other answers a limit allows. */
	enum Scope {

		/** Any. */
		ANY,

		/** The same elements in another order. */
		ORDER,

		/** What an object answers that Java's own serialization has copied. */
		SERIALIZED

	}

	/**
	 * One line.
	 *
	 * @param library in whose run it must occur; in others it may
	 * @param scope which other answers it allows
	 * @param types the classes of the values
	 * @param questions what they were asked
	 * @param reason why no copy keeps it
	 */
	record Limit(Library library, Scope scope, Pattern types, Pattern questions, String reason) {

		boolean covers(String type, String question, String expected, List<String> answers, String serialized) {
			return types().matcher(type).matches() && questions().matcher(question).matches()
					&& answers.stream().allMatch((answer) -> allows(expected, answer, serialized));
		}

		private boolean allows(String expected, String answer, String serialized) {
			return switch (scope()) {
				case ANY -> true;
				case ORDER -> answer != null && sorted(expected).equals(sorted(answer));
				case SERIALIZED -> answer != null && answer.equals(serialized);
			};
		}

		private static List<Integer> sorted(String text) {
			return text.chars().sorted().boxed().toList();
		}

		@Override
		public String toString() {
			return types() + " | " + questions() + " | " + reason();
		}

	}

	static Limits read() {
		try (InputStream in = Limits.class.getResourceAsStream("limits.txt")) {
			return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Limits parse(String text) {
		Limits limits = new Limits();
		Library library = null;
		for (String line : text.lines().toList()) {
			if (line.startsWith("[")) {
				library = Library.valueOf(line.substring(1, line.length() - 1));
			}
			else if (!line.isBlank() && !line.startsWith("#")) {
				limits.all.add(parse(library, line));
			}
		}
		return limits;
	}

	private static Limit parse(Library library, String line) {
		Scope scope = Scope.ANY;
		String rest = line;
		for (Scope one : Scope.values()) {
			String prefix = one.name().toLowerCase(Locale.ROOT) + " ";
			if (line.startsWith(prefix)) {
				scope = one;
				rest = line.substring(prefix.length());
			}
		}
		String[] parts = rest.split(" \\| ");
		return new Limit(library, scope, Pattern.compile(parts[0].strip()), Pattern.compile(parts[1].strip()),
				parts[2].strip());
	}

	List<Limit> all() {
		return this.all;
	}

	/**
	 * Returns why another answer is right.
	 * @param type the class of the value
	 * @param question what was asked
	 * @param expected the answer of the value itself
	 * @param answers those of its copies
	 * @param serialized that of a copy by serialization, null if there is none
	 * @return the reason, or null if there is none
	 */
	String reason(String type, String question, String expected, List<String> answers, String serialized) {
		for (Limit limit : this.all) {
			if (limit.covers(type, question, expected, answers, serialized)) {
				this.used.add(limit);
				return limit.reason();
			}
		}
		return null;
	}

	/** Returns the limits of a library that nothing has met. */
	List<Limit> unused(Library library) {
		return this.all.stream().filter((one) -> one.library() == library && !this.used.contains(one)).toList();
	}

}
