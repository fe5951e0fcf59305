package io.aiopool.spring.autoconfigure;

import java.util.stream.Collectors;

import io.aiopool.spring.aop.OffProcessDefinitionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Lists the methods that cannot run out of process as they are declared.
 */
class OffProcessDefinitionFailureAnalyzer extends AbstractFailureAnalyzer<OffProcessDefinitionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, OffProcessDefinitionException cause) {
		String problems = cause.problems()
			.stream()
			.map((problem) -> String.format("    - %s%n", problem))
			.collect(Collectors.joining());
		return new FailureAnalysis(String.format("@OffProcess cannot work as it is declared:%n%n%s", problems),
				"Change the declarations as said above, or remove the annotation from them.", cause);
	}

}
