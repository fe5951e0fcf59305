package io.aiopool.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes reports: {@code report.json} holds every value, {@code report.md} is
 * made from it.
 */
public final class ReportFiles {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private ReportFiles() {
	}

	public static void write(Figures figures, Path directory) throws IOException {
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("report.json"), MAPPER.writeValueAsString(figures) + "\n");
		Files.writeString(directory.resolve("report.md"), MarkdownReport.of(figures));
	}

	public static Figures read(Path json) throws IOException {
		return MAPPER.readValue(Files.readString(json), Figures.class);
	}

}
