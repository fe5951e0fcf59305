package io.aiopool.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the page of all properties true.
 */
class PropertyReferenceTests {

	/** Writes the page instead of comparing it. */
	private static final String WRITE = "aiopool.properties.write";

	private static final String COMMAND = "mvn -pl aiopool-spring-boot-autoconfigure -am test -Dtest=PropertyReferenceTests"
			+ " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=true";

	@Test
	void committedPageIsWhatTheMetadataSays() throws IOException {
		Path page = Path.of("../docs/properties.md");
		String text = new PropertyReference(Metadata.read(), COMMAND).text();
		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(page, text);
		}
		assertThat(Files.exists(page) ? Files.readString(page) : "")
			.as("%s is stale. Write it anew with: %s", page, COMMAND)
			.isEqualTo(text);
	}

}
