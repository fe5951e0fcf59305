package io.aiopool.spring.launch.restarted;

import io.aiopool.OffProcess;

/**
 * Tells which version of the application a worker has.
 */
public class Versioned {

	/**
	 * What a worker says.
	 *
	 * @param pid its process id
	 * @param version the version of the class that it has found
	 */
	public record Said(long pid, int version) {
	}

	@OffProcess
	public Said ask() {
		return new Said(ProcessHandle.current().pid(), new Version().number());
	}

}
