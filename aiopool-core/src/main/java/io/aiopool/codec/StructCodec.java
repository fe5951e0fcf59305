package io.aiopool.codec;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A class that is written field by field. Thread-safe.
 */
abstract class StructCodec extends TypeCodec {

	/** Reflection promises no order, and both processes must agree on one. */
	static final Comparator<Field> BY_NAME = new ByName();

	final Class<?> type;

	final FieldSlot[] slots;

	private @Nullable Compiled compiled;

	StructCodec(Identity identity, Class<?> type, FieldSlot[] slots) {
		super(identity);
		this.type = type;
		this.slots = slots;
	}

	/** Tells whether a readResolve hook runs after reading. */
	abstract boolean resolves();

	/**
	 * Tells whether the fields hold only primitives and strings, so that nothing is
	 * nested.
	 */
	final boolean isLeaf() {
		for (FieldSlot slot : this.slots) {
			if (slot.form == FieldSlot.Form.ANY || slot.form == FieldSlot.Form.EXACT) {
				return false;
			}
		}
		return isPlain();
	}

	/** Tells whether the class is nothing but its fields, so that it can be compiled. */
	final boolean isPlain() {
		return (this instanceof RecordCodec || this instanceof PojoCodec) && !resolves();
	}

	/** Compiles the class, once for all codecs of the JVM. */
	final synchronized Compiled compiled() {
		Compiled known = this.compiled;
		if (known == null) {
			Set<Class<?>> inlined = new HashSet<>();
			known = new Compiled(StructCompiler.compile(this, inlined), inlined);
			this.compiled = known;
		}
		return known;
	}

	/**
	 * The outcome of compiling.
	 *
	 * @param form the fast form, null if there is none
	 * @param inlined the other classes that are written out in it
	 */
	record Compiled(@Nullable CompiledStruct form, Set<Class<?>> inlined) {
	}

	/**
	 * Returns the state of the class and its ancestors below {@code end}, ancestors
	 * first.
	 */
	static FieldSlot[] slotsOf(Class<?> type, Class<?> end) {
		List<FieldSlot> slots = new ArrayList<>();
		for (Class<?> c = type; c != null && c != end; c = c.getSuperclass()) {
			Field[] fields = c.getDeclaredFields();
			Arrays.sort(fields, BY_NAME);
			int at = 0;
			for (Field field : fields) {
				if (FieldSlot.isState(field)) {
					slots.add(at++, new FieldSlot(field));
				}
			}
		}
		return slots.toArray(new FieldSlot[0]);
	}

	@Override
	int shape() {
		int hash = this.identity.ordinal();
		for (FieldSlot slot : this.slots) {
			hash = hash * 31 + slot.shape();
		}
		return hash;
	}

	final void writeSlots(ObjectEncoder out, Object value) throws PayloadException {
		for (FieldSlot slot : this.slots) {
			slot.write(out, value);
		}
	}

	private static final class ByName implements Comparator<Field> {

		@Override
		public int compare(Field a, Field b) {
			return a.getName().compareTo(b.getName());
		}

	}

}
