package io.aiopool.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the value of a property cannot work.
 */
class InvalidPoolPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	InvalidPoolPropertyException(String property, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.property = property;
	}

	String property() {
		return this.property;
	}

}
