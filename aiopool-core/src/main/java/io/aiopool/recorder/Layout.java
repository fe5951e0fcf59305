package io.aiopool.recorder;

/**
 * Where things are in the file: a header, then a record per lane of the id of the task
 * that began there last and the index of the element it was at, then the journal: how
 * many of its bytes count, and for each answer the attempt, its length and itself.
 */
final class Layout {

	static final int HEADER_BYTES = 64;

	/** A number that changes as long as the worker lives. */
	static final int HEARTBEAT = 0;

	/** {@link #NOTED} once the worker has noted that its memory is used up. */
	static final int OUT_OF_MEMORY = 8;

	static final long NOTED = 0x6D654D664F74754FL;

	static final int LANE_BYTES = 16;

	static final int JOURNAL_HEADER_BYTES = 8;

	/** Attempt and length. */
	static final int ENTRY_HEADER_BYTES = 8;

	/** Many more than are kept at once, if they are small. */
	static final int JOURNAL_BYTES = 16 * 1024;

	private Layout() {
	}

	static int size(int lanes) {
		return journal(lanes) + JOURNAL_HEADER_BYTES + JOURNAL_BYTES;
	}

	static int journal(int lanes) {
		return lane(lanes);
	}

	static int element(int lane) {
		return lane(lane) + Long.BYTES;
	}

	static int lane(int lane) {
		return HEADER_BYTES + lane * LANE_BYTES;
	}

}
