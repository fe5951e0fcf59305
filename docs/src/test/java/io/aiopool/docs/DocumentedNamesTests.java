package io.aiopool.docs;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.aiopool.spring.metrics.AiopoolMeters;
import io.aiopool.spring.observation.OffProcessObservationDocumentation.HighCardinalityKeyNames;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pages call {@code aiopool.…} exists.
 */
class DocumentedNamesTests {

	/** Not after a dot or a slash, as in {@code io.aiopool} and in paths. */
	private static final Pattern NAME = Pattern
		.compile("(?<![\\w./$-])aiopool\\.[a-z][a-z0-9-]*(\\.([a-z0-9-]+|<[a-z]+>|\\*))*");

	/** Of the build, given with {@code -D}. */
	private static final Pattern BUILD = Pattern
		.compile("aiopool\\.(directory|faults\\.write|properties\\.write|soak\\.[a-z-]+|child)");

	/** Entries of the MDC. */
	private static final Set<String> MDC = Set.of("aiopool.worker", "aiopool.task");

	private static final Set<String> FILES = Set.of("aiopool.json");

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyNameExists(Page page) {
		Set<String> unknown = new TreeSet<>();
		NAME.matcher(page.text()).results().map((match) -> match.group()).forEach((name) -> {
			if (!known(name)) {
				unknown.add(name);
			}
		});
		assertThat(unknown).as("neither property, group, meter nor observation key").isEmpty();
	}

	private static boolean known(String name) {
		return Metadata.knows(name) || meters().anyMatch(name::equals) || MDC.contains(name) || FILES.contains(name)
				|| BUILD.matcher(name).matches();
	}

	private static Stream<String> meters() {
		return Stream.concat(Arrays.stream(AiopoolMeters.values()).map(AiopoolMeters::meterName),
				Stream.<KeyName>of(HighCardinalityKeyNames.values()).map(KeyName::asString));
	}

}
