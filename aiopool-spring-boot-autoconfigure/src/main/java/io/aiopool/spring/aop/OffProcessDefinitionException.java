package io.aiopool.spring.aop;

import java.util.List;

/**
 * Thrown at start-up when {@code @OffProcess} methods cannot work as they are declared.
 */
public class OffProcessDefinitionException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<String> problems;

	OffProcessDefinitionException(List<String> problems) {
		super("@OffProcess cannot work as declared: " + String.join("; ", problems));
		this.problems = List.copyOf(problems);
	}

	/**
	 * Returns all that is wrong.
	 * @return one sentence for each problem, naming class and method
	 */
	public List<String> problems() {
		return this.problems;
	}

}
