package io.aiopool.demo.run;

/** Thrown when a run cannot start because another one has not ended. */
public class RunInProgressException extends RuntimeException {

	RunInProgressException(Run run) {
		super("Run " + run.id() + " (" + run.mode() + ") is still running");
	}

}
