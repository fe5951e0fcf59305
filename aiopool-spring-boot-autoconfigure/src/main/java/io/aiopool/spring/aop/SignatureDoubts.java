package io.aiopool.spring.aop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.aiopool.codec.SignatureCheck.Finding;
import io.aiopool.codec.SignatureCheck.Weight;

/**
 * Types in signatures of which some values cannot cross the process boundary. While the
 * application starts they are collected, so that each is logged once and with all methods
 * that use it. Thread-safe: the lock of this object guards all fields.
 */
final class SignatureDoubts {

	private static final Logger logger = System.getLogger(SignatureDoubts.class.getName());

	private static final int MOST_METHODS = 5;

	/** The methods that use a type, and where in their signatures. */
	private final Map<Doubt, Map<String, Set<String>>> uses = new LinkedHashMap<>();

	private boolean started;

	private record Doubt(Class<?> type, String reason, Weight weight) {
	}

	/**
	 * Adds a type. Once the application has started, a new one is logged at once and a
	 * known one is not logged again.
	 * @param method where it is declared
	 * @param finding what is doubtful
	 */
	synchronized void add(OffProcessMethod method, Finding finding) {
		Doubt doubt = new Doubt(finding.type(), finding.reason(), finding.weight());
		boolean known = this.uses.containsKey(doubt);
		this.uses.computeIfAbsent(doubt, (type) -> new TreeMap<>())
			.computeIfAbsent(method.describe(), (name) -> new LinkedHashSet<>())
			.add(finding.place());
		if (this.started && !known) {
			log(doubt);
		}
	}

	/** Logs all that has been collected. */
	synchronized void start() {
		if (!this.started) {
			this.started = true;
			this.uses.keySet().forEach(this::log);
		}
	}

	private void log(Doubt doubt) {
		String name = doubt.type().getTypeName();
		if (doubt.weight() == Weight.MOST_VALUES) {
			logger.log(Level.WARNING,
					name + ", of which few values can cross the process boundary, if any: " + doubt.reason()
							+ ". A call with another one will fail. Used by "
							+ list(this.uses.getOrDefault(doubt, Map.of())));
		}
		else {
			logger.log(Level.INFO,
					name + ": " + doubt.reason() + ". Used by " + list(this.uses.getOrDefault(doubt, Map.of())));
		}
	}

	private static String list(Map<String, Set<String>> uses) {
		String first = uses.entrySet()
			.stream()
			.limit(MOST_METHODS)
			.map((use) -> use.getKey() + " (" + String.join(", ", use.getValue()) + ")")
			.collect(Collectors.joining(", "));
		return (uses.size() <= MOST_METHODS) ? first : first + " and " + (uses.size() - MOST_METHODS) + " more";
	}

}
