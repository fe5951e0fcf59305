package io.aiopool.codec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.codec.TypeCodec.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Writes one object graph: dispatches by class, numbers objects so that shared ones are
 * written once, and counts depth and elements. Confined to one thread at a time; reused
 * for many payloads.
 */
final class ObjectEncoder extends PayloadWriter {

	/** Compiled forms use more stack until they are hot, so deep levels do without. */
	static final int SHALLOW = 64;

	private final TypeTable types;

	private final int maxDepth;

	private final long maxElements;

	private final IdentityTable objects = new IdentityTable();

	/** The objects being written, outermost first: their numbers and codecs. */
	private int[] openNumbers = new int[32];

	private TypeCodec[] openCodecs = new TypeCodec[32];

	private int depth;

	private long elements;

	/** Index + 1 of each binding in this payload's class table, by binding number. */
	private int[] classIndexes = new int[32];

	private int[] usedBindings = new int[32];

	private int classes;

	private @Nullable Map<String, Integer> names;

	ObjectEncoder(TypeTable types) {
		super(types.settings().maxBytes());
		this.types = types;
		this.maxDepth = types.settings().maxDepth();
		this.maxElements = types.settings().maxElements();
	}

	TypeTable types() {
		return this.types;
	}

	/** Forgets the last payload; nothing of it stays reachable. */
	void reset() {
		this.position = 0;
		this.objects.clear();
		Arrays.fill(this.openCodecs, 0, Math.min(this.openCodecs.length, this.depth + 1), null);
		this.depth = 0;
		this.elements = 0;
		for (int i = 0; i < this.classes; i++) {
			this.classIndexes[this.usedBindings[i]] = 0;
		}
		this.classes = 0;
		this.names = null;
	}

	/** Writes any value with its type. */
	void write(@Nullable Object value) throws PayloadException {
		if (value == null) {
			writeByte(Tags.NULL);
			return;
		}
		Class<?> type = value.getClass();
		if (type == String.class) {
			writeByte(Tags.STRING);
			writeString((String) value);
			return;
		}
		TypeBinding binding = this.types.binding(type);
		binding.check();
		if (binding.codec.identity != Identity.NONE) {
			int number = this.objects.numberOf(value);
			if (number >= 0) {
				writeByte(Tags.REF);
				writeReference(number);
				return;
			}
			writeHeader(binding);
			writeBody(binding, value);
		}
		else {
			writeHeader(binding);
			binding.codec.write(this, value);
		}
	}

	private void writeHeader(TypeBinding binding) throws PayloadException {
		if (binding.tag != 0) {
			writeByte(binding.tag);
		}
		else {
			writeClassHeader(binding);
		}
	}

	/** Writes an object whose class the reader knows from the declaration. */
	void writeExact(TypeBinding binding, @Nullable Object value) throws PayloadException {
		if (beginExact(value) && value != null) {
			binding.check();
			writeBody(binding, value);
		}
	}

	/** Writes the marker of an exact object; tells whether its body must follow. */
	boolean beginExact(@Nullable Object value) throws PayloadException {
		if (value == null) {
			writeByte(Tags.NULL);
			return false;
		}
		int number = this.objects.numberOf(value);
		if (number < 0) {
			writeByte(Tags.EXACT);
			return true;
		}
		writeByte(Tags.REF);
		writeReference(number);
		return false;
	}

	private void writeBody(TypeBinding binding, Object value) throws PayloadException {
		enter(binding.codec, this.objects.count() - 1);
		CompiledStruct compiled = binding.compiled();
		if (compiled != null && this.depth <= SHALLOW) {
			writeCompiled(compiled, value);
		}
		else {
			this.types.used(binding);
			binding.codec.write(this, value);
		}
		this.depth--;
	}

