package io.aiopool.codec;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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

	/**
	 * The numbers of the objects being written, outermost first; complemented if
	 * references to them can be resolved while they are incomplete.
	 */
	private int[] open = new int[32];

	private int depth;

	private long elements;

	/** Index + 1 of each binding in this payload's class table, by binding number. */
	private int[] classIndexes = new int[32];

	private int[] usedBindings = new int[32];

	private int classes;

	/**
	 * The binding of the last object that named its class, and what it wrote to name it.
	 */
	private @Nullable TypeBinding lastBinding;

	private int lastHeader;

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
		divertTo(null);
		this.objects.clear();
		this.depth = 0;
		this.elements = 0;
		for (int i = 0; i < this.classes; i++) {
			this.classIndexes[this.usedBindings[i]] = 0;
		}
		this.classes = 0;
		this.lastBinding = null;
		this.names = null;
	}

	/** Writes any value with its type. Small, so that it is inlined everywhere. */
	void write(@Nullable Object value) throws PayloadException {
		if (value instanceof String text) {
			writeByte(Tags.STRING);
			writeString(text);
		}
		else if (value == null) {
			writeByte(Tags.NULL);
		}
		else {
			writeObject(value, value.getClass());
		}
	}

	/** Writes an element of a list, which often has the class of the one before. */
	void writeElement(@Nullable Object value) throws PayloadException {
		TypeBinding last = this.lastBinding;
		if (last != null && value != null && value.getClass() == last.type) {
			writeAnother(last, value);
		}
		else {
			write(value);
		}
	}

	private void writeAnother(TypeBinding last, Object value) throws PayloadException {
		if (last.hasConstants() && isConstant(last, value)) {
			return;
		}
		if (isNew(value)) {
			writeByte(this.lastHeader);
			writeBody(last, value);
		}
	}

	private void writeObject(Object value, Class<?> type) throws PayloadException {
		TypeBinding last = this.lastBinding;
		if (last != null && type == last.type) {
			writeAnother(last, value);
		}
		else if (type == ArrayList.class) {
			if (isNew(value)) {
				writeByte(Tags.ARRAY_LIST);
				enter(Identity.EARLY);
				CollectionCodec.writeList(this, (ArrayList<?>) value);
				exit();
			}
		}
		else {
			writeBound(this.types.binding(type), value);
		}
	}

	private void writeBound(TypeBinding binding, Object value) throws PayloadException {
		LazyEntity lazy = binding.lazy;
		Object loaded = (lazy != null) ? lazy.loaded(value) : value;
		if (loaded != value) {
			write(loaded);
			return;
		}
		if (binding.hasConstants() && isConstant(binding, value)) {
			return;
		}
		binding.check();
		if (binding.codec.identity == Identity.NONE) {
			writeHeader(binding);
			binding.codec.write(this, value);
		}
		else if (isNew(value)) {
			writeHeader(binding);
			writeBody(binding, value);
		}
	}

	/** Writes an object that is a constant; tells whether it is one. */
	private boolean isConstant(TypeBinding binding, Object value) throws PayloadException {
		Constants constants = binding.constants;
		Field field = (constants != null) ? constants.fieldOf(value) : null;
		if (field == null) {
			return false;
		}
		if (isNew(value)) {
			writeByte(Tags.CONSTANT);
			enter(binding.codec.identity);
			ConstantCodec.write(this, binding, field, value);
			exit();
		}
		return true;
	}

	/** Numbers a new object; writes a reference for one that was written before. */
	private boolean isNew(Object value) throws PayloadException {
		int number = this.objects.numberOf(value);
		if (number < 0) {
			return true;
		}
		writeByte(Tags.REF);
		writeReference(number);
		return false;
	}

	private void writeHeader(TypeBinding binding) throws PayloadException {
		if (binding.tag != 0) {
			writeByte(binding.tag);
		}
		else {
			writeClassHeader(binding);
		}
	}

	/** Writes an object whose class both sides know and have judged. */
	void writeAs(TypeCodec codec, Object value) throws PayloadException {
		if (isNew(value)) {
			enter(codec.identity);
			codec.write(this, value);
			exit();
		}
	}

	/** Writes an object whose class the reader knows from the declaration. */
	void writeExact(TypeBinding binding, @Nullable Object value) throws PayloadException {
		if (value != null && binding.hasConstants() && isConstant(binding, value)) {
			return;
		}
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
		if (isNew(value)) {
			writeByte(Tags.EXACT);
			return true;
		}
		return false;
	}

	private void writeBody(TypeBinding binding, Object value) throws PayloadException {
		if (binding.leaf) {
			writeFields(binding, value);
			return;
		}
		enter(binding.codec.identity);
		writeFields(binding, value);
		exit();
	}

	private void writeFields(TypeBinding binding, Object value) throws PayloadException {
		CompiledStruct compiled = binding.compiled();
		if (compiled != null && this.depth <= SHALLOW) {
			writeCompiled(compiled, value);
		}
		else {
			if (binding.compilable) {
				this.types.used(binding);
			}
			binding.codec.write(this, value);
		}
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

	/** Goes one level down, into the object that was numbered last. */
	void enter(Identity identity) throws PayloadException {
		int level = this.depth;
		if (level == this.open.length) {
			this.open = Arrays.copyOf(this.open, level * 2);
		}
		if (level >= this.maxDepth) {
			throw tooDeep(this.maxDepth);
		}
		int number = this.objects.count() - 1;
		if (this.elements + number > this.maxElements) {
			throw tooMany(this.maxElements);
		}
		this.open[level] = (identity == Identity.LATE) ? number : ~number;
		this.depth = level + 1;
	}

	/** Returns the object that is so many levels around the current one, null beyond. */
	@Nullable Object around(int levels) {
		int level = this.depth - 1 - levels;
		if (level < 0) {
			return null;
		}
		int number = this.open[level];
		return this.objects.get((number < 0) ? ~number : number);
	}

	/**
	 * Says of the object of this level that it can only be built complete after all: a
	 * reference to it from inside is refused.
	 */
	void closeLevel() {
		int number = this.open[this.depth - 1];
		this.open[this.depth - 1] = (number < 0) ? ~number : number;
	}

	/** Goes one level up. */
	void exit() {
		this.depth--;
	}

	private void writeReference(int number) throws PayloadException {
		for (int i = this.depth - 1; i >= 0; i--) {
			if (this.open[i] == number) {
				throw cycle(Objects.requireNonNull(this.objects.get(number)).getClass());
			}
		}
		writeUnsigned(number);
	}

	private PayloadException cycle(Class<?> type) {
		TypeCodec codec = this.types.binding(type).codec;
		boolean own = !TypeCodecs.isPlatform(type) && !Preset.isOfLibrary(type.getName());
		boolean hooks = codec instanceof SerializedCodec || codec instanceof ReplacedCodec;
		return new PayloadException(Kind.UNSUPPORTED_TYPE,
				((own && hooks) ? Advice.BREAK_CYCLE_OF_HOOKS : Advice.BREAK_CYCLE).text(type.getName()),
				type.getName(), null);
	}

	static PayloadException tooDeep(int maxDepth) {
		return new PayloadException(Kind.TOO_DEEP, Advice.FLATTEN.text(maxDepth), null, null);
	}

	/** Counts elements, and fails before they are written if there are too many. */
	void countElements(int count) throws PayloadException {
		this.elements += count;
		if (this.elements > this.maxElements) {
			throw tooMany(this.maxElements);
		}
	}

	/** Fails before a copy of so many elements is made if there are too many. */
	void expect(int count) throws PayloadException {
		if (this.elements + count > this.maxElements) {
			throw tooMany(this.maxElements);
		}
	}

	static PayloadException tooMany(long maxElements) {
		return new PayloadException(Kind.TOO_MANY, Advice.SEND_PARTS.text(maxElements), null, null);
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
			if (binding.codec.identity != Identity.NONE && binding.lazy == null) {
				this.lastHeader = Tags.CLASS_BASE + index - 1;
				this.lastBinding = binding;
			}
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
