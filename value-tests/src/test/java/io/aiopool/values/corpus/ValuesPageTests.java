package io.aiopool.values.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the page of values true, as far as can be known in seconds: its examples are sent
 * to a child, presets and limits are read. The rest is the matter of {@link CorpusTests}.
 */
@Tag("F102")
class ValuesPageTests {

	/** Many libraries are loaded, in both processes. */
	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void committedPageIsWhatHappens() throws IOException {
		String text = ValuesPage.text(Summary.read());
		if (ValuesPage.write()) {
			Files.writeString(ValuesPage.file(), text);
		}
		assertThat(Files.exists(ValuesPage.file()) ? Files.readString(ValuesPage.file()) : "")
			.as("%s is stale. Write it anew with: %s", ValuesPage.file(), ValuesPage.COMMAND)
			.isEqualTo(text);
	}

}
