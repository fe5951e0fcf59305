package io.aiopool.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.benchmarks.report.Figures;

/**
 * Lets the arms of a scenario take turns, so that whatever else the machine does hits all
 * of them. An arm that fails is reported and left out from then on.
 */
final class Turns {

	private final Bench bench;

	private final Figures figures;

	Turns(Bench bench, Figures figures) {
		this.bench = bench;
		this.figures = figures;
	}

	void run(Scenario scenario) throws Exception {
		this.bench.say("== " + scenario.name() + ": " + scenario.title());
		long begin = System.nanoTime();
		this.figures.title(scenario.name(), scenario.title());
		List<Arm> arms = new ArrayList<>(scenario.arms(this.bench));
		try {
			for (Arm arm : List.copyOf(arms)) {
				if (!warmUp(scenario, arm)) {
					arms.remove(arm);
					arm.close();
				}
			}
			int warmUp = scenario.warmUp(this.bench);
			for (int round = -warmUp; round < scenario.rounds(this.bench); round++) {
				for (Arm arm : List.copyOf(arms)) {
					if (!works(scenario, arm, scenario.leadIn(this.bench)) || !turn(scenario, arm, round >= 0)) {
						arms.remove(arm);
						arm.close();
					}
				}
			}
		}
		finally {
			for (Arm arm : arms) {
				arm.close();
			}
		}
		this.bench.say("   " + Math.round(Timing.millisSince(begin) / 1000) + " s");
	}

	private boolean warmUp(Scenario scenario, Arm arm) throws InterruptedException {
		return works(scenario, arm, scenario.warmUpTime(this.bench));
	}

	private boolean works(Scenario scenario, Arm arm, Duration time) throws InterruptedException {
		boolean works = true;
		for (long begin = System.nanoTime(); works && System.nanoTime() - begin < time.toNanos();) {
			works = turn(scenario, arm, false);
		}
		return works;
	}

	private boolean turn(Scenario scenario, Arm arm, boolean counts) throws InterruptedException {
		try {
			var values = arm.round();
			if (counts) {
				values.forEach((metric, value) -> this.figures.add(scenario.name(), arm.name(), metric, value));
			}
			return true;
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			this.bench.say("   " + arm.name() + " is left out: " + ex);
			return false;
		}
	}

}
