package io.aiopool.pool;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.aiopool.QuarantineSettings;
import io.aiopool.QuarantinedTask;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which tasks kill their workers. Thread-safe by its own lock, under which
 * nothing else is called but its {@link MethodBrake}.
 * <p>
 * Where several tasks ran when a worker died, nobody knows which of them did it: they
 * become suspects, and a suspect runs alone. Deaths count in a row: a run that ends
 * without harm acquits.
 */
final class Quarantine {

	/** The oldest suspect is forgotten beyond that. */
	private static final int MOST_SUSPECTS = 1000;

	/**
	 * Beyond that, the one that has not been submitted for the longest time is released:
	 * if it comes back it has to kill workers again.
	 */
	static final int MOST_QUARANTINED = 1000;

	private final QuarantineSettings settings;

	private final LongSupplier nanos;

	private final Clock clock;

	private final Map<String, Case> suspects = new LinkedHashMap<>();

	/** Ordered by when they were asked for last. */
	private final Map<String, QuarantinedTask> quarantined = new LinkedHashMap<>(16, 0.75f, true);

	/** So that pools in which nobody dies pay one read. */
	private volatile boolean alert;

	private final MethodBrake methods;

	/** When a worker was last killed from outside of which nothing was to be blamed. */
	private @Nullable Long killedAtRandom;

	/** A suspect: when its workers died. */
	private static final class Case {

		private final Deque<Death> deaths = new ArrayDeque<>();

		private long lastSeen;

	}

	/**
	 * Of a worker.
	 *
	 * @param at when
	 * @param fromOutside whether somebody outside killed it
	 */
	private record Death(long at, boolean fromOutside) {
	}

	Quarantine(QuarantineSettings settings, LongSupplier nanos, Clock clock) {
		this.settings = settings;
		this.nanos = nanos;
		this.clock = clock;
		this.methods = new MethodBrake(settings, nanos, clock);
	}

	/** Methods that kill workers whatever their arguments are. */
	MethodBrake methods() {
		return this.methods;
	}

	/** Whether fingerprints are of any interest now. */
	boolean isAlert() {
		return this.alert;
	}

	boolean isOn() {
		return this.settings.deaths() > 0;
	}

	/** A worker has died while this ran, and nothing else did. */
	synchronized void killed(String name, String fingerprint) {
		killed(name, fingerprint, false);
	}

	/**
	 * Somebody outside has killed a worker while this ran, and nothing else did. That was
	 * perhaps the kernel, for the memory that it took; not if other workers are killed
	 * too.
	 */
	synchronized void killedFromOutside(String name, String fingerprint) {
		Long random = this.killedAtRandom;
		if (random == null || this.nanos.getAsLong() - random >= this.settings.window().toNanos()) {
			killed(name, fingerprint, true);
		}
	}

	/**
	 * Somebody outside has killed a worker: of all but what it ran, kills from outside
	 * prove nothing.
	 * @param fingerprint what ran there alone, {@code null} if nothing ran
	 */
	synchronized void killedAtRandom(@Nullable String fingerprint) {
		boolean others = this.suspects.entrySet()
			.stream()
			.filter((suspect) -> !suspect.getKey().equals(fingerprint))
			.map((suspect) -> suspect.getValue().deaths.removeIf(Death::fromOutside))
			.reduce(false, Boolean::logicalOr);
		if (fingerprint == null || others) {
			this.killedAtRandom = this.nanos.getAsLong();
			this.suspects.values().forEach((suspect) -> suspect.deaths.removeIf(Death::fromOutside));
		}
	}

	private void killed(String name, String fingerprint, boolean fromOutside) {
		if (!isOn() || this.quarantined.containsKey(fingerprint)) {
			return;
		}
		Case suspect = suspect(fingerprint);
		suspect.deaths.addLast(new Death(this.nanos.getAsLong(), fromOutside));
		forgetOld();
		if (suspect.deaths.size() >= this.settings.deaths()) {
			this.suspects.remove(fingerprint);
			this.quarantined.put(fingerprint,
					new QuarantinedTask(name, fingerprint, suspect.deaths.size(), Instant.now(this.clock)));
			if (this.quarantined.size() > MOST_QUARANTINED) {
				this.quarantined.remove(this.quarantined.keySet().iterator().next());
			}
		}
	}

	/** A worker has died while this ran among others. */
	synchronized void suspected(String fingerprint) {
		if (isOn() && !this.quarantined.containsKey(fingerprint)) {
			suspect(fingerprint);
		}
	}

	private Case suspect(String fingerprint) {
		Case suspect = this.suspects.computeIfAbsent(fingerprint, (key) -> new Case());
		suspect.lastSeen = this.nanos.getAsLong();
		if (this.suspects.size() > MOST_SUSPECTS) {
			this.suspects.remove(this.suspects.keySet().iterator().next());
		}
		this.alert = true;
		return suspect;
	}

	/** It has run without harm. */
	synchronized void acquit(String fingerprint) {
		this.suspects.remove(fingerprint);
		updateAlert();
	}

	/** Returns whether it is to run alone. */
	synchronized boolean isSuspect(String fingerprint) {
		forgetOld();
		return this.suspects.containsKey(fingerprint);
	}

	/** Returns why it is not to run, if it is not. */
	synchronized @Nullable QuarantinedTask find(String fingerprint) {
		return this.quarantined.get(fingerprint);
	}

	/**
	 * Returns those that are not to run, and methods that have one worker at a time, the
	 * oldest case first.
	 */
	synchronized List<QuarantinedTask> list() {
		return Stream.concat(this.quarantined.values().stream(), this.methods.list().stream())
			.sorted(Comparator.comparing(QuarantinedTask::since))
			.toList();
	}

	synchronized boolean release(String fingerprint) {
		boolean released = this.quarantined.remove(fingerprint) != null || this.methods.release(fingerprint);
		updateAlert();
		return released;
	}

	synchronized int releaseAll() {
		int released = this.quarantined.size() + this.methods.releaseAll();
		this.quarantined.clear();
		updateAlert();
		return released;
	}

	private void forgetOld() {
		long begin = this.nanos.getAsLong() - this.settings.window().toNanos();
		this.suspects.values().removeIf((suspect) -> {
			suspect.deaths.removeIf((death) -> death.at() - begin < 0);
			return suspect.lastSeen - begin < 0;
		});
		updateAlert();
	}

	private void updateAlert() {
		this.alert = !this.suspects.isEmpty() || !this.quarantined.isEmpty();
	}

}
