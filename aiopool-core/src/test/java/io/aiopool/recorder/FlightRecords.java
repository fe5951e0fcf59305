package io.aiopool.recorder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import io.aiopool.recorder.FlightRecord.GivenAnswer;

/**
 * Flight records for tests.
 */
public final class FlightRecords {

	private FlightRecords() {
	}

	/**
	 * Returns the record of a worker that did this.
	 * @param tasks the task that began last in each lane, 0 for none
	 * @param elements the element that it was at
	 * @param answers what is in the journal
	 */
	public static FlightRecord of(long[] tasks, long[] elements, List<GivenAnswer> answers) {
		// Off the heap, as the file of a worker is: from JDK 22 on, arrays have no atomic
		// access to integers
		ByteBuffer file = ByteBuffer.allocateDirect(Layout.size(FlightRecord.LANES)).order(ByteOrder.LITTLE_ENDIAN);
		for (int lane = 0; lane < tasks.length; lane++) {
			file.putLong(Layout.lane(lane), tasks[lane]);
			file.putLong(Layout.element(lane), elements[lane]);
		}
		Journal journal = new Journal(file, Layout.journal(FlightRecord.LANES));
		for (GivenAnswer answer : answers) {
			if (!journal.append(answer.attempt(), answer.message())) {
				throw new IllegalArgumentException("too many answers: " + answers.size());
			}
		}
		byte[] bytes = new byte[file.capacity()];
		file.get(0, bytes);
		return new FlightRecord(bytes);
	}

}
