package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

import io.aiopool.QueueClosedException;
import io.aiopool.SharedQueue;
import io.aiopool.queue.QueueLocks;
import io.aiopool.queue.SharedQueues;
import io.aiopool.simulation.Elements;
import io.aiopool.simulation.Witness;
import io.aiopool.simulation.World;

/**
 * The shared queue of a simulated pool, and what users of this side do with it.
 */
final class SimulatedQueue {

	private final World world;

	private final Elements elements;

	private final SharedQueue<Long> queue;

	private final List<CompletableFuture<?>> open = new ArrayList<>();

	SimulatedQueue(World world, Witness witness, SharedQueues pool) {
		this.world = world;
		this.queue = pool.create(1 + world.chance(5));
		this.elements = new Elements(world, Objects.requireNonNull(pool.idOf(this.queue)));
		witness.uses(this.elements);
	}

	boolean isLocked() {
		return QueueLocks.isLocked(this.queue);
	}

	void act(SplittableRandom random) {
		this.open.removeIf(CompletableFuture::isDone);
		switch (random.nextInt(6)) {
			case 0, 1 -> put();
			case 2, 3 -> take();
			case 4 -> offerOrPoll(random.nextBoolean());
			default -> giveUp(random);
		}
	}

	private void put() {
		long element = this.elements.next();
		CompletableFuture<Void> put = this.queue.putAsync(element);
		put.whenComplete((none, failure) -> {
			this.world.calledOut("future of a put");
			this.elements.putEnds(element, failure == null);
		});
		this.open.add(put);
	}

	private void take() {
		CompletableFuture<Long> take = this.queue.takeAsync();
		take.whenComplete((element, failure) -> {
			this.world.calledOut("future of a take");
			if (element != null) {
				this.elements.taken(element);
			}
		});
		this.open.add(take);
	}

	private void offerOrPoll(boolean polls) {
		if (polls) {
			poll();
			return;
		}
		long element = this.elements.next();
		boolean put = false;
		try {
			put = this.queue.offer(element);
		}
		catch (QueueClosedException ex) {
			// Not put.
		}
		this.elements.putEnds(element, put);
	}

	private boolean poll() {
		try {
			return this.queue.poll().map((element) -> {
				this.elements.taken(element);
				return true;
			}).orElse(false);
		}
		catch (QueueClosedException ex) {
			return false;
		}
	}

	private void giveUp(SplittableRandom random) {
		if (!this.open.isEmpty()) {
			this.open.remove(random.nextInt(this.open.size())).cancel(true);
		}
	}

	/** Takes what is left. */
	void empty() {
		while (poll()) {
			this.world.point();
		}
	}

	boolean haveNothingOpen() {
		return this.open.stream().allMatch(CompletableFuture::isDone);
	}

	void verify() {
		empty();
		this.elements.verifyNothingLost();
	}

}
