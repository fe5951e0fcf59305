package io.aiopool.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Joins the fault catalogue with the tests that are tagged with its numbers, in all
 * modules, and writes the table for people to read. Works on sources, so that it knows of
 * modules that are built after this one.
 */
final class FaultTable {

	private static final Pattern TAG = Pattern.compile("^\\s*@Tag\\(\"(F\\d+)\"\\)");

	private static final Pattern METHOD = Pattern.compile("^\\s*(?:static |final )*void (\\w+)\\(.*");

	private static final Pattern TYPE = Pattern.compile("^\\s*(?:public |static |abstract |final )*class (\\w+).*");

	private static final String INTRODUCTION = """
			# Faults and their tests

			What must happen when something goes wrong, which tests make it happen, and what no test covers. Tests whose
			class ends in `FaultTests` do so with pools of real child JVMs. Exception names without their suffix
			`Exception`. "keep": the worker survives; "kill": it is killed and replaced. Generated from the catalogue and
			from the tags of the tests by `FaultTable`; to write it anew:

			    %s
			""";

	private final Path root;

	/** Sections of the catalogue with their cases. */
	private final Map<String, List<Fault>> sections = new LinkedHashMap<>();

	/** Names of tests by number. */
	private final Map<String, Set<String>> tests = new TreeMap<>();

	/**
	 * A case of the catalogue.
	 *
	 * @param number such as {@code F1}
	 * @param name what happens
	 * @param outcome what is promised
	 * @param gap what no test covers, and why; may be empty
	 */
	record Fault(String number, String name, String outcome, String gap) {

		private static Fault parse(String line) {
			String[] parts = line.split(" \\| ?", -1);
			if (parts.length != 4) {
				throw new IllegalArgumentException("not four columns: " + line);
			}
			return new Fault(parts[0], parts[1], parts[2], parts[3].strip());
		}

	}

	FaultTable(Path root) throws IOException {
		this.root = root;
		readCatalogue();
		try (Stream<Path> modules = Files.list(root)) {
			for (Path module : modules.sorted().toList()) {
				readTests(module.resolve("src/test/java"));
			}
		}
	}

	private void readCatalogue() throws IOException {
		List<Fault> section = new ArrayList<>();
		try (InputStream in = FaultTable.class.getResourceAsStream("catalogue.txt")) {
			String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
			for (String line : text.lines().toList()) {
				if (line.startsWith("## ")) {
					section = new ArrayList<>();
					this.sections.put(line.substring("## ".length()), section);
				}
				else if (!line.startsWith("#")) {
					section.add(Fault.parse(line));
				}
			}
		}
	}

	private void readTests(Path sources) throws IOException {
		if (!Files.isDirectory(sources)) {
			return;
		}
		try (Stream<Path> files = Files.walk(sources)) {
			files.filter((file) -> file.getFileName().toString().endsWith("Tests.java"))
				.sorted()
				.forEach(this::readTest);
		}
	}

	private void readTest(Path file) {
		String type = file.getFileName().toString().replace(".java", "");
		List<String> pending = new ArrayList<>();
		try {
			for (String line : Files.readAllLines(file)) {
				Matcher tag = TAG.matcher(line);
				Matcher method = METHOD.matcher(line);
				if (tag.find()) {
					pending.add(tag.group(1));
				}
				else if (!pending.isEmpty() && (method.matches() || TYPE.matcher(line).matches())) {
					String test = method.matches() ? type + "." + method.group(1) : type;
					pending.forEach(
							(number) -> this.tests.computeIfAbsent(number, (n) -> new LinkedHashSet<>()).add(test));
					pending.clear();
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (!pending.isEmpty()) {
			throw new IllegalStateException(file + " ends after the tags " + pending + " without a test");
		}
	}

	List<Fault> faults() {
		return this.sections.values().stream().flatMap(List::stream).toList();
	}

	/** The numbers that tests are tagged with. */
	Set<String> tagged() {
		return this.tests.keySet();
	}

	/** The place of the table. */
	Path file() {
		return this.root.resolve("docs/faults.md");
	}

	/** The table as it should be. */
	String text() {
		StringBuilder text = new StringBuilder(INTRODUCTION.formatted(FaultTableTests.COMMAND));
		this.sections.forEach((section, faults) -> {
			text.append("\n## ").append(section).append("\n\n");
			text.append("| # | case | promised outcome | tests | not covered, and why |\n|---|---|---|---|---|\n");
			faults.forEach((fault) -> append(text, fault));
		});
		return text.toString();
	}

	private void append(StringBuilder text, Fault fault) {
		Set<String> found = this.tests.getOrDefault(fault.number(), Set.of());
		String names = found.isEmpty() ? "**none**" : "`" + String.join("`<br>`", found) + "`";
		text.append("| ").append(fault.number()).append(" | ").append(fault.name()).append(" | ");
		text.append(fault.outcome()).append(" | ").append(names).append(" | ");
		text.append(fault.gap()).append(fault.gap().isEmpty() ? "|\n" : " |\n");
	}

}
