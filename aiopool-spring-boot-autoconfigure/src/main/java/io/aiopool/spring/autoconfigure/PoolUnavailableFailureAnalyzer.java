package io.aiopool.spring.autoconfigure;

import java.util.List;

import io.aiopool.PoolUnavailableException;
import io.aiopool.WorkerLostException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains why the first child JVM of a pool did not start, with what it printed.
 */
class PoolUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<PoolUnavailableException> {

	private static final String ACTION = "Look at the reason above. What a child JVM is started with is set by"
			+ " aiopool.jvm.*, what it runs first by aiopool.initializer, and how long that may take by"
			+ " aiopool.start-timeout. With aiopool.start=background or lazy the application starts regardless, and"
			+ " with aiopool.mode=inline it needs no child JVMs.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PoolUnavailableException cause) {
		StringBuilder description = new StringBuilder(String.valueOf(cause.getMessage()));
		for (Throwable reason = cause.getCause(); reason != null; reason = reason.getCause()) {
			String text = String.valueOf(reason.getMessage());
			if (description.indexOf(text) < 0) {
				description.append(String.format("%n%nReason: %s: %s", reason.getClass().getName(), text));
			}
			if (reason instanceof WorkerLostException lost && lost.exit() != null) {
				appendOutput(description, lost.exit().output());
			}
		}
		return new FailureAnalysis(description.toString(), ACTION, cause);
	}

	private static void appendOutput(StringBuilder description, List<String> output) {
		if (!output.isEmpty() && description.indexOf(output.get(output.size() - 1)) < 0) {
			description.append(String.format("%n%nIts last output:%n%n"));
			output.forEach((line) -> description.append(String.format("    %s%n", line)));
		}
	}

}
