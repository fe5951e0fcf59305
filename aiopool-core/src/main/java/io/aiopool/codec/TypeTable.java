package io.aiopool.codec;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * The classes as one codec sees them: the shared {@link TypeCodec} of each, combined with
 * the verdict of a filter. Thread-safe.
 */
final class TypeTable {

	private final ClassResolver resolver;

	private final CodecSettings settings;

	private final AtomicInteger numbers = new AtomicInteger();

	private final ClassValue<TypeBinding> bindings = new ClassValue<>() {

		@Override
		protected TypeBinding computeValue(Class<?> type) {
			return bind(type);
		}

	};

	private final boolean checksSerialized;

	TypeTable(CodecSettings settings) {
		this(settings, settings.typeFilter(), false);
	}

	/**
	 * Creates a table.
	 * @param settings the settings of the codec
	 * @param filter decides which classes may appear
	 * @param checksSerialized whether classes that JDK serialization writes are judged
	 * where they are written already
	 */
	TypeTable(CodecSettings settings, TypeFilter filter, boolean checksSerialized) {
		this.settings = settings;
		this.checksSerialized = checksSerialized;
		this.resolver = new ClassResolver(settings.classLoader(), filter);
	}

	CodecSettings settings() {
		return this.settings;
	}

	boolean checksSerialized() {
		return this.checksSerialized;
	}

	ClassResolver resolver() {
		return this.resolver;
	}

	TypeBinding binding(Class<?> type) {
		return this.bindings.get(type);
	}

	/** Counts a use of a class in its slow form, and has it compiled when it is warm. */
	void used(TypeBinding binding) {
		if (binding.becomesWarm() && binding.codec instanceof StructCodec codec) {
			ForkJoinPool.commonPool().execute(new Warmup(this, binding, codec));
		}
	}

	/**
	 * Takes the compiled form if the filter allows all classes that are written out in
	 * it.
	 */
	void compile(TypeBinding binding, StructCodec codec) {
		StructCodec.Compiled compiled = codec.compiled();
		if (compiled.form() == null) {
			return;
		}
		try {
			for (Class<?> inlined : compiled.inlined()) {
				binding(inlined).check();
			}
			binding.setCompiled(compiled.form());
		}
		catch (PayloadException ex) {
			// The slow form asks the filter for each value.
		}
	}

	private record Warmup(TypeTable types, TypeBinding binding, StructCodec codec) implements Runnable {

		@Override
		public void run() {
			this.types.compile(this.binding, this.codec);
		}

	}

	private TypeBinding bind(Class<?> type) {
		if (Enum.class.isAssignableFrom(type) && !type.isEnum() && type != Enum.class) {
			return binding(type.getSuperclass());
		}
		Handles handles = this.settings.handles();
		if (handles != null && handles.stays(type)) {
			return new TypeBinding(type, TypeCodecs.tagged(Tags.HANDLE), Tags.HANDLE, this.numbers.incrementAndGet(),
					null, null, null, this);
		}
		int tag = TagNames.of(type);
		TypeCodec codec = (tag != 0) ? TypeCodecs.tagged(tag) : TypeCodecs.of(type);
		if (codec == LambdaCodec.INSTANCE) {
			// Its generated class has no name of its own; its capturing class is checked
			// instead.
			tag = Tags.LAMBDA;
		}
		return new TypeBinding(type, codec, tag, this.numbers.incrementAndGet(),
				(tag != 0) ? null : refusal(type, codec), constants(type, tag), (tag != 0) ? null : LazyEntity.of(type),
				this);
	}

	/** A lambda may be known by the constant that holds it, even if it cannot be sent. */
	private @Nullable Constants constants(Class<?> type, int tag) {
		if (!type.isHidden() && tag != 0) {
			return null;
		}
		return Constants.of(type, this.resolver);
	}

	/**
	 * Trust opens the way only for what could go it, so that it is spoken of last.
	 */
	@Nullable PayloadException refusal(Class<?> type, TypeCodec codec) {
		PayloadException untrusted = untrusted(type);
		Class<?> element = element(type);
		ProcessBound bound = ProcessBound.of(element);
		boolean impossible = untrusted != null || codec instanceof UnsupportedCodec;
		if (bound != null && (impossible || bound.never() && element == type)) {
			return PayloadException.refused(type, bound.reason());
		}
		return (codec instanceof UnsupportedCodec unsupported) ? unsupported.failure() : untrusted;
	}

	private @Nullable PayloadException untrusted(Class<?> type) {
		try {
			this.resolver.check(type);
			return null;
		}
		catch (PayloadException ex) {
			return ex;
		}
	}

	private static Class<?> element(Class<?> type) {
		Class<?> element = type;
		while (element.isArray()) {
			element = element.getComponentType();
		}
		return element;
	}

}
