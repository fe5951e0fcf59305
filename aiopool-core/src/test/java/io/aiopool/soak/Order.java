package io.aiopool.soak;

import java.util.SplittableRandom;

/**
 * What a task of the soak is asked to do.
 *
 * @param id its number in the ledger
 * @param millis how long it takes its time
 * @param resultBytes how large its answer is to be
 * @param payload anything
 */
record Order(int id, int millis, int resultBytes, byte[] payload) {

	static Order of(int id, int millis, int bytes, SplittableRandom random) {
		byte[] payload = new byte[bytes];
		random.nextBytes(payload);
		return new Order(id, millis, bytes, payload);
	}

	Order withResult(int resultBytes) {
		return new Order(this.id, this.millis, resultBytes, this.payload);
	}

}
