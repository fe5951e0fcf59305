package io.aiopool;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

	private static final int CELLS = 4;

	@Test
	void everyRowIsComplete() throws IOException {
		assertThat(rows()).hasSizeGreaterThan(20).allSatisfy((row) -> {
			assertThat(row).hasSize(CELLS);
			assertThat(row).allSatisfy((cell) -> assertThat(cell).isNotBlank());
		});
	}

	@Test
	void everyRowNamesAClassThatUsersCanUse() throws IOException {
		assertThat(rows()).allSatisfy((row) -> {
			Matcher type = TYPE.matcher(row.get(2));
			assertThat(type.find()).as(row.get(2)).isTrue();
			assertThat(java.lang.reflect.Modifier.isPublic(find("io.aiopool." + type.group(1)).getModifiers()))
				.isTrue();
		});
	}

	@Test
	void everyRowNamesTestsThatRun() throws IOException {
		assertThat(rows()).allSatisfy((row) -> {
			Matcher test = TEST.matcher(row.get(3));
			assertThat(test.find()).as(row.get(3)).isTrue();
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

	private static List<List<String>> rows() throws IOException {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.isRegularFile(root.resolve("docs/parity.md"))) {
			root = root.getParent();
		}
		return Files.readAllLines(root.resolve("docs/parity.md"))
			.stream()
			.filter((line) -> line.startsWith("| ") && !line.startsWith("| aiomultiprocess"))
			.map((line) -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList())
			.toList();
	}

}
