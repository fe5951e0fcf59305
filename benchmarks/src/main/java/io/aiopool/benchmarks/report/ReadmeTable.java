package io.aiopool.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the README, between two marks, which comes from the report.
 */
public final class ReadmeTable {

	private static final String BEGIN = "<!-- from benchmarks/report.json; made by benchmarks/run -->\n";

	private static final String END = "<!-- end -->\n";

	private static final List<String> PEERS = List.of("aiopool", "bare socket", "fixed pool", "virtual threads",
			"Hazelcast executor", "Node workerpool", "Node piscina", "Python ProcessPoolExecutor", "Python Pool",
			"Python aiomultiprocess");

	private static final Map<String, String> WORDS = Map.of("aiopool", "**aiopool**", "bare socket",
			"bare Unix socket, reader thread and future", "fixed pool", "fixed pool, same JVM", "virtual threads",
			"virtual threads, same JVM", "Python Pool", "Python multiprocessing.Pool", "Node piscina",
			"Node piscina (threads)", "Node workerpool", "Node workerpool (processes)", "Hazelcast executor",
			"Hazelcast executor, 2 members");

	private static final List<Column> COLUMNS = List.of(new Column("no-op p50 / p99 µs", "no-op", "p50 µs", "p99 µs"),
			new Column("20,000 no-ops, tasks / s", "throughput", "tasks / s"),
			new Column("1 KiB / 1 MiB there and back, ms", "echo", "1 KiB ms", "1 MiB ms"),
			new Column("SIGKILL: caller told / next success, ms", "deaths", "told ms", "next success ms"));

	private static final List<String> WHERE = List.of("run", "processor", "virtual machine", Environment.LOAD, "java");

	private static final String DISTURBED = "\nOther work shared the machine during that run, which makes every figure larger,"
			+ " the p99 most of all.\n";

	private ReadmeTable() {
	}

	/**
	 * A column, left out where nobody has a value for it.
	 *
	 * @param heading its heading
	 * @param scenario the scenario of its values
	 * @param metrics names of its values
	 */
	private record Column(String heading, String scenario, String... metrics) {

		/** Values of a peer, or nothing. */
		Optional<String> cell(Figures figures, String peer) {
			List<OptionalDouble> values = Stream.of(this.metrics)
				.map((metric) -> figures.median(this.scenario, peer, metric))
				.toList();
			return values.stream().allMatch(OptionalDouble::isPresent) ? Optional.of(values.stream()
				.map((value) -> MarkdownReport.number(value.orElseThrow()))
				.collect(Collectors.joining(" / "))) : Optional.empty();
		}

	}

	/** The lines between the marks. */
	public static String of(Figures figures) {
		List<Column> columns = COLUMNS.stream()
			.filter((column) -> PEERS.stream().anyMatch((peer) -> column.cell(figures, peer).isPresent()))
			.toList();
		StringBuilder table = new StringBuilder("| two workers |");
		columns.forEach((column) -> table.append(' ').append(column.heading()).append(" |"));
		table.append("\n|---|").append("---|".repeat(columns.size())).append('\n');
		for (String peer : PEERS) {
			if (columns.stream().anyMatch((column) -> column.cell(figures, peer).isPresent())) {
				table.append("| ").append(WORDS.getOrDefault(peer, peer)).append(" |");
				columns
					.forEach((column) -> table.append(' ').append(column.cell(figures, peer).orElse("–")).append(" |"));
				table.append('\n');
			}
		}
		return table.append('\n').append(where(figures.environment())).toString();
	}

	private static String where(Map<String, String> environment) {
		String place = WHERE.stream()
			.filter(environment::containsKey)
			.map((name) -> name + ": " + environment.get(name))
			.collect(Collectors.joining("; "));
		return place + ".\nMedians of turns taken in one run; read them as ratios. [All figures, their spread, and the"
				+ " targets](benchmarks/report.md).\n" + (Environment.isQuiet(environment) ? "" : DISTURBED);
	}

	/**
	 * What is there now.
	 * @throws IOException if the file has no marks
	 */
	public static String in(Path readme) throws IOException {
		String text = Files.readString(readme);
		int begin = text.indexOf(BEGIN);
		int end = text.indexOf(END, begin);
		if (begin < 0 || end < 0) {
			throw new IOException(readme + " has no place for the table: a line " + BEGIN.trim());
		}
		return text.substring(begin + BEGIN.length(), end);
	}

	/** Puts the table there. */
	public static void write(Figures figures, Path readme) throws IOException {
		String text = Files.readString(readme);
		Files.writeString(readme, text.replace(BEGIN + in(readme) + END, BEGIN + of(figures) + END));
	}

}
