package io.aiopool.spring.startup;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thrown at start-up when pools cannot work as they are configured, or annotated methods
 * as they are declared.
 */
public class StartupProblemsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<StartupProblem> problems;

	/**
	 * Creates the exception.
	 * @param problems all that is wrong
	 */
	public StartupProblemsException(Collection<StartupProblem> problems) {
		super("aiopool cannot work: "
				+ problems.stream().map(StartupProblem::description).collect(Collectors.joining("; ")));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Returns all that is wrong.
	 * @return the problems in the order in which they were found
	 */
	public List<StartupProblem> problems() {
		return this.problems;
	}

}
