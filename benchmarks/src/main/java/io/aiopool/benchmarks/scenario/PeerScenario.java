package io.aiopool.benchmarks.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.peer.Peer;
import io.aiopool.benchmarks.peer.Peers;
import io.aiopool.benchmarks.peer.Work;

/**
 * A scenario in which every peer does the same work, as far as it can.
 */
abstract class PeerScenario implements Scenario {

	private final String name;

	private final String title;

	PeerScenario(String name, String title) {
		this.name = name;
		this.title = title;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final String title() {
		return this.title;
	}

	/** What is to be done, with a prefix for the names of its values. */
	abstract Map<String, Work> work(Bench bench);

	List<Peer> peers(Bench bench) {
		return Peers.all(bench);
	}

	/** Whether a peer is asked for a piece of work. */
	boolean asks(Peer peer, String prefix) {
		return true;
	}

	/** Changes the values of a piece of work to what is reported. */
	Map<String, Double> report(String prefix, Map<String, Double> values) {
		return values;
	}

	@Override
	public final List<Arm> arms(Bench bench) throws Exception {
		List<Arm> arms = new ArrayList<>();
		Map<String, Work> work = work(bench);
		for (Peer peer : peers(bench)) {
			arms.add(Arm.of(peer.name(), () -> round(peer, work), peer));
		}
		return arms;
	}

	private Map<String, Double> round(Peer peer, Map<String, Work> work) throws Exception {
		Map<String, Double> all = new LinkedHashMap<>();
		for (Map.Entry<String, Work> piece : work.entrySet()) {
			Map<String, Double> values = asks(peer, piece.getKey()) ? peer.measure(piece.getValue()) : null;
			if (values != null) {
				all.putAll(report(piece.getKey(), values));
			}
		}
		return all;
	}

}
