package io.aiopool.codec;

import org.jspecify.annotations.Nullable;

/**
 * What one {@link TypeTable} knows about a class: how it is written and whether the
 * filter refuses it. The compiled form is set once, later, and read without
 * synchronisation: seeing it late only means one more slow pass.
 */
final class TypeBinding {

	final Class<?> type;

	final TypeCodec codec;

	/** The built-in tag, or 0 if instances name their class. */
	final int tag;

	/** Dense number within the table. */
	final int number;

	private final @Nullable PayloadException refusal;

	TypeBinding(Class<?> type, TypeCodec codec, int tag, int number, @Nullable PayloadException refusal) {
		this.type = type;
		this.codec = codec;
		this.tag = tag;
		this.number = number;
		this.refusal = refusal;
	}

	void check() throws PayloadException {
		PayloadException refused = this.refusal;
		if (refused != null) {
			throw new PayloadException(refused.kind(), refused.getMessage(), refused.typeName(), refused.getCause());
		}
	}

}
