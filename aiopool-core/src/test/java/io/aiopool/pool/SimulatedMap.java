package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

import io.aiopool.TaskOptions;
import io.aiopool.simulation.Fate;
import io.aiopool.simulation.Fate.Outcome;
import io.aiopool.simulation.Fate.Terms;
import io.aiopool.simulation.Payloads;
import io.aiopool.simulation.Witness;
import io.aiopool.simulation.World;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * A map in a simulation, with its input and its reader.
 */
final class SimulatedMap implements CoreSubscriber<Object> {

	private static final long FIRST_KEY = 1L << 40;

	private final World world;

	private final Witness witness;

	private final TaskOptions options;

	private final boolean ordered;

	private final long from;

	private final int size;

	private final List<Fate> begun = new ArrayList<>();

	private @Nullable Subscription subscription;

	private int received;

	private boolean over;

	SimulatedMap(World world, Witness witness, TaskOptions options, int number, boolean ordered, int size) {
		this.world = world;
		this.witness = witness;
		this.options = options;
		this.ordered = ordered;
		this.from = FIRST_KEY + ((long) number << 20);
		this.size = size;
	}

	void start(Engine engine, SplittableRandom random) {
		Iterable<Long> input = this::elements;
		boolean sized = random.nextBoolean();
		MapPlan plan = new MapPlan(engine, this.options, new Payloads.Body(), true, false,
				() -> new MapSource.Pulled(input.iterator(), sized ? this.size : -1), 1 + random.nextInt(8),
				random.nextInt(3) * 10, this.ordered, null);
		MapFlow.start(plan, this);
	}

	private Iterator<Long> elements() {
		return new Iterator<>() {

			@Override
			public boolean hasNext() {
				return SimulatedMap.this.begun.size() < SimulatedMap.this.size;
			}

			@Override
			public Long next() {
				long key = SimulatedMap.this.from + SimulatedMap.this.begun.size();
				SimulatedMap.this.begun.add(SimulatedMap.this.witness.expect(key, "element " + Long.toHexString(key),
						new Terms(Fate.NEVER, SimulatedMap.this.options.idempotent(),
								SimulatedMap.this.options.retry().attempts(), true)));
				return key;
			}

		};
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
	}

	void request(long results) {
		Subscription subscription = this.subscription;
		if (subscription != null && !this.over) {
			subscription.request(results);
		}
	}

	void cancel() {
		Subscription subscription = this.subscription;
		if (subscription != null && !this.over) {
			end();
			subscription.cancel();
		}
	}

	@Override
	public void onNext(Object result) {
		this.world.calledOut("result of a map");
		long key = (Long) result;
		if (this.ordered && key != this.from + this.received) {
			this.world.violated("a map gives result " + (key - this.from) + " as number " + this.received);
		}
		this.received++;
		this.witness.tells(key, Outcome.RESULT);
	}

	@Override
	public void onError(Throwable failure) {
		this.world.calledOut("end of a map");
		this.world.log(() -> "map ends: " + failure);
		end();
	}

	@Override
	public void onComplete() {
		this.world.calledOut("end of a map");
		if (this.received != this.size) {
			this.world.violated("a map of " + this.size + " ends after " + this.received);
		}
		end();
	}

	private void end() {
		if (this.over) {
			this.world.violated("a map ends twice");
		}
		this.over = true;
		for (int i = 0; i < this.begun.size(); i++) {
			this.witness.cancels(this.from + i);
		}
	}

	boolean isOver() {
		return this.over;
	}

}
