package io.aiopool.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.soak.Ledger.Outcome;

/**
 * A soak: load and faults, a look at what this process holds early and late, the end of
 * the faults, and the join. Used by one thread.
 */
final class SoakRun {

	private static final int AFTERWARDS = 1000;

	private static final Duration RECOVERY = Duration.ofSeconds(5);

	/** Longer than an idle callback thread lives. */
	private static final Duration CALM = Duration.ofSeconds(14);

	private static final int LEAST_KINDS = 12;

	private static final double HEAP_GROWTH = 1.05;

	private static final int SHOWN_CLASSES = 5;

	private final SoakSettings settings;

	private final Report report = new Report();

	SoakRun(SoakSettings settings) {
		this.settings = settings;
	}

	/** Everything. */
	Report run() throws Exception {
		MachineUse before = MachineUse.look();
		try (Soak soak = new Soak(this.settings)) {
			long began = System.nanoTime();
			soak.hurt(began + this.settings.baseline().toNanos(), true);
			long paused = System.nanoTime();
			soak.pause();
			soak.awaitFull();
			soak.awaitNoSuccessor();
			Resources early = calm(soak, null);
			soak.resume();
			soak.hurt(began + System.nanoTime() - paused + this.settings.duration().toNanos(), false);
			recover(soak);
			soak.awaitNoSuccessor();
			Resources late = calm(soak, early);
			judge(soak, soak.join());
			compare(early, late);
		}
		this.report.others(MachineUse.look().othersSince(before));
		return this.report;
	}

	/** Only what the ledger and the children say. */
	Report runWithoutResources() throws Exception {
		try (Soak soak = new Soak(this.settings)) {
			soak.hurt(System.nanoTime() + this.settings.duration().toNanos(), false);
			soak.pause();
			judge(soak, soak.join());
		}
		return this.report;
	}

	/** The faults stop. */
	private void recover(Soak soak) throws InterruptedException {
		Duration full = soak.awaitFull();
		soak.pause();
		int succeeded = soak.succeed(AFTERWARDS, 0);
		this.report.add("faults stop", "full capacity ≤ 5 s, then 1,000 of 1,000 succeed",
				"%.2f s, %d of %d".formatted(full.toNanos() / 1e9, succeeded, AFTERWARDS),
				full.compareTo(RECOVERY) <= 0 && succeeded == AFTERWARDS);
	}

	/** Once threads that are idle have gone, or as soon as there are as few as before. */
	private Resources calm(Soak soak, Resources before) throws InterruptedException, IOException {
		long end = System.nanoTime() + CALM.toNanos();
		while (System.nanoTime() - end < 0
				&& (before == null || Resources.liveThreads().size() != before.threads().size())) {
			Thread.sleep(100);
		}
		return soak.resources();
	}

	private void judge(Soak soak, Join join) {
		Findings findings = soak.findings();
		this.report
			.add("exactly one completion",
					"lost = 0, double = 0 over ≥ %,d tasks".formatted(this.settings.leastTasks()),
					"lost = %d, double = %d over %,d".formatted(join.lost(), join.twiceTold(), join.tasks()),
					join.lost() == 0 && join.twiceTold() == 0 && join.tasks() >= this.settings.leastTasks())
			.none("runs beyond at most once (each attempt, if idempotent)", join.ranTwice())
			.none("runs that were denied, results without a run", join.untrue())
			.none("mixed results (checksum keyed by id)", join.mixed())
			.add("faults injected", "≥ %d deaths of ≥ %d kinds".formatted(this.settings.leastDeaths(), LEAST_KINDS),
					"%d of %d kinds".formatted(findings.deaths(), findings.kinds()),
					findings.deaths() >= this.settings.leastDeaths() && findings.kinds() >= LEAST_KINDS)
			.none("deaths that nobody has brought about", soak.unexplainedDeaths())
			.none("faults with another outcome than promised", findings.surprises().size() + soak.failures().size())
			.atMost("kill → future completed, idle", findings.toldIdle, 99, Duration.ofMillis(50))
			.atMost("kill → future completed, loaded", findings.toldLoaded, 99, Duration.ofMillis(250))
			.atMost("kill → full capacity, median", findings.capacity, 50, Duration.ofMillis(500))
			.atMost("kill → full capacity", findings.capacity, 99, Duration.ofSeconds(2))
			.atMost("caller told after the deadline", findings.afterDeadline, 99, Duration.ofMillis(250))
			.add("map order", "100 %",
					"%d results out of place in %d maps, and %d cut short by a death"
						.formatted(soak.maps().disordered(), soak.maps().whole(), soak.maps().cutShort()),
					soak.maps().disordered() == 0 && soak.maps().whole() > 0);
		describe(soak, join);
	}

	private void describe(Soak soak, Join join) {
		Findings findings = soak.findings();
		this.report.note("Any other death told → full capacity: " + findings.capacityAfterTold.describe() + ".\n")
			.note("Begins noted by children: %,d. What callers were told: ".formatted(join.begins()) + told(join)
					+ ".\n")
			.note("| death | times |\n|---|---|");
		for (Death kind : Death.values()) {
			this.report.note("| " + kind + " | " + findings.deaths(kind) + " |");
		}
		this.report.note("");
		join.examples().forEach((example) -> this.report.note("- " + example));
		findings.surprises().forEach((surprise) -> this.report.note("- " + surprise));
		soak.failures().forEach((failure) -> this.report.note("- " + failure));
	}

	private static String told(Join join) {
		List<String> told = new ArrayList<>();
		join.outcomes().forEach((outcome, count) -> {
			if (outcome != Outcome.NONE) {
				told.add("%s %,d".formatted(outcome, count));
			}
		});
		return String.join(", ", told);
	}

	private void compare(Resources early, Resources late) {
		List<String> more = new ArrayList<>(late.threads());
		early.threads().forEach(more::remove);
		long before = early.heap().total();
		long now = late.heap().total();
		this.report
			.add("descriptors, early and late", "± 2", early.descriptors() + " → " + late.descriptors(),
					Math.abs(late.descriptors() - early.descriptors()) <= 2)
			.add("threads", "± 0",
					early.threads().size() + " → " + late.threads().size() + (more.isEmpty() ? "" : " " + more),
					late.threads().size() == early.threads().size())
			.none("zombies", late.zombies())
			.add("files of workers", "= live workers", late.recorders() + " for " + late.workers(),
					late.recorders() == late.workers())
			.add("live objects in the heap", "≤ + 5 %",
					"%,d → %,d KiB (%+.1f %%)".formatted(before >> 10, now >> 10, 100.0 * now / before - 100),
					now <= before * HEAP_GROWTH)
			.note("\nBytes that have grown most: " + late.heap().growthSince(early.heap(), SHOWN_CLASSES) + ".");
	}

}
