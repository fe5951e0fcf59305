package io.aiopool.docs;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java code of all pages compiles.
 */
class DocumentedCodeTests {

	static List<Page> pages() {
		return Page.all().stream().filter((page) -> !page.blocks("java").isEmpty()).toList();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void compiles(Page page, @TempDir Path classes) {
		assertThat(new Snippets(page, classes).errors()).isEmpty();
	}

	@Test
	void mistakesAreFound(@TempDir Path classes) {
		Page page = new Page("wrong.md", "text\n```java\nvoid run() {\n\tString text = 1;\n}\n```\n"
				+ "```java\nint i = new Unknown().value();\n```\n```java\nclass Half {\n```\n");
		assertThat(new Snippets(page, classes).errors()).hasSize(3)
			.anySatisfy((error) -> assertThat(error).startsWith("wrong.md:4: incompatible types"))
			.anySatisfy((error) -> assertThat(error).startsWith("wrong.md:8: cannot find symbol"))
			.anySatisfy((error) -> assertThat(error).startsWith("wrong.md:11: is neither"));
	}

	@Test
	void theMostReadPagesHaveCode() {
		assertThat(pages()).extracting(Page::path).contains("README.md", "docs/getting-started.md", "docs/testing.md");
	}

}
