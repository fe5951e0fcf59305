package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.codec.TypeCodec.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Reads one object graph written by {@link ObjectEncoder}. Confined to one thread at a
 * time; reused for many payloads.
 */
final class ObjectDecoder extends PayloadReader {

	/** Longest list of objects kept for the next payload. */
	private static final int KEEP = 1 << 16;

	private final TypeTable types;

	private final int maxDepth;

	private final long maxElements;

	private @Nullable Object[] objects = new Object[64];

	private int objectCount;

	private int[] openNumbers = new int[32];

	private int depth;

	private long elements;

	private int incompleteReferences;

	private int marker;

	private TypeBinding[] classes = new TypeBinding[16];

	private int classCount;

	private final List<String> names = new ArrayList<>();

	private final List<Deferred> deferred = new ArrayList<>();

	/** Comparisons that wait until the deferred work is done, too. */
	private final List<Deferred> checks = new ArrayList<>();

	/** The innermost wrapper that waits for its inner object. */
	private WrapperCodec.@Nullable Wrapping wrapping;

	/** The number of that inner object, or -1. */
	private int awaited = -1;

	ObjectDecoder(TypeTable types) {
		this.types = types;
		this.maxDepth = types.settings().maxDepth();
		this.maxElements = types.settings().maxElements();
	}

	/**
	 * Work that must wait until all objects are complete: filling hash tables and sorted
	 * collections whose keys are part of a cycle.
	 */
	interface Deferred {

		void complete() throws PayloadException;

	}

	TypeTable types() {
		return this.types;
	}

	/** Forgets the last payload; nothing of it stays reachable. */
	void reset() {
		close();
		if (this.objects.length > KEEP) {
			this.objects = new Object[64];
		}
		else {
			Arrays.fill(this.objects, 0, this.objectCount, null);
		}
		Arrays.fill(this.classes, 0, this.classCount, null);
		this.objectCount = 0;
		this.classCount = 0;
		this.depth = 0;
		this.elements = 0;
		this.incompleteReferences = 0;
		this.names.clear();
		this.deferred.clear();
		this.checks.clear();
		waitFor(null);
	}

	@Nullable Object readRoot() throws PayloadException {
		Object root = read();
		complete();
		if (remaining() != 0) {
			throw PayloadException.corrupt(remaining() + " bytes follow the value");
		}
		if (remainingParts() != 0) {
			throw PayloadException.corrupt(remainingParts() + " parts belong to nothing");
		}
		return root;
	}

	/** Reads any value. */
	@Nullable Object read() throws PayloadException {
		int tag = readByte() & 0xff;
		if (tag >= Tags.CLASS_BASE) {
			return readInstance(classAt((tag == Tags.CLASS_WIDE) ? readLength() : tag - Tags.CLASS_BASE));
		}
		return switch (tag) {
			case Tags.NULL -> null;
			case Tags.STRING -> {
				charge(Footprint.TEXT);
				yield requireString();
			}
			case Tags.REF -> readReference();
			case Tags.NEW_CLASS -> readInstance(defineClass());
			default -> readBody(tag);
		};
	}

	/** Reads an object whose class both sides know and have judged. */
	Object readAs(TypeCodec codec) throws PayloadException {
		charge(Footprint.SERIALIZED);
		return readBody(codec);
	}

	/** Does what had to wait until all objects are there. */
	void complete() throws PayloadException {
		for (Deferred work : this.deferred) {
			work.complete();
		}
		for (Deferred check : this.checks) {
			check.complete();
		}
	}

	/** Reads an object whose class is known from the declaration. */
	@Nullable Object readExact(TypeBinding binding) throws PayloadException {
		if (isExact()) {
			binding.check();
			return readInstance(binding);
		}
		return readExactReference();
	}

	/** Reads the marker of an exact object; tells whether its body follows. */
	boolean isExact() throws PayloadException {
		this.marker = readByte();
		return this.marker == Tags.EXACT;
	}

	/** Reads what follows a marker that announced no body. */
	@Nullable Object readExactReference() throws PayloadException {
		return switch (this.marker) {
			case Tags.NULL -> null;
			case Tags.REF -> readReference();
			case Tags.CONSTANT -> readBody(Tags.CONSTANT);
			default -> throw PayloadException.corrupt("no marker of an object");
		};
	}

	private Object readInstance(TypeBinding binding) throws PayloadException {
		charge(binding.footprint);
		if (binding.codec.identity == Identity.NONE) {
			return binding.codec.read(this, -1);
		}
		if (binding.leaf) {
			int number = nextNumber();
			Object value = readFields(binding, number);
			finishLeaf(number, value);
			return value;
		}
		int number = begin();
		Object value = readFields(binding, number);
		finish(number, value);
		return value;
	}

	private Object readFields(TypeBinding binding, int number) throws PayloadException {
		CompiledStruct compiled = binding.compiled();
		if (compiled != null && this.depth <= ObjectEncoder.SHALLOW) {
			return readCompiled(compiled, number);
		}
		if (binding.compilable) {
			this.types.used(binding);
		}
		return binding.codec.read(this, number);
	}

