package io.aiopool;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/parity.md} true: every row names a class that exists and tests that
 * run.
 */
class ParityTableTests {

	private static final Pattern TEST = Pattern.compile("`([A-Za-z.]+)#([A-Za-z]+)`");

	private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");

	/** What comes before the first heading, and then one table under each. */
	private static final String FEATURES = "";

	private static final Map<String, Integer> ROWS = Map.of(FEATURES, 22, "## Its tests", 33, "## Tests of its peers",
			15, "## What users of such pools ask for", 17);

	@Test
	void everyTableIsThere() throws IOException {
		assertThat(tables().keySet()).isEqualTo(ROWS.keySet());
	}

	@Test
	void everyRowIsComplete() throws IOException {
		tables().forEach((heading, rows) -> {
			assertThat(rows).as(heading).hasSizeGreaterThanOrEqualTo(ROWS.get(heading));
			assertThat(rows).allSatisfy((row) -> {
				assertThat(row).hasSize(heading.equals(FEATURES) ? 4 : 3);
				assertThat(row).allSatisfy((cell) -> assertThat(cell).isNotBlank());
			});
		});
	}

	@Test
	void everyRowNamesAClassThatUsersCanUse() throws IOException {
		assertThat(tables().get(FEATURES)).allSatisfy((row) -> {
			Matcher type = TYPE.matcher(row.get(2));
			assertThat(type.find()).as(row.get(2)).isTrue();
			assertThat(java.lang.reflect.Modifier.isPublic(find("io.aiopool." + type.group(1)).getModifiers()))
				.isTrue();
		});
	}

	@Test
	void everyRowNamesTestsThatRun() throws IOException {
		assertThat(tables().values().stream().flatMap(List::stream)).allSatisfy((row) -> {
			String tests = row.get(row.size() - 1);
			Matcher test = TEST.matcher(tests);
			assertThat(test.find()).as(tests).isTrue();
			do {
				String name = test.group(2);
				assertThat(Arrays.stream(find("io.aiopool." + test.group(1)).getDeclaredMethods())
					.filter((method) -> method.getName().equals(name))).as(test.group())
					.anyMatch(ParityTableTests::isTest);
			}
			while (test.find());
		});
	}

	private static boolean isTest(Method method) {
		return Arrays.stream(method.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().endsWith("Test"));
	}

	private static Class<?> find(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new AssertionError("docs/parity.md names " + name + ", which does not exist", ex);
		}
	}

	/** The rows of each table by the heading above it. */
	private static Map<String, List<List<String>>> tables() throws IOException {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.isRegularFile(root.resolve("docs/parity.md"))) {
			root = root.getParent();
		}
		Map<String, List<List<String>>> tables = new LinkedHashMap<>();
		String heading = FEATURES;
		String previous = "";
		for (String line : Files.readAllLines(root.resolve("docs/parity.md"))) {
			if (line.startsWith("## ")) {
				heading = line;
			}
			if (line.startsWith("| ") && previous.startsWith("|")) {
				tables.computeIfAbsent(heading, (key) -> new ArrayList<>()).add(cells(line));
			}
			previous = line;
		}
		return tables;
	}

	private static List<String> cells(String line) {
		return Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList();
	}

}
