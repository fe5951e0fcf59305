package io.aiopool.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.aiopool.benchmarks.report.Environment;
import io.aiopool.benchmarks.report.Figures;
import io.aiopool.benchmarks.report.ReadmeTable;
import io.aiopool.benchmarks.report.ReportFiles;
import io.aiopool.benchmarks.scenario.Scenarios;

/**
 * Measures, and writes the report. Arguments: {@code quick} or {@code full}; and
 * {@code --only=<names>} to measure some scenarios again and keep the others of the
 * report, {@code --out=<directory>}, {@code --work=<directory>}, {@code --readme=<file>},
 * {@code --aiomultiprocess=<checkout>}.
 */
public final class Benchmarks {

	private static final String HERE = "--here";

	private static final long PINNED_MINUTES = 5;

	private final List<String> arguments;

	private final Bench bench;

	private Benchmarks(String... arguments) {
		this.arguments = Arrays.asList(arguments);
		boolean full = this.arguments.contains("full");
		this.bench = new Bench(!full, path("work").orElse(Path.of("benchmarks", "target", "work")).toAbsolutePath(),
				path("aiomultiprocess").map(Path::toAbsolutePath).orElse(null));
	}

	public static void main(String[] arguments) throws Exception {
		new Benchmarks(arguments).run();
		// Peers may have left threads behind
		System.exit(0);
	}

	private void run() throws Exception {
		Files.createDirectories(this.bench.work());
		Path out = path("out").orElse(Path.of("benchmarks", "target", "report"));
		Figures figures = earlier(out);
		for (Scenario scenario : chosen()) {
			if (scenario.name().equals(Scenarios.PINNED) && !this.arguments.contains(HERE)) {
				pinned(figures);
			}
			else {
				new Turns(this.bench, figures).run(scenario);
			}
			ReportFiles.write(figures, out);
		}
		Optional<Path> readme = path("readme");
		if (readme.isPresent()) {
			ReadmeTable.write(figures, readme.get());
		}
		this.bench.say("Report: " + out.resolve("report.md"));
	}

	/** A report that is measured in pieces is one of one place. */
	private Figures earlier(Path out) throws IOException {
		Map<String, String> here = Environment.describe(this.bench.quick());
		Path json = out.resolve("report.json");
		if (option("only").isPresent() && Files.exists(json)) {
			Figures earlier = ReportFiles.read(json);
			if (Environment.isSame(earlier.environment(), here)) {
				return earlier;
			}
			this.bench.say(json + " is of another run, commit, machine or JDK, and begins anew");
		}
		return Figures.in(here);
	}

	private List<Scenario> chosen() {
		Optional<String> only = option("only");
		if (only.isEmpty()) {
			return Scenarios.all();
		}
		List<Scenario> chosen = new ArrayList<>();
		for (String name : only.get().split(",")) {
			chosen.add(Scenarios.all()
				.stream()
				.filter((scenario) -> scenario.name().equals(name))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("There is no scenario '" + name + "', but "
						+ Scenarios.all().stream().map(Scenario::name).toList())));
		}
		return chosen;
	}

	/** In a JVM of its own, with all that it starts, on one core. */
	private void pinned(Figures figures) throws Exception {
		Path out = Files.createTempDirectory(this.bench.work(), "pinned");
		List<String> command = List.of("taskset", "-c", "0",
				Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Benchmarks.class.getName(),
				this.bench.quick() ? "quick" : "full", HERE, "--only=" + Scenarios.PINNED, "--out=" + out,
				"--work=" + this.bench.work());
		try {
			Process process = new ProcessBuilder(command).inheritIO().start();
			if (!process.waitFor(PINNED_MINUTES, TimeUnit.MINUTES)) {
				process.descendants().forEach(ProcessHandle::destroyForcibly);
				process.destroyForcibly();
			}
			figures.addAll(ReportFiles.read(out.resolve("report.json")));
		}
		catch (IOException ex) {
			this.bench.say("   skipped: " + Scenarios.PINNED + ", " + ex.getMessage());
		}
	}

	private Optional<Path> path(String name) {
		return option(name).map(Path::of);
	}

	private Optional<String> option(String name) {
		String prefix = "--" + name + "=";
		return this.arguments.stream()
			.filter((argument) -> argument.startsWith(prefix))
			.map((argument) -> argument.substring(prefix.length()))
			.reduce((earlier, later) -> later);
	}

}
