package io.aiopool.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.codec.TypeCodec.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Serializes one object and leaves out the parts that our own format can carry: each is
 * replaced by its number. Confined to one thread.
 */
final class SerializedOutput extends ObjectOutputStream {

	private final Object root;

	private final List<Object> parts = new ArrayList<>();

	private final Map<Object, Part> numbers = new IdentityHashMap<>();

	/** Judges the classes that are written, if somebody does. */
	private final @Nullable ClassResolver resolver;

	private SerializedOutput(Bounded target, Object root, @Nullable ClassResolver resolver) throws IOException {
		super(target);
		this.root = root;
		this.resolver = resolver;
		enableReplaceObject(true);
	}

	static Result serialize(Object root, int maxBytes, @Nullable ClassResolver resolver) throws IOException {
		Bounded target = new Bounded(maxBytes);
		try (SerializedOutput output = new SerializedOutput(target, root, resolver)) {
			output.writeObject(root);
			output.flush();
			return new Result(target.bytes(), target.size(), output.parts);
		}
	}

	@Override
	protected void annotateClass(Class<?> type) {
		if (this.resolver == null || type == Part.class) {
			return;
		}
		try {
			this.resolver.check(type);
		}
		catch (PayloadException ex) {
			throw new RefusedException(ex);
		}
	}

	@Override
	protected @Nullable Object replaceObject(@Nullable Object object) {
		if (object == null || object == this.root || !isPart(object)) {
			return object;
		}
		Part part = this.numbers.get(object);
		if (part == null) {
			part = new Part(this.parts.size());
			this.parts.add(object);
			this.numbers.put(object, part);
		}
		return part;
	}

	private static boolean isPart(Object object) {
		Class<?> type = object.getClass();
		if (type.isArray() || object instanceof Enum<?> || object instanceof String || object instanceof Part) {
			return false;
		}
		if (!TypeCodecs.isPlatform(type) || !(object instanceof Serializable) || object instanceof Throwable
				|| object instanceof SerializedLambda) {
			return true;
		}
		int tag = TagNames.of(type);
		return tag != 0 && TypeCodecs.tagged(tag).identity != Identity.NONE;
	}

	record Result(byte[] bytes, int length, List<Object> parts) {
	}

	/** Stands for a part by its number. */
	static final class Part implements Serializable {

		private static final long serialVersionUID = 1L;

		final int number;

		Part(int number) {
			this.number = number;
		}

	}

	/** A class is not allowed. */
	static final class RefusedException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		final transient PayloadException refusal;

		RefusedException(PayloadException refusal) {
			this.refusal = refusal;
		}

	}

	static final class TooLargeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private static final class Bounded extends ByteArrayOutputStream {

		private final int maxBytes;

		Bounded(int maxBytes) {
			this.maxBytes = maxBytes;
		}

		byte[] bytes() {
			return this.buf;
		}

		@Override
		public synchronized void write(int value) {
			checkRoom(1);
			super.write(value);
		}

		@Override
		public synchronized void write(byte[] source, int offset, int length) {
			checkRoom(length);
			super.write(source, offset, length);
		}

		private void checkRoom(int length) {
			if (length > this.maxBytes - this.count) {
				throw new TooLargeException();
			}
		}

	}

}
