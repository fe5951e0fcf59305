package io.aiopool.codec;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * What one {@link TypeTable} knows about a class: how it is written and whether the
 * filter refuses it. The compiled form is set once, later, and read without
 * synchronisation: seeing it late only means one more slow pass.
 */
final class TypeBinding {

	/** Uses after which compiling pays. */
	private static final int WARM = 2_000;

	final Class<?> type;

	final TypeCodec codec;

	/** The built-in tag, or 0 if instances name their class. */
	final int tag;

	/** Dense number within the table. */
	final int number;

	/** Nothing that is nested or numbered is inside. */
	final boolean leaf;

	/** Becomes fast when it is used often. */
	final boolean compilable;

	/** The instances that arrive as constants, null if there can be none. */
	final @Nullable Constants constants;

	/** What looks whether an instance has been loaded, null for all but JPA's. */
	final @Nullable LazyEntity lazy;

	/** Bytes that an instance takes in memory, by estimate. */
	final int footprint;

	/**
	 * Weak, since classes of the JDK hold their bindings: a table that these led back to
	 * would live as long as the JVM, and so would the class loader of its application.
	 */
	private final WeakReference<TypeTable> types;

	private @Nullable PayloadException refusal;

	private int uses;

	private @Nullable CompiledStruct compiled;

	TypeBinding(Class<?> type, TypeCodec codec, int tag, int number, @Nullable PayloadException refusal,
			@Nullable Constants constants, @Nullable LazyEntity lazy, TypeTable types) {
		this.type = type;
		this.codec = codec;
		this.tag = tag;
		this.number = number;
		this.leaf = codec instanceof StructCodec struct && struct.isLeaf();
		this.compilable = codec instanceof StructCodec struct && struct.isPlain();
		this.constants = constants;
		this.footprint = Footprint.of(type, codec);
		this.refusal = refusal;
		this.lazy = lazy;
		this.types = new WeakReference<>(types);
	}

	@Nullable CompiledStruct compiled() {
		return this.compiled;
	}

	void setCompiled(CompiledStruct compiled) {
		this.compiled = compiled;
	}

	/** Counts a use; tells once, or rarely a few times, that the class is warm. */
	boolean becomesWarm() {
		return ++this.uses == WARM;
	}

	/** Whether an instance may be one of the constants, which decides for lambdas. */
	boolean hasConstants() {
		return this.constants != null && (this.type.isHidden() || !isRefused());
	}

	boolean isRefused() {
		return refusal() != null;
	}

	/** A refusal may be over once the filter has learnt more; what it allows stays so. */
	private @Nullable PayloadException refusal() {
		PayloadException refused = this.refusal;
		TypeTable table = this.types.get();
		if (refused != null && table != null) {
			refused = table.refusal(this.type, this.codec);
			this.refusal = refused;
		}
		return refused;
	}

	void check() throws PayloadException {
		PayloadException refused = refusal();
		if (refused != null) {
			throw refused.again();
		}
	}

}
