package io.aiopool.launch;

import java.io.IOException;

/**
 * Makes the threads of this package, and the processes, for which the JDK makes some.
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

	/**
	 * Starts a process. The JDK waits for its end on a thread that it keeps for later
	 * ones, and which has for ever the class loader of whoever needed it first.
	 * @param builder the process
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	static Process start(ProcessBuilder builder) throws IOException {
		Descriptors.verifyLeft();
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(null);
		try {
			return builder.start();
		}
		catch (IOException ex) {
			throw SpawnKilledException.of(ex);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
