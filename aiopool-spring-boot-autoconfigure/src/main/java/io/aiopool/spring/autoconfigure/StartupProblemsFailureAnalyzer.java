package io.aiopool.spring.autoconfigure;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.aiopool.spring.startup.StartupProblem;
import io.aiopool.spring.startup.StartupProblemsException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/**
 * Lists the properties that cannot work, with where they come from, and the methods that
 * cannot run out of process as they are declared.
 */
class StartupProblemsFailureAnalyzer extends AbstractFailureAnalyzer<StartupProblemsException> {

	private final Environment environment;

	StartupProblemsFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, StartupProblemsException cause) {
		List<StartupProblem> properties = cause.problems().stream().filter(this::isProperty).toList();
		List<StartupProblem> declarations = cause.problems().stream().filter((p) -> !isProperty(p)).toList();
		StringBuilder description = new StringBuilder();
		StringBuilder action = new StringBuilder();
		if (!properties.isEmpty()) {
			append(description, "aiopool cannot work as it is configured:", properties, this::describe);
			action.append("Correct ")
				.append(properties.stream().map(StartupProblem::property).distinct().collect(Collectors.joining(", ")))
				.append(". ");
		}
		if (!declarations.isEmpty()) {
			append(description, "@OffProcess cannot work as it is declared:", declarations,
					StartupProblem::description);
			action.append("Change the declarations as said above, or remove the annotation from them.");
		}
		return new FailureAnalysis(description.toString().stripTrailing(), action.toString().strip(), cause);
	}

	private boolean isProperty(StartupProblem problem) {
		return problem.property() != null;
	}

	private static void append(StringBuilder text, String heading, List<StartupProblem> problems,
			Function<StartupProblem, String> describe) {
		text.append(heading).append(String.format("%n%n"));
		problems.forEach((problem) -> text.append(String.format("    - %s%n", describe.apply(problem))));
		text.append(String.format("%n"));
	}

	private String describe(StartupProblem problem) {
		String origin = origin(problem.property());
		return problem.description() + "." + ((origin != null) ? " It comes from " + origin + "." : "");
	}

	private @Nullable String origin(@Nullable String property) {
		if (property == null || !ConfigurationPropertyName.isValid(property)) {
			return null;
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty found = source.getConfigurationProperty(ConfigurationPropertyName.of(property));
			if (found != null && found.getOrigin() != null) {
				return found.getOrigin().toString();
			}
		}
		return null;
	}

}
