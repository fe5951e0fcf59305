package io.aiopool.codec;

import java.util.Set;

/**
 * Decides which classes may appear in a payload. It is asked by name, before the class is
 * loaded or initialised; arrays are asked for by the name of their element type. The
 * built-in kinds of the codec (strings, numbers, JDK collections, {@code java.time}) have
 * no name in a payload and are not asked for. Implementations are thread-safe.
 */
@FunctionalInterface
public interface TypeFilter {

	/**
	 * Tells whether instances of the class may be encoded and decoded.
	 * @param className a binary class name such as {@code com.acme.Order$Line}
	 * @return {@code true} if it is allowed
	 */
	boolean allows(String className);

	/**
	 * Tells whether an object may hold an instance of the class because of what the
	 * object's own class declares.
	 * @param declared binary names of the classes that the object's class leads to
	 * @param className a binary class name
	 * @return {@code true} if the class is one of those, or belongs to what they stand
	 * for
	 */
	default boolean allowsWithin(Set<String> declared, String className) {
		return declared.contains(className);
	}

	/**
	 * Explains a refusal.
	 * @param className the refused class
	 * @return a sentence that names the class and says what to do
	 */
	default String refusal(String className) {
		String packageName = className.substring(0, Math.max(className.lastIndexOf('.'), 0));
		return switch (packageName) {
			case "" -> Advice.NAME_PACKAGE.text(className);
			case "java.lang", "java.lang.invoke", "java.lang.module", "java.lang.ref", "java.lang.reflect" ->
				Advice.LEAVE_UNTRUSTED.text(className);
			default -> Advice.TRUST_PACKAGE.text(className);
		};
	}

}
