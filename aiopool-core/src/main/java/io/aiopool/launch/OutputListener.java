package io.aiopool.launch;

/**
 * Gets what a child prints, line by line. Called by the two threads that read it, which
 * must not be blocked: the child would wait for them.
 */
public interface OutputListener {

	/** Nobody listens. */
	OutputListener NONE = new OutputListener() {

		@Override
		public void printed(boolean error, String line) {
		}

		@Override
		public void leftOut(long lines) {
		}

	};

	/**
	 * The child has printed a line.
	 * @param error whether to its standard error
	 * @param line the line without its end and without control characters; a line longer
	 * than 1 KiB comes in pieces
	 */
	void printed(boolean error, String line);

	/**
	 * The child has printed more lines than it may.
	 * @param lines how many have been left out here
	 */
	void leftOut(long lines);

}
