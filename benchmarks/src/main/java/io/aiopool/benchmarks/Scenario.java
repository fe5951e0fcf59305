package io.aiopool.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * One thing that is measured: several arms that take turns.
 */
public interface Scenario {

	/** Its name on the command line and in the report. */
	String name();

	/** Its heading, which says what is measured. */
	String title();

	/**
	 * Prepares what takes turns.
	 * @param bench the settings of this run
	 * @return the arms, closed by the caller
	 */
	List<Arm> arms(Bench bench) throws Exception;

	/** How often each arm has its turn. */
	default int rounds(Bench bench) {
		return bench.quick() ? 3 : 11;
	}

	/** Turns before those that count. */
	default int warmUp(Bench bench) {
		return bench.quick() ? 2 : 6;
	}

	/**
	 * For how long each arm works before its turns begin: the same for all of them,
	 * whatever they have to compile.
	 */
	default Duration warmUpTime(Bench bench) {
		return Duration.ZERO;
	}

	/**
	 * For how long an arm works at the beginning of each turn, before that counts.
	 * Compilers go on when the warm-up is over, and most of all when a turn begins.
	 */
	default Duration leadIn(Bench bench) {
		return Duration.ZERO;
	}

}
