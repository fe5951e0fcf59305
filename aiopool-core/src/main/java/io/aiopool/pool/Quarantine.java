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

import io.aiopool.QuarantineSettings;
import io.aiopool.QuarantinedTask;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which tasks kill their workers. Thread-safe by its own lock, under which
 * nothing else is called.
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

	/** A suspect: when its workers died. */
	private static final class Case {

		private final Deque<Long> deaths = new ArrayDeque<>();

		private long lastSeen;

	}

	Quarantine(QuarantineSettings settings, LongSupplier nanos, Clock clock) {
		this.settings = settings;
		this.nanos = nanos;
		this.clock = clock;
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
		if (!isOn() || this.quarantined.containsKey(fingerprint)) {
			return;
		}
		Case suspect = suspect(fingerprint);
		suspect.deaths.addLast(this.nanos.getAsLong());
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

	/** Returns those that are not to run, the oldest case first. */
	synchronized List<QuarantinedTask> list() {
		return this.quarantined.values().stream().sorted(Comparator.comparing(QuarantinedTask::since)).toList();
	}

	synchronized boolean release(String fingerprint) {
		boolean released = this.quarantined.remove(fingerprint) != null;
		updateAlert();
		return released;
	}

	synchronized int releaseAll() {
		int released = this.quarantined.size();
		this.quarantined.clear();
		updateAlert();
		return released;
	}

	private void forgetOld() {
		long begin = this.nanos.getAsLong() - this.settings.window().toNanos();
		this.suspects.values().removeIf((suspect) -> {
			suspect.deaths.removeIf((death) -> death - begin < 0);
			return suspect.lastSeen - begin < 0;
		});
		updateAlert();
	}

	private void updateAlert() {
		this.alert = !this.suspects.isEmpty() || !this.quarantined.isEmpty();
	}

}
