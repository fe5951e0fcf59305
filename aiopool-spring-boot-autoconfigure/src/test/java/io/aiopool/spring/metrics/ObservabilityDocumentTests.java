package io.aiopool.spring.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.aiopool.spring.observation.OffProcessObservationDocumentation.HighCardinalityKeyNames;
import io.aiopool.spring.observation.OffProcessObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on observability says what the types say.
 */
class ObservabilityDocumentTests {

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/observability.md"));
	}

	@Test
	void theTableOfMetersIsThatOfTheirType() throws IOException {
		String page = page();
		String table = page.substring(page.indexOf("|---|---|---|---|\n") + "|---|---|---|---|\n".length(),
				page.indexOf("<!-- /meters -->"));
		List<String> rows = Arrays.stream(AiopoolMeters.values()).map(ObservabilityDocumentTests::row).toList();
		assertThat(table.lines()).containsExactlyElementsOf(rows);
	}

	private static String row(AiopoolMeters meter) {
		String tags = meter.furtherTags().stream().map((tag) -> "`" + tag + "`").collect(Collectors.joining(", "));
		return "| `" + meter.meterName() + "` | " + meter.type().name().toLowerCase(Locale.ROOT) + " | "
				+ (tags.isEmpty() ? "" : tags + " ") + "| " + meter.description() + " |";
	}

	@Test
	void everyOutcomeAndEveryKeyIsNamed() throws IOException {
		String page = page();
		assertThat(Stream.of(Outcome.values()).map(Outcome::tag))
			.allSatisfy((outcome) -> assertThat(page).contains("`" + outcome + "`"));
		assertThat(Stream.<KeyName>concat(Stream.of(LowCardinalityKeyNames.values()),
				Stream.of(HighCardinalityKeyNames.values())))
			.allSatisfy((key) -> assertThat(page).contains("`" + key.asString() + "`"));
	}

}
