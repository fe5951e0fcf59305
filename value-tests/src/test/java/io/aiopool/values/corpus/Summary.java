package io.aiopool.values.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.aiopool.values.corpus.Outcome.Kind;

/**
 * What became of the values of a library: a section of {@code corpus.txt}, which the
 * corpus writes and the page of values tells.
 *
 * @param library the library
 * @param counts how many values had which outcome
 * @param kept the public types of values that cross, and cross unchanged
 * @param refused the types of values that are refused, by the end of the message
 */
record Summary(Library library, Map<Kind, Integer> counts, Set<String> kept, Map<String, Set<String>> refused) {

	private static final Pattern REFUSAL = Pattern.compile("Cannot encode (\\S+): (.*)", Pattern.DOTALL);

	private static final Pattern UNKNOWN = Pattern.compile("(\\S+) (is not on the allow-list; .*)", Pattern.DOTALL);

	private static final Pattern PLACE = Pattern.compile(" \\(at [^)]*\\)");

	private static final String REFUSED = "refused: ";

	private static final String KEPT = "kept: ";

	static Summary of(Library library, Collection<Outcome> outcomes) {
		Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
		Set<String> kept = new TreeSet<>();
		Map<String, Set<String>> refused = new TreeMap<>();
		for (Outcome outcome : outcomes) {
			counts.merge(outcome.kind(), 1, Integer::sum);
			if (outcome.kind().compareTo(Kind.REFUSED) < 0) {
				kept.addAll(faces(outcome.type()));
			}
			else if (outcome.kind() == Kind.REFUSED) {
				String message = PLACE.matcher(outcome.detail()).replaceAll("");
				Matcher refusal = REFUSAL.matcher(message);
				Matcher unknown = UNKNOWN.matcher(message);
				if (refusal.matches()) {
					add(refused, refusal.group(2), refusal.group(1));
				}
				else if (unknown.find()) {
					add(refused, unknown.group(2), unknown.group(1));
				}
				else {
					add(refused, message.replace(outcome.type(), "it"), outcome.type());
				}
			}
		}
		return new Summary(library, counts, kept, refused);
	}

	private static void add(Map<String, Set<String>> refused, String message, String type) {
		Set<String> faces = faces(type);
		refused.computeIfAbsent(message.replaceAll("\\s+", " "), (one) -> new TreeSet<>())
			.addAll(faces.isEmpty() ? Set.of("lambda") : faces);
	}

	/** Returns the names under which others know a class. */
	private static Set<String> faces(String name) {
		try {
			Class<?> type = Class.forName(name, false, Summary.class.getClassLoader());
			while (type.isArray()) {
				type = type.getComponentType();
			}
			Set<String> faces = new LinkedHashSet<>(List.of(Faces.of(type).replaceAll("[\\[\\]]", "").split(", ")));
			faces.removeIf((face) -> face.isEmpty() || face.equals("lambda") || type(face).isPrimitive());
			return faces;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// A lambda
			return Set.of();
		}
	}

	private static Class<?> type(String name) {
		try {
			return Class.forName(name, false, Summary.class.getClassLoader());
		}
		catch (ClassNotFoundException ex) {
			return void.class;
		}
	}

	int count(Kind kind) {
		return counts().getOrDefault(kind, 0);
	}

	int values() {
		return counts().values().stream().mapToInt(Integer::intValue).sum();
	}

	/**
	 * Says what has become worse.
	 * @param now what became of the values this time
	 * @return what is refused now and was kept, and whether there are too few values
	 */
	List<String> worse(Summary now) {
		List<String> worse = new ArrayList<>();
		if (now.values() * 10 < values() * 9) {
			worse.add(now.values() + " values were made, in place of " + values());
		}
		Set<String> gone = new TreeSet<>(kept());
		gone.removeAll(now.kept());
		now.refused().forEach((message, types) -> types.stream().filter(gone::contains).forEach((type) -> {
			worse.add(type + " is refused now: " + message);
		}));
		return worse;
	}

	String text() {
		StringBuilder text = new StringBuilder("[" + library() + "]\n");
		counts().forEach((kind, count) -> text.append(kind).append(' ').append(count).append('\n'));
		packages(kept()).forEach((name,
				types) -> text.append(KEPT).append(name).append(": ").append(String.join(", ", types)).append('\n'));
		refused().forEach((message, types) -> text.append(REFUSED)
			.append(message)
			.append(" | ")
			.append(String.join(", ", types))
			.append('\n'));
		return text.toString();
	}

	/** Names without their packages, by these. */
	static Map<String, List<String>> packages(Collection<String> types) {
		Map<String, List<String>> packages = new TreeMap<>();
		for (String type : new TreeSet<>(types)) {
			int dot = type.lastIndexOf('.');
			packages.computeIfAbsent(type.substring(0, Math.max(dot, 0)), (one) -> new ArrayList<>())
				.add(type.substring(dot + 1));
		}
		return packages;
	}

	/** Reads what was committed. */
	static Map<Library, Summary> read() {
		try (InputStream in = Summary.class.getResourceAsStream("corpus.txt")) {
			return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Map<Library, Summary> parse(String text) {
		Map<Library, Summary> all = new LinkedHashMap<>();
		Summary last = null;
		for (String line : text.lines().filter((one) -> !one.startsWith("#")).toList()) {
			if (line.startsWith("[")) {
				last = new Summary(Library.valueOf(line.substring(1, line.length() - 1)), new EnumMap<>(Kind.class),
						new TreeSet<>(), new TreeMap<>());
				all.put(last.library(), last);
			}
			else if (line.startsWith(KEPT)) {
				String[] parts = line.substring(KEPT.length()).split(": ");
				for (String name : parts[1].split(", ")) {
					last.kept().add(parts[0] + "." + name);
				}
			}
			else if (line.startsWith(REFUSED)) {
				int bar = line.lastIndexOf(" | ");
				last.refused()
					.put(line.substring(REFUSED.length(), bar),
							new TreeSet<>(List.of(line.substring(bar + " | ".length()).split(", "))));
			}
			else if (!line.isBlank()) {
				String[] parts = line.split(" ");
				last.counts().put(Kind.valueOf(parts[0]), Integer.valueOf(parts[1]));
			}
		}
		return all;
	}

	static String text(Map<Library, Summary> all) {
		return all.values().stream().map(Summary::text).collect(Collectors.joining("\n"));
	}

}
