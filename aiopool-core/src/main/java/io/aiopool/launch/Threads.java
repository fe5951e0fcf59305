package io.aiopool.launch;

/**
 * Makes the threads of this package.
 */
final class Threads {

	private Threads() {
	}

	/**
	 * Starts a daemon thread that keeps nothing of its creator alive: neither its class
	 * loader nor its inheritable thread-locals.
	 * @param name name of the thread
	 * @param task what it does
	 * @return the thread
	 */
	static Thread start(String name, Runnable task) {
		Thread thread = new Thread(null, task, name, 0, false);
		thread.setDaemon(true);
		thread.setContextClassLoader(null);
		thread.start();
		return thread;
	}

}
