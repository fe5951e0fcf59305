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

	static final MethodHandle LOCATE = find("locate", Object.class, String.class, PayloadException.class);

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

	private static void writeExact(ObjectEncoder out, Class<?> type, @Nullable Object value) throws PayloadException {
		out.writeExact(out.types().binding(type), value);
	}

	private static boolean beginWrite(ObjectEncoder out, @Nullable Object value) throws PayloadException {
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

	private static Object locate(String step, PayloadException failure) throws PayloadException {
		throw failure.within(step);
	}

}
