package io.aiopool.demo.chaos;

import java.io.Serializable;

/**
 * One press of a button that hurts a worker.
 *
 * @param callerPid the process that must not be hurt
 * @param number tells the press from earlier ones, so that the pool does not take it for
 * the same deadly call repeated and quarantine it
 */
public record Press(long callerPid, long number) implements Serializable {

	/**
	 * Refuses to go on where the caller lives: without a pool, off-process methods run
	 * there.
	 */
	long requireOtherProcess() {
		long pid = ProcessHandle.current().pid();
		if (pid == this.callerPid) {
			throw new IllegalStateException(
					"No worker to hurt: this call runs in the application's own process " + pid);
		}
		return pid;
	}

}
