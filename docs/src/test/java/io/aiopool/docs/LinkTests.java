package io.aiopool.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links within the repository lead somewhere.
 */
class LinkTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyTargetIsThere(Page page) {
		List<String> dead = LINK.matcher(page.text())
			.results()
			.map((match) -> match.group(1))
			.filter((link) -> !link.matches("[a-z]+:.*"))
			.filter((link) -> !leadsSomewhere(page, link))
			.toList();
		assertThat(dead).isEmpty();
	}

	private static boolean leadsSomewhere(Page page, String link) {
		String[] parts = link.split("#", 2);
		Path file = Page.ROOT.resolve(page.path()).resolveSibling(parts[0]).normalize();
		if (parts[0].isEmpty()) {
			file = Page.ROOT.resolve(page.path());
		}
		if (!Files.exists(file)) {
			return false;
		}
		Path target = file;
		return parts.length == 1 || Page.all()
			.stream()
			.anyMatch((other) -> Page.ROOT.resolve(other.path()).equals(target) && anchors(other).contains(parts[1]));
	}

	private static Set<String> anchors(Page page) {
		return HEADING.matcher(page.text())
			.results()
			.map((match) -> match.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
			.collect(Collectors.toSet());
	}

}
