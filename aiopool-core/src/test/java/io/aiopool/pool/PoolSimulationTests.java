package io.aiopool.pool;

import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.aiopool.simulation.Faults.Sabotage;
import io.aiopool.simulation.Violation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real state machines of a pool in a simulated world, some hundred times: exactly one
 * completion, at most one run, one task a lane, no task for a worker that was told to
 * leave, deadlines kept, counters that balance, capacity that comes back, and nothing
 * left of a closed pool.
 * <p>
 * {@code -Daiopool.simulation.seed=N} runs one seed and prints its history;
 * {@code -Daiopool.simulation.seeds=N} runs so many, from 0.
 */
class PoolSimulationTests {

	private static final int SEEDS = Integer.getInteger("aiopool.simulation.seeds", 300);

	private static final int SEEDS_UNTIL_NOTICED = 200;

	private static final int LAST_LINES = 120;

	/** Held, so that its level is not forgotten. */
	private static final Logger LOGGER = Logger.getLogger("io.aiopool");

	@BeforeAll
	static void logNothing() {
		LOGGER.setLevel(Level.OFF);
	}

	@AfterAll
	static void logAgain() {
		LOGGER.setLevel(null);
	}

	@Test
	void aPoolKeepsItsPromisesWhateverHappens() {
		Long seed = Long.getLong("aiopool.simulation.seed");
		if (seed != null) {
			PoolSimulation simulation = new PoolSimulation(seed, Set.of(), true);
			Violation violation = violation(simulation, Set.of());
			System.out.println(simulation.trace());
			assertThat(violation).isNull();
			return;
		}
		for (long each = 0; each < SEEDS; each++) {
			if (violation(new PoolSimulation(each, Set.of(), false), Set.of()) != null) {
				throw shortest(each);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Sabotage.class)
	void aBrokenPromiseIsNoticed(Sabotage sabotage) {
		boolean noticed = false;
		for (long seed = 0; seed < SEEDS_UNTIL_NOTICED && !noticed; seed++) {
			noticed = violation(new PoolSimulation(seed, Set.of(sabotage), false), Set.of()) != null;
		}
		assertThat(noticed).as("%s is noticed", sabotage).isTrue();
	}

	@Test
	void theSameSeedHasTheSameHistory() {
		for (long seed = 0; seed < 20; seed++) {
			PoolSimulation one = new PoolSimulation(seed, Set.of(), true);
			PoolSimulation other = new PoolSimulation(seed, Set.of(), true);
			violation(one, Set.of());
			violation(other, Set.of());
			assertThat(history(one)).isEqualTo(history(other));
		}
	}

	/**
	 * Objects without a name of their own are not told apart, and queues have random
	 * ones.
	 */
	private static String history(PoolSimulation simulation) {
		return simulation.trace().replaceAll("@[0-9a-f]+|queue=-?\\d+|since [0-9TZ:.-]+", "");
	}

	private static Violation violation(PoolSimulation simulation, Set<Integer> leftOut) {
		try {
			simulation.run(leftOut);
			return null;
		}
		catch (Violation ex) {
			return ex;
		}
	}

	/** Leaves out what users do, step by step, as long as something still goes wrong. */
	private static Violation shortest(long seed) {
		Set<Integer> leftOut = new HashSet<>();
		int steps = new PoolSimulation(seed, Set.of(), false).steps();
		for (int step = steps - 1; step >= 0; step--) {
			leftOut.add(step);
			if (violation(new PoolSimulation(seed, Set.of(), false), leftOut) == null) {
				leftOut.remove(step);
			}
		}
		PoolSimulation simulation = new PoolSimulation(seed, Set.of(), true);
		Violation violation = violation(simulation, leftOut);
		String[] lines = simulation.trace().split("\n");
		StringBuilder report = new StringBuilder("Seed " + seed + ", " + (steps - leftOut.size())
				+ " steps (all of it: -Daiopool.simulation.seed=" + seed + "): " + violation.getMessage() + "\n");
		for (int i = Math.max(0, lines.length - LAST_LINES); i < lines.length; i++) {
			report.append(lines[i]).append('\n');
		}
		return new Violation(report.toString(), violation);
	}

}
