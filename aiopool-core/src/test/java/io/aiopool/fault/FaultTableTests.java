package io.aiopool.fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.aiopool.fault.FaultTable.Fault;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the table of faults and tests true.
 */
class FaultTableTests {

	/** Writes the table instead of comparing it. */
	static final String WRITE = "aiopool.faults.write";

	static final String COMMAND = "mvn -pl aiopool-core test -Dtest=FaultTableTests -D" + WRITE + "=true";

	private static FaultTable table;

	@BeforeAll
	static void read() throws Exception {
		Path root = Path.of("").toAbsolutePath();
		while (!Files.isDirectory(root.resolve("aiopool-core/src"))) {
			root = root.getParent();
		}
		table = new FaultTable(root);
	}

	@Test
	void everyCaseHasATestOrSaysWhyNot() {
		List<String> silent = table.faults()
			.stream()
			.filter((fault) -> !table.tagged().contains(fault.number()) && fault.gap().isEmpty())
			.map(Fault::number)
			.toList();
		assertThat(silent).as("cases of catalogue.txt without a tagged test or a reason").isEmpty();
	}

	@Test
	void everyTagIsInTheCatalogue() {
		assertThat(table.faults()).extracting(Fault::number).doesNotHaveDuplicates().containsAll(table.tagged());
	}

	@Test
	void committedTableIsWhatTheTestsSay() throws Exception {
		if (Boolean.getBoolean(WRITE)) {
			Files.writeString(table.file(), table.text());
		}
		assertThat(Files.exists(table.file()) ? Files.readString(table.file()) : "")
			.as("%s is stale. Write it anew with: %s", table.file(), COMMAND)
			.isEqualTo(table.text());
	}

}
