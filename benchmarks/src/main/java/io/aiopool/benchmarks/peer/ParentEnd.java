package io.aiopool.benchmarks.peer;

import java.io.IOException;

/**
 * Ends a process when the one that started it is gone: the other end of its standard
 * input.
 */
public final class ParentEnd {

	private ParentEnd() {
	}

	public static void watch() {
		Thread thread = new Thread(() -> {
			try {
				while (System.in.read() != -1) {
					// Nothing is expected
				}
			}
			catch (IOException ex) {
				// As good as the end
			}
			Runtime.getRuntime().halt(0);
		}, "parent-end");
		thread.setDaemon(true);
		thread.start();
	}

}