	private Object readCompiled(CompiledStruct compiled, int number) throws PayloadException {
		try {
			return compiled.read(this, number);
		}
		catch (PayloadException | RuntimeException | Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Object readBody(int tag) throws PayloadException {
		charge(Footprint.ofEmpty(tag));
		return readBody(TypeCodecs.tagged(tag));
	}

	private Object readBody(TypeCodec codec) throws PayloadException {
		if (codec.identity == Identity.NONE) {
			return codec.read(this, -1);
		}
		int number = begin();
		Object value = codec.read(this, number);
		finish(number, value);
		return value;
	}

	/** Numbers the next object and goes one level down. */
	int begin() throws PayloadException {
		int number = nextNumber();
		enter(number);
		return number;
	}

	/** Completes an object that was only numbered. */
	void finishLeaf(int number, Object value) {
		this.objects[number] = value;
	}

	/** Completes an object and goes one level up. */
	void finish(int number, Object value) {
		this.depth--;
		this.objects[number] = value;
	}

	/** Numbers the next object, which has nothing nested inside. */
	int nextNumber() {
		if (this.objectCount == this.objects.length) {
			this.objects = Arrays.copyOf(this.objects, this.objectCount * 2);
		}
		return this.objectCount++;
	}

	private void enter(int number) throws PayloadException {
		int level = this.depth;
		if (level == this.openNumbers.length) {
			this.openNumbers = Arrays.copyOf(this.openNumbers, level * 2);
		}
		if (level >= this.maxDepth) {
			throw ObjectEncoder.tooDeep(this.maxDepth);
		}
		if (this.elements + number > this.maxElements) {
			throw ObjectEncoder.tooMany(this.maxElements);
		}
		this.openNumbers[level] = number;
		this.depth = level + 1;
	}

	/** How many objects are around the one that is being read. */
	int depth() {
		return this.depth;
	}

	/** Makes an object visible to the objects inside it. */
	void publish(int number, Object value) throws PayloadException {
		this.objects[number] = value;
		if (number == this.awaited) {
			wrap(value);
		}
	}

	private void wrap(Object inner) throws PayloadException {
		WrapperCodec.Wrapping innermost = this.wrapping;
		if (innermost != null && innermost.canWrapEarly(inner)) {
			waitFor(innermost.outer);
			publish(innermost.id, innermost.around(inner));
		}
	}

	private void waitFor(WrapperCodec.@Nullable Wrapping next) {
		this.wrapping = next;
		this.awaited = (next != null) ? next.id + 1 : -1;
	}

	/**
	 * Reads the object inside a wrapper, and puts the wrapper on as soon as it exists.
	 */
	Object readWrapped(WrapperCodec.Wrapping wrapper) throws PayloadException {
		wrapper.outer = this.wrapping;
		waitFor(wrapper);
		Object inner = read();
		Object made = wrapper.wrapper;
		if (made == null) {
			waitFor(wrapper.outer);
			made = wrapper.around(inner);
		}
		return made;
	}

	private Object readReference() throws PayloadException {
		int number = readLength();
		Object value = (number < this.objectCount) ? this.objects[number] : null;
		if (value == null) {
			throw PayloadException.corrupt("a reference to object " + number + ", which is not there");
		}
		for (int i = this.depth - 1; i >= 0; i--) {
			if (this.openNumbers[i] == number) {
				this.incompleteReferences++;
				break;
			}
		}
		return value;
	}

	/**
	 * Returns a count that grows when a reference to an incomplete object is read: what
	 * was read in between must not be hashed or compared yet.
	 */
	int incompleteReferences() {
		return this.incompleteReferences;
	}

	void defer(Deferred work) {
		this.deferred.add(work);
	}

	void checkAtTheEnd(Deferred check) {
		this.checks.add(check);
	}

	/** Counts elements before room for them is allocated. */
	void countElements(int count) throws PayloadException {
		charge((long) Footprint.REFERENCE * count);
		this.elements += count;
		if (this.elements > this.maxElements) {
			throw ObjectEncoder.tooMany(this.maxElements);
		}
	}

	/**
	 * Reads a count of elements of at least one byte each, so it cannot exceed what is
	 * left.
	 */
	int readCount() throws PayloadException {
		int count = readLength();
		if (count > remaining()) {
			throw PayloadException.corrupt(count + " elements declared in " + remaining() + " bytes");
		}
		countElements(count);
		return count;
	}

	private TypeBinding classAt(int index) throws PayloadException {
		if (index >= this.classCount) {
			throw PayloadException.corrupt("class " + index + " is not defined");
		}
		return this.classes[index];
	}

	private TypeBinding defineClass() throws PayloadException {
		String name = requireString();
		int shape = readFixedInt();
		TypeBinding binding = this.types.binding(this.types.resolver().resolve(name));
		if (binding.tag != 0) {
			throw PayloadException.corrupt(name + " has a tag of its own");
		}
		binding.check();
		if (binding.codec.shape() != shape) {
			throw new PayloadException(Kind.CORRUPT, Advice.SAME_VERSION.text(name), name, null);
		}
		if (this.classCount == this.classes.length) {
			this.classes = Arrays.copyOf(this.classes, this.classCount * 2);
		}
		this.classes[this.classCount++] = binding;
		return binding;
	}

	Class<?> readClass() throws PayloadException {
		String name = readName();
		if (name == null) {
			throw PayloadException.corrupt("a class name is missing");
		}
		return this.types.resolver().resolve(name);
	}

	@Nullable String readName() throws PayloadException {
		int index = readLength();
		if (index == 0) {
			return null;
		}
		if (index == 1) {
			charge(Footprint.TEXT);
			String name = requireString();
			this.names.add(name);
			return name;
		}
		if (index - 2 >= this.names.size()) {
			throw PayloadException.corrupt("name " + index + " is not defined");
		}
		return this.names.get(index - 2);
	}

}
