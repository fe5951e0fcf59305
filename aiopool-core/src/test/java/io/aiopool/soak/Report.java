package io.aiopool.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The invariants of the soak with their targets and figures, on a page. Not thread-safe.
 */
final class Report {

	private static final String MISSED = "**missed**";

	/** More than that, and nobody can promise times. */
	private static final double MOST_OTHERS = 0.25;

	private final List<Row> rows = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private double others;

	/**
	 * An invariant.
	 *
	 * @param name what it says
	 * @param target what is promised
	 * @param figure what was seen
	 * @param met whether that is enough
	 * @param timed whether it is about time
	 */
	record Row(String name, String target, String figure, boolean met, boolean timed) {
	}

	/**
	 * So much of the machine others have used. If that is much, times are told but not
	 * judged.
	 */
	void others(double share) {
		this.others = share;
	}

	Report add(String name, String target, Object figure, boolean met) {
		this.rows.add(new Row(name, target, figure.toString(), met, false));
		return this;
	}

	/** What must not exceed a value at some percentile. */
	Report atMost(String name, Latencies latencies, double percent, Duration most) {
		boolean met = latencies.count() > 0 && latencies.percentile(percent).compareTo(most) <= 0;
		this.rows
			.add(new Row(name, "p%.0f ≤ %d ms".formatted(percent, most.toMillis()), latencies.describe(), met, true));
		return this;
	}

	/** What must not happen. */
	Report none(String name, long count) {
		return add(name, "0", count, count == 0);
	}

	Report note(String line) {
		this.notes.add(line);
		return this;
	}

	/** The names of those that were missed. */
	List<String> missed() {
		return this.rows.stream().filter((row) -> verdict(row).equals(MISSED)).map(Row::name).toList();
	}

	private String verdict(Row row) {
		if (row.met()) {
			return "met";
		}
		return (row.timed() && this.others > MOST_OTHERS) ? "not judged" : MISSED;
	}

	String markdown(String title) {
		StringBuilder text = new StringBuilder("# ").append(title).append("\n\n");
		text.append("| invariant | target | figure | |\n|---|---|---|---|\n");
		this.rows.forEach((row) -> text
			.append("| %s | %s | %s | %s |%n".formatted(row.name(), row.target(), row.figure(), verdict(row))));
		text.append("%nOthers used %.0f %% of this machine; times are judged up to %.0f %%.%n%n"
			.formatted(100 * this.others, 100 * MOST_OTHERS));
		this.notes.forEach((line) -> text.append(line).append("\n"));
		return text.toString();
	}

}
