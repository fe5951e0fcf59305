package io.aiopool.values.corpus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.aiopool.values.corpus.Limits.Limit;
import io.aiopool.values.corpus.Outcome.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The corpus, which runs on its own: {@code mvn -Pvalues verify -pl value-tests -am}.
 * Makes values of the public classes of the JDK and of libraries, and compares what each
 * answers here, in a child JVM, and after its return.
 */
@Tag("values")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusTests {

	/** Steps that are taken from what a class makes, such as views of views. */
	private static final int STEPS = 2;

	private static final int MOST_SHOWN = 20;

	private final Map<Library, Summary> found = new EnumMap<>(Library.class);

	private Map<Library, Summary> committed;

	@BeforeAll
	void readWhatWasFound() {
		this.committed = Summary.read();
	}

	/** All of them, or those that were asked for. */
	@AfterAll
	void writeWhatWasFound() throws Exception {
		Map<Library, Summary> all = new EnumMap<>(Library.class);
		all.putAll(this.committed);
		all.putAll(this.found);
		Path file = Path.of(ValuesPage.write() ? "src/test/resources" : "target",
				Summary.class.getPackageName().replace('.', '/'), "corpus.txt");
		Files.createDirectories(file.getParent());
		Files.writeString(file, ValuesPage.HEAD_OF_CORPUS + Summary.text(all));
		if (ValuesPage.write()) {
			Files.writeString(ValuesPage.file(), ValuesPage.text(all));
		}
	}

	@ParameterizedTest
	@EnumSource
	@Timeout(value = 10, unit = TimeUnit.MINUTES)
	void nothingArrivesChanged(Library library) {
		Limits limits = Limits.read();
		List<Outcome> outcomes;
		try (Corpus corpus = new Corpus(limits)) {
			library.classes().forEach((type) -> corpus.run(type, STEPS));
			outcomes = corpus.outcomes();
		}
		Summary summary = Summary.of(library, outcomes);
		this.found.put(library, summary);
		System.out.println(library.title + ": " + summary.counts());
		List<Outcome> worst = outcomes.stream().filter((one) -> one.kind().compareTo(Kind.FAILED) >= 0).toList();
		assertThat(worst.stream().limit(MOST_SHOWN)).as("%d values arrive changed, or not at all", worst.size())
			.isEmpty();
		assertThat(limits.unused(library)).extracting(Limit::toString)
			.as("lines of limits.txt nothing needs")
			.isEmpty();
		if (!ValuesPage.write()) {
			assertThat(this.committed.get(library).worse(summary))
				.as("what was otherwise when %s was written", ValuesPage.file())
				.isEmpty();
		}
	}

}
