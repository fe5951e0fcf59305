package io.aiopool.codec;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

	private final Bounded target;

	/** As an instance of what the root is to be read, if not as what it is. */
	private final @Nullable Class<?> ancestor;

	/** Where the description of the ancestor begins, once that is known. */
	private int begin = -1;

	/** The descriptions before it. */
	private final List<ObjectStreamClass> leftOut = new ArrayList<>();

	private SerializedOutput(Bounded target, Object root, @Nullable ClassResolver resolver, @Nullable Class<?> ancestor)
			throws IOException {
		super(target);
		this.target = target;
		this.root = root;
		this.resolver = resolver;
		this.ancestor = ancestor;
		enableReplaceObject(true);
	}

	static Result serialize(Object root, int maxBytes, @Nullable ClassResolver resolver) throws IOException {
		Bounded target = new Bounded(maxBytes);
		try (SerializedOutput output = new SerializedOutput(target, root, resolver, null)) {
			output.writeObject(root);
			output.flush();
			return new Result(target.bytes(), target.size(), output.parts);
		}
	}

	/**
	 * Serializes an object so that it is read as an instance of an ancestor of its class.
	 * The format lends itself to that: the descriptions of subclasses come before that of
	 * the ancestor, and their fields behind those of the ancestor, so both are left out.
	 * Texts stand in the place of what had a number in the descriptions, so that the
	 * numbers of all that follows are right.
	 */
	static Ancestor serializeAs(Class<?> ancestor, Object root, int maxBytes, ClassResolver resolver)
			throws IOException {
		Bounded target = new Bounded(maxBytes);
		try (SerializedOutput output = new SerializedOutput(target, root, resolver, ancestor)) {
			try {
				output.writeObject(root);
			}
			catch (TooLargeException ex) {
				throw ex;
			}
			catch (IOException | RuntimeException ex) {
				// What subclasses add comes last, and may be what fails.
				if (output.begin < 0) {
					throw ex;
				}
			}
			output.flush();
			if (output.begin < 0) {
				throw new InvalidClassException(
						root.getClass().getName() + " is not written as one of " + ancestor.getName());
			}
			return output.cut();
		}
	}

	private Ancestor cut() throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		DataOutputStream out = new DataOutputStream(bytes);
		out.writeShort(STREAM_MAGIC);
		out.writeShort(STREAM_VERSION);
		int texts = 0;
		Set<String> known = new HashSet<>();
		for (ObjectStreamClass description : this.leftOut) {
			texts += writeText(out, "");
			for (ObjectStreamField field : description.getFields()) {
				String type = field.getTypeString();
				if (type != null && known.add(type)) {
					texts += writeText(out, type);
				}
			}
		}
		out.writeByte(TC_OBJECT);
		out.write(this.target.bytes(), this.begin, this.target.size() - this.begin);
		return new Ancestor(bytes.toByteArray(), texts, partsOfAncestor(bytes.toByteArray(), texts));
	}

	/**
	 * What subclasses refer to has numbers too, and may be nothing that can be sent: only
	 * a reader tells the two apart.
	 */
	private List<@Nullable Object> partsOfAncestor(byte[] bytes, int texts) throws IOException {
		try (AncestorInput input = new AncestorInput(bytes, this.parts)) {
			for (int i = 0; i <= texts; i++) {
				input.readObject();
			}
			return input.used;
		}
		catch (ClassNotFoundException ex) {
			throw new InvalidClassException(ex.getMessage());
		}
	}

	private static int writeText(DataOutputStream out, String text) throws IOException {
		out.writeByte(TC_STRING);
		out.writeUTF(text);
		return 1;
	}

	private boolean isLeftOut() {
		return this.ancestor != null && this.begin < 0;
	}

	@Override
	protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
		if (isLeftOut()) {
			if (description.forClass() == this.ancestor) {
				flush();
				// The byte that announces it has been written.
				this.begin = this.target.size() - 1;
			}
			else {
				this.leftOut.add(description);
			}
		}
		super.writeClassDescriptor(description);
	}

	@Override
	protected void annotateClass(Class<?> type) {
		if (this.resolver == null || type == Part.class || isLeftOut()) {
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
	protected void annotateProxyClass(Class<?> type) {
		if (this.resolver != null && !isLeftOut()) {
			throw new RefusedException(PayloadException.unsupported(type, ProcessBound.PROXY.reason()));
		}
	}

	@Override
	protected @Nullable Object replaceObject(@Nullable Object object) {
		if (object != null && isUsualColorSpace(object)) {
			return null;
		}
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

	/** A colour that was asked for its space remembers it, and has none before. */
	private boolean isUsualColorSpace(Object object) {
		return object.getClass().getName().equals("java.awt.color.ICC_ColorSpace") && this.root instanceof Color
				&& ((ColorSpace) object).isCS_sRGB();
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

	/**
	 * What an ancestor knows of an object.
	 *
	 * @param bytes texts, and then an instance of the ancestor
	 * @param texts how many of them
	 * @param parts what it refers to, by number; {@code null} for what only the object
	 * itself refers to
	 */
	record Ancestor(byte[] bytes, int texts, List<@Nullable Object> parts) {
	}

	/** Reads what was written just now, to see which parts are asked for. */
	private static final class AncestorInput extends ObjectInputStream {

		private final List<Object> parts;

		private final List<@Nullable Object> used;

		AncestorInput(byte[] bytes, List<Object> parts) throws IOException {
			super(new ByteArrayInputStream(bytes));
			this.parts = parts;
			this.used = new ArrayList<@Nullable Object>(Collections.nCopies(parts.size(), null));
			enableResolveObject(true);
		}

		@Override
		protected Object resolveObject(Object object) {
			if (!(object instanceof Part part)) {
				return object;
			}
			Object original = this.parts.get(part.number);
			this.used.set(part.number, original);
			return original;
		}

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
