package io.aiopool.soak;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/**
 * The result of a task, by which one can tell whose it is and that all of it has arrived.
 *
 * @param id the number of the order
 * @param orderSum checksum of the order
 * @param payload as many bytes as were ordered, which follow from the id
 * @param sum checksum of all the others
 */
record Answer(int id, long orderSum, byte[] payload, long sum) {

	static Answer to(Order order) {
		byte[] payload = new byte[order.resultBytes()];
		new SplittableRandom(order.id()).nextBytes(payload);
		long orderSum = sum(order.id(), order.millis(), order.payload());
		return new Answer(order.id(), orderSum, payload, sum(order.id(), orderSum, payload));
	}

	/** Whether it is the answer to an order. */
	boolean isTo(Order order) {
		Answer right = to(order);
		return this.id == right.id && this.orderSum == right.orderSum && Arrays.equals(this.payload, right.payload)
				&& this.sum == right.sum;
	}

	private static long sum(int id, long more, byte[] bytes) {
		CRC32 crc = new CRC32();
		for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
			crc.update(id >>> shift);
		}
		for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
			crc.update((int) (more >>> shift));
		}
		crc.update(bytes);
		return crc.getValue();
	}

}
