package io.aiopool.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * An object that a static final field of its own class, an ancestor or an enclosing class
 * holds: it arrives as what that field holds there, so that {@code ==} works. Such an
 * object has to hold the same in both processes. If it does not, an object that compares
 * itself by its content arrives as a copy, and any other is refused. Thread-safe.
 */
final class ConstantCodec extends TypeCodec {

	/** The class has no fields, so there is nothing to compare. */
	private static final int EMPTY = 0;

	/** A check sum of the content follows. */
	private static final int COMPARED = 1;

	/** The fields follow as those of any other instance. */
	private static final int COPIED = 2;

	private static final ClassValue<Boolean> COMPARES_CONTENT = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			return definesEquals(type);
		}

	};

	ConstantCodec() {
		super(Identity.LATE);
	}

	@Override
	void write(ObjectEncoder out, Object value) {
		throw new IllegalStateException("a constant is written with its field");
	}

	static void write(ObjectEncoder out, TypeBinding binding, Field field, Object value) throws PayloadException {
		// The class of a lambda has no name in the other process
		Class<?> subject = binding.type.isHidden() ? field.getType() : binding.type;
		out.writeClass(subject);
		out.writeName(field.getDeclaringClass().getName());
		out.writeName(field.getName());
		if (Content.isEmpty(binding.type)) {
			out.writeByte(EMPTY);
			return;
		}
		Content content = new Content(out.types());
		if (isCopied(binding, content, value)) {
			out.writeByte(COPIED);
			out.writeFixedInt(binding.codec.shape());
			binding.codec.write(out, value);
		}
		else {
			out.writeByte(COMPARED);
			writeSum(out, field, value);
		}
	}

	/** A copy that holds code, which is not sent, cannot be made. */
	private static boolean isCopied(TypeBinding binding, Content content, Object value) {
		if (binding.type.isHidden() || !COMPARES_CONTENT.get(binding.type)) {
			return false;
		}
		try {
			content.sum(value);
			return !content.holdsCode();
		}
		catch (PayloadException ex) {
			return true;
		}
	}

	private static boolean definesEquals(Class<?> type) {
		for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
			for (Method method : c.getDeclaredMethods()) {
				if (method.getName().equals("equals") && method.getParameterCount() == 1
						&& method.getParameterTypes()[0] == Object.class) {
					return true;
				}
			}
		}
		return false;
	}

	private static void writeSum(ObjectEncoder out, Field field, Object value) throws PayloadException {
		long sum;
		try {
			sum = Content.sumOf(out.types(), value);
		}
		catch (PayloadException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE,
					"Cannot encode " + name(field) + ": a constant arrives as that of the other process, and it cannot"
							+ " be known whether that one holds the same, because of " + ex.getMessage()
							+ "; use an enum, or a class whose constants hold nothing but values",
					value.getClass().getName(), ex);
		}
		out.writeFixedInt((int) sum);
		out.writeFixedInt((int) (sum >> 32));
	}

	private static String name(Field field) {
		return field.getDeclaringClass().getName() + "." + field.getName();
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		Class<?> subject = in.readClass();
		String holder = in.readName();
		String name = in.readName();
		Field field = (holder != null && name != null) ? ConstantFields.named(ConstantFields.of(subject), holder, name)
				: null;
		if (field == null) {
			throw differs(subject);
		}
		// Before the look at the field, which initialises the class
		in.types().resolver().check(field.getDeclaringClass());
		int form = in.readByte();
		int incomplete = in.incompleteReferences();
		Object copy = (form == COPIED) ? readCopy(in, id, subject) : null;
		if (copy != null) {
			return (in.incompleteReferences() == incomplete) ? copyOrConstant(in, copy, field) : copy;
		}
		Object constant = constant(field, subject);
		if (constant == null) {
			throw differs(subject);
		}
		if (form == COMPARED) {
			compare(in, field, constant);
		}
		else if (form != EMPTY) {
			throw PayloadException.corrupt("a constant has no form " + form);
		}
		return constant;
	}

	private static PayloadException differs(Class<?> subject) {
		return new PayloadException(Kind.CORRUPT,
				subject.getName() + " has other constants in the two processes; run both with the same version of it",
				subject.getName(), null);
	}

	/** Returns null if the field holds no instance of the class. */
	private static @Nullable Object constant(Field field, Class<?> subject) {
		Object value = field.trySetAccessible() ? Constants.read(field) : null;
		boolean fits = value != null && (value.getClass() == subject || subject.isInterface());
		return fits ? value : null;
	}

	private static void compare(ObjectDecoder in, Field field, Object constant) throws PayloadException {
		long sum = in.readFixedInt() & 0xffff_ffffL | (long) in.readFixedInt() << 32;
		if (sum != Content.sumOf(in.types(), constant)) {
			throw PayloadException.changed(constant.getClass(),
					"the constant " + name(field) + " holds something else here than in the process that sent it;"
							+ " let it hold the same in all processes, or send a new instance instead of the constant");
		}
	}

	private static Object readCopy(ObjectDecoder in, int id, Class<?> subject) throws PayloadException {
		TypeBinding binding = in.types().binding(subject);
		binding.check();
		if (in.readFixedInt() != binding.codec.shape()) {
			throw differs(subject);
		}
		in.charge(binding.footprint);
		return binding.codec.read(in, id);
	}

	/** Not for a copy that refers to what is incomplete, which cannot be compared. */
	private static Object copyOrConstant(ObjectDecoder in, Object copy, Field field) {
		Object constant = constant(field, copy.getClass());
		return (constant != null && Content.same(in.types(), copy, constant)) ? constant : copy;
	}

}
