package io.aiopool.codec;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Chooses codecs for classes of well-known libraries whose own serialized form loses
 * something or runs more than is needed. Asks for names of classes only. Stateless.
 */
final class LibraryCodecs {

	private static final String VIEW = "it is a view, which makes its items when they are read; send a copy of them, such"
			+ " as a new list";

	/** Beginnings of names of Guava's views, whose functions would have to travel. */
	private static final List<String> GUAVA_VIEWS = List.of("Lists$Transforming", "Maps$Filtered", "Maps$Transformed",
			"Maps$AsMapView", "Maps$NavigableAsMapView", "Maps$SortedAsMapView", "Maps$ViewCachingAbstractMap",
			"Sets$Filtered", "Multisets$Filtered", "Multimaps$Transformed", "Filtered", "Collections2$", "Iterables$",
			"FluentIterable", "AbstractMapBasedMultiset$");

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
			// Its own form sends what is left of a longer text whose place it took
			case "org.apache.avro.util" -> type.getSimpleName().equals("Utf8") ? new PojoCodec(type) : null;
			case "io.vavr.collection" ->
				type.getName().equals("io.vavr.collection.HashMap") ? new HashTrieCodec(type) : null;
			default -> ProtobufCodec.isMessage(type) ? new ProtobufCodec(type) : null;
		};
	}

	/** Says why values of a class are never sent, null if that depends. */
	static @Nullable String objection(String className) {
		int dot = className.lastIndexOf('.');
		String simple = className.substring(dot + 1);
		return switch (className.substring(0, Math.max(dot, 0))) {
			case "com.fasterxml.jackson.databind.node", "tools.jackson.databind.node" -> simple.equals("POJONode")
					? "it holds an object of any class; send that object, or a tree of other nodes" : null;
			case "com.google.common.collect" -> GUAVA_VIEWS.stream().anyMatch(simple::startsWith) ? VIEW : null;
			case "com.google.common.base" -> simple.startsWith("Splitter")
					? "it holds a lambda of its library; send what it splits at, and make it where it is needed" : null;
			case "com.google.common.eventbus" -> simple.endsWith("EventBus")
					? "it hands events to objects of this process; send the event instead" : null;
			case "org.springframework.util" -> simple.equals("ConcurrentReferenceHashMap")
					? "the garbage collector of this process clears its entries; send a copy, such as a new HashMap"
					: null;
			case "org.springframework.core.io" -> simple.equals("ClassPathResource")
					? "it holds a class loader of this process; send its path, or its content" : null;
			case "org.springframework.data.util" ->
				simple.equals("Lazy") ? "it holds what makes its value when that is asked for; send the value" : null;
			case "javax.security.auth" ->
				simple.equals("Subject") ? "its sets lead back to it; send the names of its principals" : null;
			case "jdk.random" -> "its state is hidden in the JDK; send a seed, and make a generator of it there";
			case "com.google.protobuf" -> ofProtobuf(simple);
			case "kotlin.collections" -> simple.equals("IndexingIterable") ? VIEW : null;
			case "kotlin.sequences", "org.eclipse.collections.impl.lazy" -> VIEW;
			case "kotlin.text" -> simple.startsWith("MatcherMatchResult") || simple.equals("MatchResult$Destructured")
					? "it is a view of the matcher that found it; send a copy of what it found, such as groupValues.toList()"
					: null;
			default -> null;
		};
	}

	private static @Nullable String ofProtobuf(String simpleName) {
		if (simpleName.startsWith("MapField$")) {
			return VIEW;
		}
		return simpleName.equals("DynamicMessage") || simpleName.startsWith("Descriptors$")
				? "it is known only together with its descriptor; send its bytes (toByteArray, or toProto().toByteArray())"
				: null;
	}

	/**
	 * Field by field: Jackson's own form is JSON text, in which numbers lose digits and
	 * nodes their types.
	 */
	private static @Nullable TypeCodec ofNode(Class<?> type) {
		return type.getSimpleName().equals("NodeSerialization") ? null : TypeCodecs.choosePlain(type);
	}

}
