package io.aiopool.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	@TempDir
	private Path directory;

	@Test
	void valuesAreShownAsMedianAndSpread() {
		Figures figures = figures();
		for (double value : new double[] { 3, 1, 200 }) {
			figures.add("no-op", "aiopool", "p50 µs", value);
		}
		figures.add("no-op", "other", "told ms", Double.POSITIVE_INFINITY);
		assertThat(MarkdownReport.of(figures)).contains("| aiopool | **3.00** [1.00 – 200] |  |")
			.contains("| other |  | **never** |");
	}

	@Test
	void targetsAreComparedWithWhatWasMeasured() {
		Figures figures = figures();
		figures.add("echo", "aiopool", "1 MiB ms", 0.5);
		figures.add("idle", "aiopool", "PSS MiB", 41);
		assertThat(MarkdownReport.of(figures)).contains("| echo of 1 MiB, ms | 0.500 | ≤ 0.600 | met |")
			.contains("| idle worker, MiB | 41.0 | ≤ 40.0 | **not met** |")
			.contains("| single no-ops a second |  | ≥ 300,000 | not measured |");
	}

	@Test
	void reportIsReadAsItWasWritten() throws IOException {
		Figures figures = figures();
		figures.add("no-op", "aiopool", "p50 µs", 1.5);
		figures.add("no-op", "other", "told ms", Double.POSITIVE_INFINITY);
		ReportFiles.write(figures, this.directory);
		assertThat(ReportFiles.read(this.directory.resolve("report.json"))).isEqualTo(figures);
		assertThat(this.directory.resolve("report.md")).exists();
	}

	@Test
	void readersAreToldUnlessTheMachineWasQuiet() {
		String disturbed = "Other work shared the machine";
		assertThat(ReadmeTable.of(figures())).contains(disturbed);
		assertThat(ReadmeTable.of(Figures.in(Map.of("load at the beginning", "35 % of the processors"))))
			.contains(disturbed);
		assertThat(ReadmeTable.of(Figures.in(Map.of("load at the beginning", "3 % of the processors"))))
			.doesNotContain(disturbed);
	}

	@Test
	void figuresBelongTogetherThatAreOfOnePlace() {
		Map<String, String> here = Map.of("run", "quick", "commit", "1", "processor", "any", "java", "17", "memory",
				"a");
		Map<String, String> later = new HashMap<>(here);
		later.put("memory", "b");
		assertThat(Environment.isSame(here, later)).isTrue();
		later.put("commit", "2");
		assertThat(Environment.isSame(here, later)).isFalse();
	}

	@Test
	void tableOfTheReadmeIsThatOfTheReport() throws IOException {
		Path report = Path.of("report.json");
		assertThat(report).as("made by benchmarks/run full").exists();
		assertThat(ReadmeTable.in(Path.of("..", "README.md"))).isEqualTo(ReadmeTable.of(ReportFiles.read(report)));
		assertThat(Files.readString(Path.of("report.md"))).isEqualTo(MarkdownReport.of(ReportFiles.read(report)));
	}

	private static Figures figures() {
		Figures figures = Figures.in(Map.of("java", "any"));
		figures.title("no-op", "A call of nothing");
		return figures;
	}

}
