package io.aiopool.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what child JVMs report, a line of numbers each, by subject.
 */
final class Results {

	private final Map<String, List<double[]>> rows = new LinkedHashMap<>();

	void add(String subject, String line) {
		this.rows.computeIfAbsent(subject, (name) -> new ArrayList<>())
			.add(Arrays.stream(line.trim().split(" ")).mapToDouble(Double::parseDouble).toArray());
	}

	boolean has(String subject) {
		return this.rows.containsKey(subject);
	}

	double median(String subject, int column) {
		double[] values = this.rows.getOrDefault(subject, List.of())
			.stream()
			.mapToDouble((row) -> row[column])
			.sorted()
			.toArray();
		return values[values.length / 2];
	}

}
