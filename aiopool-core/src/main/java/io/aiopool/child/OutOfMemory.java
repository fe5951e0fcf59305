package io.aiopool.child;

import io.aiopool.recorder.FlightRecorder;
import org.jspecify.annotations.Nullable;

/**
 * How this process leaves when its memory is used up. The JVM leaves by itself when the
 * heap is exhausted, but not for direct memory, nor always for threads; a worker in that
 * state is of no use. A note in the flight recorder is the evidence: any code can exit
 * with the same status.
 */
final class OutOfMemory {

	private static final int DEEPEST = 100;

	private static volatile @Nullable FlightRecorder recorder;

	private OutOfMemory() {
	}

	/** Called once, before any task runs. */
	static void noteIn(FlightRecorder recorder) {
		OutOfMemory.recorder = recorder;
	}

	/** Does not return if a lack of memory is the cause of the failure. */
	static void leaveIfCauseOf(Throwable failure) {
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
			if (cause instanceof OutOfMemoryError) {
				leave(cause);
			}
		}
	}

	private static void leave(Throwable cause) {
		FlightRecorder recorder = OutOfMemory.recorder;
		if (recorder != null) {
			recorder.outOfMemory();
		}
		try {
			System.err.println(cause);
		}
		finally {
			// Even if there is no memory for the message
			Exits.leave(Exits.OUT_OF_MEMORY);
		}
	}

}
