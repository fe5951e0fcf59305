package io.aiopool.codec;

import org.jspecify.annotations.Nullable;

/**
 * Chooses codecs for classes of well-known libraries whose own serialized form loses
 * something or runs more than is needed. Asks for names of classes only. Stateless.
 */
final class LibraryCodecs {

	private LibraryCodecs() {
	}

	/** Returns the codec of such a class, null for all others. */
	static @Nullable TypeCodec of(Class<?> type) {
		String objection = objection(type.getName());
		if (objection != null) {
			return new UnsupportedCodec(type, objection);
		}
		return switch (type.getPackageName()) {
			case "com.fasterxml.jackson.databind.node", "tools.jackson.databind.node" -> ofNode(type);
			default -> ProtobufCodec.isMessage(type) ? new ProtobufCodec(type) : null;
		};
	}

	/** Says why values of a class are never sent, null if that depends. */
	static @Nullable String objection(String className) {
		return switch (className) {
			case "com.fasterxml.jackson.databind.node.POJONode", "tools.jackson.databind.node.POJONode" ->
				"it holds an object of any class; send that object, or a tree of other nodes";
			case "kotlin.text.MatcherMatchResult", "kotlin.text.MatcherMatchResult$groups$1",
					"kotlin.text.MatcherMatchResult$groupValues$1", "kotlin.text.MatchResult$Destructured" ->
				"it is a view of the matcher that found it; send a copy of what it found, such as groupValues.toList()";
			default ->
				className.startsWith("kotlin.sequences.") || className.equals("kotlin.collections.IndexingIterable")
						? "it makes its items when they are read; send a list of them (toList())" : null;
		};
	}

	/**
	 * Field by field: Jackson's own form is JSON text, in which numbers lose digits and
	 * nodes their types.
	 */
	private static @Nullable TypeCodec ofNode(Class<?> type) {
		return type.getSimpleName().equals("NodeSerialization") ? null : TypeCodecs.choosePlain(type);
	}

}
