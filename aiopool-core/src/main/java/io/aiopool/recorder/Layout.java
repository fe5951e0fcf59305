package io.aiopool.recorder;

/**
 * Where things are in the file: a header, then a record per lane of the id of the task
 * that began there last and the index of the element it was at.
 */
final class Layout {

	static final int HEADER_BYTES = 64;

	/** A number that changes as long as the worker lives. */
	static final int HEARTBEAT = 0;

	static final int LANE_BYTES = 16;

	private Layout() {
	}

	static int size(int lanes) {
		return HEADER_BYTES + lanes * LANE_BYTES;
	}

	static int element(int lane) {
		return lane(lane) + Long.BYTES;
	}

	static int lane(int lane) {
		return HEADER_BYTES + lane * LANE_BYTES;
	}

}
