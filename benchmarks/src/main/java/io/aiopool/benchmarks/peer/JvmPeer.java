package io.aiopool.benchmarks.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import io.aiopool.benchmarks.Timing;
import org.jspecify.annotations.Nullable;

/**
 * A peer that is called from this JVM.
 */
abstract class JvmPeer implements Peer {

	private static final double MEGA = 1e6;

	private final String name;

	JvmPeer(String name) {
		this.name = name;
	}

	@Override
	public final String name() {
		return this.name;
	}

	/** Calls nothing, and waits for it. */
	abstract Object call(int value) throws Exception;

	/** Submits the call of nothing; {@code null} if this peer takes one at a time. */
	@Nullable Future<?> submit(int value) throws Exception {
		return null;
	}

	/** Sends bytes there and back; {@code null} if no process boundary is crossed. */
	byte @Nullable [] echo(byte[] bytes) throws Exception {
		return null;
	}

	/** Maps so many numbers; {@code null} if there is no map. */
	@Nullable Object map(int elements) throws Exception {
		return null;
	}

	@Nullable Map<String, Double> kill() throws Exception {
		return null;
	}

	@Override
	public final @Nullable Map<String, Double> measure(Work work) throws Exception {
		return switch (work.kind()) {
			case NO_OP -> Timing.latencies(() -> call(1), work.count());
			case FLOOD -> (submit(0) != null) ? flood(work.count()) : null;
			case MAP -> (map(1) != null) ? mapped(work.count()) : null;
			case ECHO -> (echo(new byte[1]) != null) ? echoed(work) : null;
			case ECHO_BESIDE -> (echo(new byte[1]) != null) ? beside(work) : null;
			case KILL -> kill();
		};
	}

	private Map<String, Double> flood(int count) throws Exception {
		long begin = System.nanoTime();
		for (int sent = 0; sent < count; sent += Work.WINDOW) {
			List<Future<?>> futures = new ArrayList<>(Work.WINDOW);
			for (int i = 0; i < Work.WINDOW; i++) {
				Future<?> future = submit(i);
				if (future != null) {
					futures.add(future);
				}
			}
			for (Future<?> future : futures) {
				future.get();
			}
		}
		return Map.of("tasks / s", Timing.perSecond(count, begin));
	}

	private Map<String, Double> mapped(int count) throws Exception {
		long begin = System.nanoTime();
		map(count);
		return Map.of("map elements / s", Timing.perSecond(count, begin));
	}

	private Map<String, Double> echoed(Work work) throws Exception {
		byte[] bytes = new byte[work.bytes()];
		double millis = Timing.medianMillis(() -> {
			byte[] back = echo(bytes);
			if (back == null || back.length != bytes.length) {
				throw new IllegalStateException("not what was sent");
			}
			return back;
		}, work.count());
		Map<String, Double> values = new LinkedHashMap<>();
		values.put("ms", millis);
		values.put("GB/s", bytes.length / MEGA / millis);
		return values;
	}

	/**
	 * A wake-up takes now this long and now that, which would decide about two medians
	 * that are taken one after the other.
	 */
	private Map<String, Double> beside(Work work) throws Exception {
		byte[] bytes = new byte[work.bytes()];
		byte[] none = new byte[0];
		double[] multiples = new double[work.count()];
		for (int i = 0; i < multiples.length; i++) {
			double alone = Timing.millis(() -> echo(none));
			multiples[i] = Timing.millis(() -> echo(bytes)) / alone;
		}
		Arrays.sort(multiples);
		return Map.of("multiple", multiples[multiples.length / 2]);
	}

}
