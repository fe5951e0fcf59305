package io.aiopool.values.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What no copy keeps, with reasons: the lines of {@code limits.txt}.
 */
final class Limits {

	private static final String ORDER = "order ";

	private final List<Limit> all = new ArrayList<>();

	private Limits() {
	}

	private record Limit(boolean orderOnly, Pattern types, Pattern questions, String reason) {

		boolean covers(String type, String question, String expected, List<String> answers) {
			return types().matcher(type).matches() && questions().matcher(question).matches()
					&& (!orderOnly() || answers.stream().allMatch((answer) -> isReordered(expected, answer)));
		}

		private static boolean isReordered(String expected, String answer) {
			return answer != null && sorted(expected).equals(sorted(answer));
		}

		private static List<Integer> sorted(String text) {
			return text.chars().sorted().boxed().toList();
		}

	}

	static Limits read() {
		Limits limits = new Limits();
		try (InputStream in = Limits.class.getResourceAsStream("limits.txt")) {
			for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
				if (!line.isBlank() && !line.startsWith("#")) {
					limits.all.add(parse(line));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return limits;
	}

	private static Limit parse(String line) {
		boolean order = line.startsWith(ORDER);
		String[] parts = line.substring(order ? ORDER.length() : 0).split(" \\| ");
		return new Limit(order, Pattern.compile(parts[0].strip()), Pattern.compile(parts[1].strip()), parts[2].strip());
	}

	/**
	 * Returns why another answer is right.
	 * @param type the class of the value
	 * @param question what was asked
	 * @param expected the answer of the value itself
	 * @param answers those of its copies
	 * @return the reason, or null if there is none
	 */
	String reason(String type, String question, String expected, List<String> answers) {
		for (Limit limit : this.all) {
			if (limit.covers(type, question, expected, answers)) {
				return limit.reason();
			}
		}
		return null;
	}

}
