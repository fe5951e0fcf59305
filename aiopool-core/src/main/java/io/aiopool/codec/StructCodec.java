package io.aiopool.codec;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A class that is written field by field. Thread-safe.
 */
abstract class StructCodec extends TypeCodec {

	final Class<?> type;

	final FieldSlot[] slots;

	StructCodec(Identity identity, Class<?> type, FieldSlot[] slots) {
		super(identity);
		this.type = type;
		this.slots = slots;
	}

	/** Returns the state of the class and its ancestors below {@code end}, ancestors first. */
	static FieldSlot[] slotsOf(Class<?> type, Class<?> end) {
		List<FieldSlot> slots = new ArrayList<>();
		for (Class<?> c = type; c != null && c != end; c = c.getSuperclass()) {
			Field[] fields = c.getDeclaredFields();
			// Reflection promises no order, and both processes must agree on one.
			Arrays.sort(fields, ByName.INSTANCE);
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

		static final ByName INSTANCE = new ByName();

		@Override
		public int compare(Field a, Field b) {
			return a.getName().compareTo(b.getName());
		}

	}

}
