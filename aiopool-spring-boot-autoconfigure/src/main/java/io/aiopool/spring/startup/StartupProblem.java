package io.aiopool.spring.startup;

import org.jspecify.annotations.Nullable;

/**
 * Something that cannot work. Immutable.
 *
 * @param description what is wrong, with which values, and what to do; one sentence
 * without its full stop
 * @param property the property that must be changed; {@code null} if it is the code
 */
public record StartupProblem(String description, @Nullable String property) {

	/**
	 * Returns a problem of the code.
	 * @param description what is wrong
	 * @return the problem
	 */
	public static StartupProblem ofDeclaration(String description) {
		return new StartupProblem(description, null);
	}

	/**
	 * Returns a problem of a property.
	 * @param property name of the property
	 * @param description what is wrong
	 * @return the problem
	 */
	public static StartupProblem ofProperty(String property, String description) {
		return new StartupProblem(description, property);
	}

}
