package io.aiopool.codec;

import org.jspecify.annotations.Nullable;

/**
 * Says why a value could not be encoded or a payload not decoded, at which place of the
 * graph and for which type.
 */
public class PayloadException extends Exception {

	private static final long serialVersionUID = 1L;

	/** Longest path kept; the outer end of a longer one is cut off. */
	private static final int MAX_PATH = 2_000;

	private final Kind kind;

	private final @Nullable String typeName;

	private String path = "";

	/**
	 * Creates an exception without a path.
	 * @param kind what went wrong
	 * @param message what failed, with which value, and what to do
	 * @param typeName the class concerned, {@code null} if there is none
	 * @param cause the underlying failure, may be {@code null}
	 */
	public PayloadException(Kind kind, String message, @Nullable String typeName, @Nullable Throwable cause) {
		super(message, cause);
		this.kind = kind;
		this.typeName = typeName;
	}

	/**
	 * Returns what went wrong.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Returns the class concerned.
	 * @return a class name, {@code null} if the failure has none
	 */
	public @Nullable String typeName() {
		return this.typeName;
	}

	/**
	 * Returns the place in the graph, such as {@code [1].owner.socket}.
	 * @return the path from the root, empty for the root itself or if it is unknown
	 */
	public String path() {
		return this.path.startsWith(".") ? this.path.substring(1) : this.path;
	}

	@Override
	public String getMessage() {
		String message = String.valueOf(super.getMessage());
		return this.path.isEmpty() ? message : message + " (at " + path() + ")";
	}

	/** Prepends a step while the exception travels towards the root. */
	PayloadException within(String step) {
		if (this.path.length() < MAX_PATH) {
			this.path = step + this.path;
		}
		return this;
	}

	static PayloadException corrupt(String message) {
		return new PayloadException(Kind.CORRUPT, "Malformed payload: " + message, null, null);
	}

	/** What a payload would become in memory is too much. */
	static PayloadException tooMuchMemory(long maxMemory) {
		return new PayloadException(Kind.TOO_LARGE,
				"The payload would take more than " + maxMemory + " bytes of memory as objects, which is "
						+ CodecSettings.EXPANSION
						+ " times aiopool.max-payload; send less at a time, send arrays of primitives or longer texts"
						+ " instead of many small objects, or raise aiopool.max-payload",
				null, null);
	}

	static PayloadException unsupported(Class<?> type, String message) {
		return new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot encode " + type.getName() + ": " + message,
				type.getName(), null);
	}

	/**
	 * Wraps what code of a decoded or encoded class threw; lets errors of the JVM
	 * through.
	 */
	static PayloadException userCode(Class<?> type, String what, Throwable failure) {
		if (failure instanceof VirtualMachineError error) {
			throw error;
		}
		if (failure instanceof PayloadException known) {
			return known;
		}
		return new PayloadException(Kind.USER_CODE, what + " of " + type.getName() + " threw " + describe(failure),
				type.getName(), failure);
	}

	/** Like toString, but survives an exception whose own getMessage throws. */
	static String describe(Throwable failure) {
		try {
			return failure.toString();
		}
		catch (RuntimeException ex) {
			return failure.getClass().getName();
		}
	}

	/**
	 * What went wrong.
	 */
	public enum Kind {

		/** The value's type cannot be sent at all. */
		UNSUPPORTED_TYPE,

		/** The type filter refuses a class, or lambdas are not decoded here. */
		NOT_ALLOWED,

		/** The payload exceeds the largest size, or would as objects. */
		TOO_LARGE,

		/** The graph is nested too deeply. */
		TOO_DEEP,

		/** The graph has too many elements. */
		TOO_MANY,

		/** The bytes are not a payload, or the two sides disagree about a class. */
		CORRUPT,

		/** A class of the payload is not on this side's class path. */
		CLASS_NOT_FOUND,

		/**
		 * A hook, constructor, hashCode, equals or comparison of a user's class threw.
		 */
		USER_CODE

	}

}
