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
			default -> null;
		};
	}

	/**
	 * Field by field: Jackson's own form is JSON text, in which numbers lose digits and
	 * nodes their types.
	 */
	private static @Nullable TypeCodec ofNode(Class<?> type) {
		String objection = objection(type.getName());
		if (objection != null) {
			return new UnsupportedCodec(type, objection);
		}
		return type.getSimpleName().equals("NodeSerialization") ? null : TypeCodecs.choosePlain(type);
	}

}
