package io.aiopool.codec;

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
	 * Explains a refusal.
	 * @param className the refused class
	 * @return a sentence that names the class and says what to do
	 */
	default String refusal(String className) {
		return ((className.indexOf('.') >= 0) ? Advice.TRUST_PACKAGE : Advice.NAME_PACKAGE).text(className);
	}

}
