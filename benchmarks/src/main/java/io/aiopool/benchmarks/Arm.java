package io.aiopool.benchmarks;

import java.util.Map;

/**
 * Something that is measured in turns with others.
 */
public interface Arm extends AutoCloseable {

	/** What it is called in the report. */
	String name();

	/**
	 * Has one turn.
	 * @return values by what they are, the unit in its name, such as {@code "p50 µs"}
	 */
	Map<String, Double> round() throws Exception;

	@Override
	default void close() throws Exception {
	}

	/** Measures. */
	interface Round {

		Map<String, Double> measure() throws Exception;

	}

	/** An arm without anything to close. */
	static Arm of(String name, Round round) {
		return of(name, round, () -> {
		});
	}

	/** An arm of a lambda. */
	static Arm of(String name, Round round, AutoCloseable closing) {
		return new Arm() {
			@Override
			public String name() {
				return name;
			}

			@Override
			public Map<String, Double> round() throws Exception {
				return round.measure();
			}

			@Override
			public void close() throws Exception {
				closing.close();
			}
		};
	}

}
