package io.aiopool.codec;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;

/**
 * Says why a value could not be encoded or a payload not decoded, at which place of the
 * graph and for which type.
 */
public class PayloadException extends Exception {

	private static final long serialVersionUID = 1L;

	/** Longest path kept; the outer end of a longer one is cut off. */
	private static final int MAX_PATH = 2_000;

	/** How fields end that Kotlin's delegated properties are compiled to. */
	private static final String KOTLIN_DELEGATE = "$delegate";

	private final Kind kind;

	private final @Nullable String typeName;

	private String path = "";

	/** Whether the value can be left out of what holds it. */
	private boolean dispensable;

	/** What holds the value, and what to do about that; empty if nobody knows. */
	private String holder = "";

	/**
	 * Whether that is an object of a library; what holds such an object is named instead.
	 */
	private boolean heldByLibrary;

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
		return message + (this.path.isEmpty() ? "" : " (at " + path() + ")")
				+ (this.holder.isEmpty() ? "" : "; " + this.holder);
	}

	/** Prepends a step while the exception travels towards the root. */
	PayloadException within(String step) {
		if (this.path.length() < MAX_PATH) {
			this.path = step + this.path;
		}
		return this;
	}

	/** Prepends the step into a field, which is told how to do without the value. */
	PayloadException within(Field field) {
		Class<?> type = field.getDeclaringClass();
		boolean own = !Preset.isOfLibrary(type.getName());
		if (own && field.isSynthetic() && field.getName().startsWith("this$")) {
			this.holder = Advice.STATIC_CLASS.text(type.getName(), field.getType().getName());
		}
		else if (this.dispensable && (this.holder.isEmpty() || this.heldByLibrary) && !field.isSynthetic()) {
			this.holder = own ? howToDoWithout(field, type) : Advice.REPLACE_HOLDER.text(type.getName());
			this.heldByLibrary = !own;
		}
		return within("." + field.getName());
	}

	private static String howToDoWithout(Field field, Class<?> type) {
		String name = field.getName();
		if (name.endsWith(KOTLIN_DELEGATE)) {
			return Advice.COMPUTE.text(name.substring(0, name.length() - KOTLIN_DELEGATE.length()), type.getName());
		}
		return (type.isRecord() ? Advice.NO_COMPONENT : Serializable.class.isAssignableFrom(type)
				? Advice.MAKE_TRANSIENT : Advice.MAKE_TRANSIENT_AND_SERIALIZABLE)
			.text(name, type.getName());
	}

	/** Prepends the step into a lambda. */
	PayloadException captured(SerializedLambda lambda, int index) {
		boolean instance = index == 0 && lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic
				&& lambda.getImplMethodKind() != MethodHandleInfo.REF_newInvokeSpecial;
		if (instance) {
			Advice advice = lambda.getImplMethodName().startsWith("lambda$") ? Advice.LOCAL_COPIES : Advice.NO_RECEIVER;
			this.holder = advice.text(lambda.getImplClass().replace('/', '.'));
		}
		return within(".captured[" + index + "]");
	}

	/** Returns the same once more, as where it is thrown is another place. */
	PayloadException again() {
		PayloadException copy = new PayloadException(this.kind, String.valueOf(super.getMessage()), this.typeName,
				getCause());
		copy.dispensable = this.dispensable;
		return copy;
	}

	/** Refuses a value that cannot travel, whatever is trusted. */
	static PayloadException refused(Class<?> type, String reason) {
		PayloadException refused = unsupported(type, reason);
		refused.dispensable = true;
		return refused;
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

	/** Says that a value would not arrive as it was sent. */
	static PayloadException changed(Class<?> type, String message) {
		return new PayloadException(Kind.CHANGED, "Cannot rebuild " + type.getName() + " as it was: " + message,
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
		USER_CODE,

		/**
		 * The value would not be the one that was sent: a constructor changes it, or a
		 * constant or a transient field holds something else here.
		 */
		CHANGED

	}

}
