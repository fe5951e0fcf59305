package io.aiopool.benchmarks.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What the figures ought to be, as ratios between arms of one run where that is possible.
 */
final class Targets {

	private static final String US = "aiopool";

	private static final String PINNED = "no-op-pinned";

	/**
	 * One of them.
	 *
	 * @param text what
	 * @param figure the figure
	 * @param most whether the limit is the most, else the least
	 * @param limit the limit
	 */
	private record Target(String text, OptionalDouble figure, boolean most, double limit) {

		String row() {
			String verdict = this.figure.isEmpty() ? "not measured"
					: (this.most ? this.figure.getAsDouble() <= this.limit : this.figure.getAsDouble() >= this.limit)
							? "met" : "**not met**";
			String shown = this.figure.isEmpty() ? "" : MarkdownReport.number(this.figure.getAsDouble());
			return "| " + this.text + " | " + shown + " | " + (this.most ? "≤ " : "≥ ")
					+ MarkdownReport.number(this.limit) + " | " + verdict + " |\n";
		}

	}

	private final Figures figures;

	private Targets(Figures figures) {
		this.figures = figures;
	}

	static String table(Figures figures) {
		StringBuilder table = new StringBuilder("| target | figure | wanted | |\n|---|---|---|---|\n");
		new Targets(figures).all().forEach((target) -> table.append(target.row()));
		return table.toString();
	}

	private List<Target> all() {
		return Stream.of(calls(), payloads(), starts(), costs(), work()).flatMap(List::stream).toList();
	}

	private List<Target> calls() {
		return List.of(
				most("no-op p50, as a multiple of a bare Unix socket and a future, one core",
						ratio(PINNED, US, "p50 µs", "bare socket", "p50 µs"), 1.15),
				most("no-op p50, as a multiple of a fixed pool in the same JVM, one core",
						ratio(PINNED, US, "p50 µs", "fixed pool", "p50 µs"), 1.5),
				most("no-op p99, as a multiple of p50", ratio("no-op", US, "p99 µs", US, "p50 µs"), 4),
				least("single no-ops a second", value("throughput", US, "tasks / s"), 300_000),
				least("… as a multiple of workerpool", ratio("throughput", US, "tasks / s", "Node workerpool"), 15),
				least("… of ProcessPoolExecutor", ratio("throughput", US, "tasks / s", "Python ProcessPoolExecutor"),
						30),
				least("… of aiomultiprocess", ratio("throughput", US, "tasks / s", "Python aiomultiprocess"), 8),
				least("elements of a map a second", value("throughput", US, "map elements / s"), 2_000_000));
	}

	private List<Target> payloads() {
		return List.of(
				most("echo of 1 KiB, as a multiple of a no-op, by turns", value("echo", US, "1 KiB, of a no-op"), 1.3),
				most("echo of 1 MiB, ms", value("echo", US, "1 MiB ms"), 0.6),
				least("64 MiB, GB/s each way", value("echo", US, "64 MiB GB/s"), 1.5),
				most("64 MiB, growth of the parent's heap in payloads", value("heap", US, "payloads"), 1.01));
	}

	private List<Target> starts() {
		return List.of(
				most("start to first result from an executable jar, JDK 17, second run, ms",
						value("start", "JDK 17, from the archive", "first result ms"), 250),
				most("… JDK 25", value("start", "JDK 25, from the archive", "first result ms"), 200),
				most("replacement ready after a crash, ms (the benchmarks have a hundred jars)",
						value("deaths", US, "replaced ms"), 120),
				most("… of an application with a hundred jars", value("deaths", US, "replaced ms"), 200),
				most("… with a spare, from the kill", value("deaths", "aiopool, a spare", "replaced ms"), 5),
				most("… with a spare, from when the caller is told to the next success",
						value("deaths", "aiopool, a spare", "next success after told ms"), 5),
				most("caller told of a SIGKILL, heap of 128 MB, ms", value("deaths", "aiopool, 128 MB heap", "told ms"),
						10),
				most("first task of a ready worker, ms", value("deaths", US, "first task ms"), 30),
				most("idle worker, MiB", value("idle", US, "PSS MiB"), 40),
				most("16 idle workers, % of a core", value("idle", US, "CPU %"), 0.2));
	}

	private List<Target> costs() {
		return List.of(
				most("processor time of a task, 64 workers as a multiple of 2",
						divided(value("scaling", "64 workers", "CPU µs / task"),
								value("scaling", "2 workers", "CPU µs / task")),
						1.2),
				most("time of a task, a million queued as a multiple of a thousand",
						divided(value("depth", "1,000,000 queued", "µs / task"),
								value("depth", "1,000 queued", "µs / task")),
						1.2),
				most("bytes in the parent for each queued task", value("depth", "1,000,000 queued", "bytes / task"),
						500));
	}

	private List<Target> work() {
		return List.of(
				most("bounded map of 100 sleeps, as a multiple of the greedy optimum",
						value("bounded-map", US, "of the optimum"), 1.004),
				most("1,050 pages, as a multiple of aiomultiprocess, start and end of the pool included",
						ratio("pages", US, "start to end s", "Python aiomultiprocess"), 0.25),
				most("… by a pool that has done it before", ratio("pages", US, "again s", "Python aiomultiprocess"),
						0.25),
				least("heartbeat p99 beside work, times better in a child than in the same JVM",
						ratio("isolation", "same JVM", "heartbeat p99 ms", "child", "heartbeat p99 ms"), 30),
				least("… with lowered priority",
						ratio("isolation", "same JVM", "heartbeat p99 ms", "child, nice 19", "heartbeat p99 ms"), 60));
	}

	private static Target most(String text, OptionalDouble figure, double limit) {
		return new Target(text, figure, true, limit);
	}

	private static Target least(String text, OptionalDouble figure, double limit) {
		return new Target(text, figure, false, limit);
	}

	private OptionalDouble value(String scenario, String arm, String metric) {
		return this.figures.median(scenario, arm, metric);
	}

	private OptionalDouble ratio(String scenario, String arm, String metric, String other) {
		return ratio(scenario, arm, metric, other, metric);
	}

	private OptionalDouble ratio(String scenario, String arm, String metric, String other, String otherMetric) {
		return divided(value(scenario, arm, metric), value(scenario, other, otherMetric));
	}

	private static OptionalDouble divided(OptionalDouble one, OptionalDouble other) {
		return (one.isEmpty() || other.isEmpty()) ? OptionalDouble.empty()
				: OptionalDouble.of(one.getAsDouble() / other.getAsDouble());
	}

}
