package io.aiopool.pool;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

import io.aiopool.QuarantineSettings;
import io.aiopool.QuarantinedTask;

/**
 * Remembers which methods kill their workers whatever their arguments are, and gives
 * those one worker at a time until a run of them ends well. Thread-safe by its own lock,
 * under which nothing else is called.
 */
final class MethodBrake {

	/** The method that has killed a worker least recently is forgotten beyond that. */
	private static final int MOST_METHODS = 1000;

	/** One argument is the matter of the quarantine, and proves nothing of others. */
	private static final int FEWEST = 2;

	private final QuarantineSettings settings;

	private final LongSupplier nanos;

	private final Clock clock;

	/** When workers died of a method, by fingerprint. */
	private final Map<MethodEntry, Map<String, Long>> deaths = new LinkedHashMap<>();

	private final Set<MethodEntry> braked = new LinkedHashSet<>();

	private long brakes;

	MethodBrake(QuarantineSettings settings, LongSupplier nanos, Clock clock) {
		this.settings = settings;
		this.nanos = nanos;
		this.clock = clock;
	}

	/**
	 * A worker has died of a task, as is proved.
	 * @return whether the method has one worker at a time from now on, and had more
	 * before
	 */
	synchronized boolean killed(String name, MethodEntry method, String fingerprint) {
		if (this.settings.deaths() == 0 || method.brake != null) {
			return false;
		}
		long now = this.nanos.getAsLong();
		Map<String, Long> arguments = this.deaths.computeIfAbsent(method, (key) -> new LinkedHashMap<>());
		arguments.put(fingerprint, now);
		forgetOld(now);
		if (arguments.size() < Math.max(FEWEST, this.settings.deaths())) {
			forgetFirst(this.deaths.keySet());
			return false;
		}
		this.deaths.remove(method);
		method.brake = new QuarantinedTask(name, Fingerprint.ofMethod(name, ++this.brakes), arguments.size(),
				Instant.now(this.clock));
		this.braked.add(method);
		if (this.braked.size() > MOST_METHODS) {
			release(this.braked.iterator().next());
		}
		return true;
	}

	private void forgetOld(long now) {
		long begin = now - this.settings.window().toNanos();
		this.deaths.values().forEach((arguments) -> arguments.values().removeIf((death) -> death - begin < 0));
		this.deaths.values().removeIf(Map::isEmpty);
	}

	private static void forgetFirst(Collection<MethodEntry> methods) {
		if (methods.size() > MOST_METHODS) {
			methods.remove(methods.iterator().next());
		}
	}

	/** Whether there is any method that has one worker at a time. */
	synchronized boolean isOn() {
		return !this.braked.isEmpty();
	}

	/** A run of the method has ended well. */
	synchronized void release(MethodEntry method) {
		this.braked.remove(method);
		method.brake = null;
	}

	synchronized boolean release(String fingerprint) {
		for (MethodEntry method : this.braked) {
			QuarantinedTask brake = method.brake;
			if (brake != null && brake.fingerprint().equals(fingerprint)) {
				release(method);
				return true;
			}
		}
		return false;
	}

	synchronized int releaseAll() {
		List<MethodEntry> all = List.copyOf(this.braked);
		all.forEach(this::release);
		return all.size();
	}

	synchronized List<QuarantinedTask> list() {
		return this.braked.stream().map((method) -> Objects.requireNonNull(method.brake)).toList();
	}

}
