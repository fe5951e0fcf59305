package io.aiopool.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The building blocks of {@link StructCompiler} that are more than one call. Stateless.
 */
@SuppressWarnings("UnusedMethod") // called through the handles
final class CompiledSteps {

	static final MethodHandle WRITE_BYTE = find("writeByte", void.class, ObjectEncoder.class, byte.class);

	static final MethodHandle WRITE_EXACT = find("writeExact", void.class, ObjectEncoder.class, Class.class,
			Object.class);

	static final MethodHandle BEGIN_WRITE = find("beginWrite", boolean.class, ObjectEncoder.class, Object.class);

	static final MethodHandle BEGIN_WRITE_UNLESS_CONSTANT = find("beginWriteUnlessConstant", boolean.class,
			Constants.class, ObjectEncoder.class, Object.class);

	static final MethodHandle WRITE_TRANSIENTS = find("writeTransients", void.class, TransientState.class,
			ObjectEncoder.class, Object.class);

	static final MethodHandle ENTER_WRITE = find("enterWrite", void.class, ObjectEncoder.class);

	static final MethodHandle EXIT_WRITE = find("exitWrite", void.class, ObjectEncoder.class);

	static final MethodHandle READ_EXACT = find("readExact", Object.class, ObjectDecoder.class, Class.class);

	static final MethodHandle IS_EXACT = find("isExact", boolean.class, ObjectDecoder.class);

	static final MethodHandle READ_REFERENCE = find("readReference", Object.class, ObjectDecoder.class);

	static final MethodHandle BEGIN_READ = find("beginRead", int.class, int.class, ObjectDecoder.class);

	static final MethodHandle FINISH_READ = find("finishRead", Object.class, int.class, ObjectDecoder.class,
			Object.class);

	static final MethodHandle BEGIN_LEAF = find("beginLeaf", int.class, int.class, ObjectDecoder.class);

	static final MethodHandle FINISH_LEAF = find("finishLeaf", Object.class, int.class, ObjectDecoder.class,
			Object.class);

	static final MethodHandle START_POJO = find("startPojo", Object.class, PojoCodec.class, ObjectDecoder.class,
			int.class);

	static final MethodHandle CONSTRUCTOR_FAILED = find("constructorFailed", Object.class, Class.class,
			Throwable.class);

	static final MethodHandle LOCATE = find("locate", Object.class, FieldSlot.class, PayloadException.class);

	private CompiledSteps() {
	}

	private static MethodHandle find(String name, Class<?> returns, Class<?>... parameters) {
		try {
			return MethodHandles.lookup()
				.findStatic(CompiledSteps.class, name, MethodType.methodType(returns, parameters));
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The end of the name of the method that reads or writes such a field. */
	static String suffix(FieldSlot slot) {
		String name = slot.form.name();
		return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
	}

	private static void writeByte(ObjectEncoder out, byte value) throws PayloadException {
		out.writeByte(value);
	}

	/**
	 * Returns (RecordCodec, index, built, sent, ObjectDecoder)void for a type of
	 * component.
	 */
	static MethodHandle verify(Class<?> type) {
		if (!type.isPrimitive()) {
			return find("verify", void.class, RecordCodec.class, int.class, Object.class, Object.class,
					ObjectDecoder.class);
		}
		boolean wide = type == long.class || type == boolean.class || type == float.class || type == double.class;
		Class<?> common = wide ? type : int.class;
		MethodHandle verify = find("verify", void.class, RecordCodec.class, int.class, common, common);
		return MethodHandles.dropArguments(verify, 4, ObjectDecoder.class);
	}

	private static void verify(RecordCodec codec, int index, boolean built, boolean sent) throws PayloadException {
		if (built != sent) {
			throw codec.changed(index);
		}
	}

	private static void verify(RecordCodec codec, int index, int built, int sent) throws PayloadException {
		if (built != sent) {
			throw codec.changed(index);
		}
	}

	private static void verify(RecordCodec codec, int index, long built, long sent) throws PayloadException {
		if (built != sent) {
			throw codec.changed(index);
		}
	}

	private static void verify(RecordCodec codec, int index, float built, float sent) throws PayloadException {
		if (Float.floatToRawIntBits(built) != Float.floatToRawIntBits(sent)) {
			throw codec.changed(index);
		}
	}

	private static void verify(RecordCodec codec, int index, double built, double sent) throws PayloadException {
		if (Double.doubleToRawLongBits(built) != Double.doubleToRawLongBits(sent)) {
			throw codec.changed(index);
		}
	}

	private static void verify(RecordCodec codec, int index, @Nullable Object built, @Nullable Object sent,
			ObjectDecoder in) throws PayloadException {
		if (built != sent) {
			codec.verify(in, index, sent, built);
		}
	}

	private static void writeTransients(TransientState transients, ObjectEncoder out, Object holder)
			throws PayloadException {
		transients.write(out, holder);
	}

	private static void writeExact(ObjectEncoder out, Class<?> type, @Nullable Object value) throws PayloadException {
		out.writeExact(out.types().binding(type), value);
	}

	private static boolean beginWrite(ObjectEncoder out, @Nullable Object value) throws PayloadException {
		return out.beginExact(value);
	}

	private static boolean beginWriteUnlessConstant(Constants constants, ObjectEncoder out, @Nullable Object value)
			throws PayloadException {
		if (value != null && constants.fieldOf(value) != null) {
			out.write(value);
			return false;
		}
		return out.beginExact(value);
	}

	private static void enterWrite(ObjectEncoder out) throws PayloadException {
		out.enter(TypeCodec.Identity.LATE);
	}

	private static void exitWrite(ObjectEncoder out) {
		out.exit();
	}

	private static @Nullable Object readExact(ObjectDecoder in, Class<?> type) throws PayloadException {
		return in.readExact(in.types().binding(type));
	}

	private static boolean isExact(ObjectDecoder in) throws PayloadException {
		return in.isExact();
	}

	private static @Nullable Object readReference(ObjectDecoder in) throws PayloadException {
		return in.readExactReference();
	}

	private static int beginRead(int footprint, ObjectDecoder in) throws PayloadException {
		in.charge(footprint);
		return in.begin();
	}

	private static Object finishRead(int number, ObjectDecoder in, Object value) {
		in.finish(number, value);
		return value;
	}

	private static int beginLeaf(int footprint, ObjectDecoder in) throws PayloadException {
		in.charge(footprint);
		return in.nextNumber();
	}

	private static Object finishLeaf(int number, ObjectDecoder in, Object value) {
		in.finishLeaf(number, value);
		return value;
	}

	private static Object startPojo(PojoCodec codec, ObjectDecoder in, int number) throws PayloadException {
		return codec.start(in, number);
	}

	private static Object constructorFailed(Class<?> type, Throwable failure) throws PayloadException {
		throw PayloadException.userCode(type, "The constructor", failure);
	}

	private static Object locate(FieldSlot slot, PayloadException failure) throws PayloadException {
		throw failure.within(slot.field);
	}

}
