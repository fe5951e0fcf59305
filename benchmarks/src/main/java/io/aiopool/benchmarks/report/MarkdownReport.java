package io.aiopool.benchmarks.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A report for people: the targets first, then every scenario.
 */
public final class MarkdownReport {

	private MarkdownReport() {
	}

	public static String of(Figures figures) {
		StringBuilder text = new StringBuilder("# Measured\n\nMade by `benchmarks/run`; do not edit. ")
			.append("Each value is the median of turns taken in one run, with the least and the most of them.\n\n");
		figures.environment()
			.forEach((name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
		text.append("\n## Targets\n\n").append(Targets.table(figures));
		figures.titles()
			.forEach((scenario, title) -> scenario(text, title, figures.values().getOrDefault(scenario, Map.of())));
		return text.toString();
	}

	private static void scenario(StringBuilder text, String title, Map<String, Map<String, List<Double>>> arms) {
		if (arms.isEmpty()) {
			return;
		}
		Set<String> metrics = new LinkedHashSet<>();
		arms.values().forEach((values) -> metrics.addAll(values.keySet()));
		text.append("\n## ").append(title).append("\n\n| |");
		metrics.forEach((metric) -> text.append(' ').append(metric).append(" |"));
		text.append("\n|---|").append("---|".repeat(metrics.size())).append('\n');
		arms.forEach((arm, values) -> {
			text.append("| ").append(arm).append(" |");
			metrics.forEach((metric) -> text.append(' ').append(cell(values.get(metric))).append(" |"));
			text.append('\n');
		});
	}

	private static String cell(@Nullable List<Double> values) {
		if (values == null) {
			return "";
		}
		Figures.Spread spread = Figures.Spread.of(values);
		String median = "**" + number(spread.median()) + "**";
		return (values.size() == 1) ? median
				: median + " [" + number(spread.least()) + " – " + number(spread.most()) + "]";
	}

	/** Three digits that mean something. */
	static String number(double value) {
		if (Double.isInfinite(value)) {
			return "never";
		}
		if (Math.abs(value) >= 100) {
			return String.format(Locale.ROOT, "%,.0f", value);
		}
		return String.format(Locale.ROOT, (Math.abs(value) >= 10) ? "%.1f" : (Math.abs(value) >= 1) ? "%.2f" : "%.3f",
				value);
	}

}
