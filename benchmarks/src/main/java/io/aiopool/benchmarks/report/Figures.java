package io.aiopool.benchmarks.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * All that was measured: one value for each turn, by scenario, arm and metric. An
 * infinite value stands for "never".
 *
 * @param environment where it was measured
 * @param titles headings of the scenarios
 * @param values the values
 */
public record Figures(Map<String, String> environment, Map<String, String> titles,
		Map<String, Map<String, Map<String, List<Double>>>> values) {

	/** Nothing measured so far. */
	public static Figures in(Map<String, String> environment) {
		return new Figures(new LinkedHashMap<>(environment), new LinkedHashMap<>(), new LinkedHashMap<>());
	}

	/** Names a scenario, and forgets what an earlier run of it has given. */
	public void title(String scenario, String title) {
		this.titles.put(scenario, title);
		this.values.put(scenario, new LinkedHashMap<>());
	}

	/** Adds the value of a turn. */
	public void add(String scenario, String arm, String metric, double value) {
		this.values.computeIfAbsent(scenario, (name) -> new LinkedHashMap<>())
			.computeIfAbsent(arm, (name) -> new LinkedHashMap<>())
			.computeIfAbsent(metric, (name) -> new ArrayList<>())
			.add(value);
	}

	/** Takes over the scenarios of another run. */
	public void addAll(Figures others) {
		this.titles.putAll(others.titles());
		this.values.putAll(others.values());
	}

	/** The median, empty if that was not measured. */
	public OptionalDouble median(String scenario, String arm, String metric) {
		List<Double> all = this.values.getOrDefault(scenario, Map.of())
			.getOrDefault(arm, Map.of())
			.getOrDefault(metric, List.of());
		return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Spread.of(all).median());
	}

	/**
	 * The middle and the ends.
	 *
	 * @param median the median
	 * @param least the least
	 * @param most the most
	 */
	public record Spread(double median, double least, double most) {

		public static Spread of(List<Double> values) {
			double[] sorted = values.stream().mapToDouble(Objects::requireNonNull).toArray();
			Arrays.sort(sorted);
			return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
		}

	}

}