	private void writeCompiled(CompiledStruct compiled, Object value) throws PayloadException {
		try {
			compiled.write(this, value);
		}
		catch (PayloadException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Enters the object that was numbered last. */
	void enterExact(TypeCodec codec) throws PayloadException {
		enter(codec, this.objects.count() - 1);
	}

	void exit() {
		this.depth--;
	}

	private void writeReference(int number) throws PayloadException {
		for (int i = this.depth - 1; i >= 0; i--) {
			if (this.openNumbers[i] == number && this.openCodecs[i].identity == Identity.LATE) {
				throw new PayloadException(Kind.UNSUPPORTED_TYPE,
						"A cycle leads back to a value that can only be built"
								+ " complete (a record, an immutable collection or the like) and so cannot be rebuilt",
						null, null);
			}
		}
		writeUnsigned(number);
	}

	private void enter(TypeCodec codec, int number) throws PayloadException {
		int level = this.depth;
		if (level == this.openNumbers.length) {
			this.openNumbers = Arrays.copyOf(this.openNumbers, level * 2);
			this.openCodecs = Arrays.copyOf(this.openCodecs, level * 2);
		}
		if (level >= this.maxDepth) {
			throw tooDeep(this.maxDepth);
		}
		countElements(1);
		this.openNumbers[level] = number;
		this.openCodecs[level] = codec;
		this.depth = level + 1;
	}

	static PayloadException tooDeep(int maxDepth) {
		return new PayloadException(Kind.TOO_DEEP, "The graph is nested more than " + maxDepth
				+ " levels deep; send a flatter structure, such as a list instead of linked nodes", null, null);
	}

	/** Counts elements, and fails before they are written if there are too many. */
	void countElements(int count) throws PayloadException {
		this.elements += count;
		if (this.elements > this.maxElements) {
			throw tooMany(this.maxElements);
		}
	}

	static PayloadException tooMany(long maxElements) {
		return new PayloadException(Kind.TOO_MANY,
				"The graph has more than " + maxElements + " elements; send it in parts", null, null);
	}

	/** Writes a count of elements that follow. */
	void writeCount(int count) throws PayloadException {
		countElements(count);
		writeUnsigned(count);
	}

	private void writeClassHeader(TypeBinding binding) throws PayloadException {
		int number = binding.number;
		if (number >= this.classIndexes.length) {
			this.classIndexes = Arrays.copyOf(this.classIndexes, Math.max(number + 1, number * 2));
		}
		int index = this.classIndexes[number];
		if (index == 0) {
			defineClass(binding);
		}
		else if (index < Tags.CLASSES_IN_TAG) {
			writeByte(Tags.CLASS_BASE + index - 1);
		}
		else {
			writeByte(Tags.CLASS_WIDE);
			writeUnsigned(index - 1);
		}
	}

	private void defineClass(TypeBinding binding) throws PayloadException {
		if (this.classes == this.usedBindings.length) {
			this.usedBindings = Arrays.copyOf(this.usedBindings, this.classes * 2);
		}
		this.usedBindings[this.classes] = binding.number;
		this.classIndexes[binding.number] = ++this.classes;
		writeByte(Tags.NEW_CLASS);
		writeString(binding.type.getName());
		writeFixedInt(binding.codec.shape());
	}

	/** Writes a class itself, as for an array's elements or an enum's universe. */
	void writeClass(Class<?> type) throws PayloadException {
		if (this.types.binding(type).tag == 0) {
			this.types.resolver().check(type);
		}
		writeName(type.getName());
	}

	/** Writes a text that is likely to repeat, such as a class or file name. */
	void writeName(@Nullable String name) throws PayloadException {
		if (name == null) {
			writeByte(0);
			return;
		}
		Map<String, Integer> known = this.names;
		if (known == null) {
			known = new HashMap<>();
			this.names = known;
		}
		Integer index = known.get(name);
		if (index != null) {
			writeUnsigned(index);
			return;
		}
		known.put(name, known.size() + 2);
		writeByte(1);
		writeString(name);
	}

}
