package io.aiopool.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Multi-byte numbers through var handles, for compiled classes only: unlike byte buffers
 * they let the JIT keep positions in registers, but they cost a cold process
 * milliseconds. Same format as {@link PayloadWriter}. Stateless.
 */
final class FastWords {

	private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private FastWords() {
	}

	/** Returns (ObjectEncoder, type)void for long and double. */
	static MethodHandle writer(Class<?> type) throws ReflectiveOperationException {
		return MethodHandles.lookup()
			.findStatic(FastWords.class, "write", MethodType.methodType(void.class, ObjectEncoder.class, type));
	}

	/** Returns (ObjectDecoder)type for long and double. */
	static MethodHandle reader(Class<?> type) throws ReflectiveOperationException {
		return MethodHandles.lookup()
			.findStatic(FastWords.class, (type == long.class) ? "readLong" : "readDouble",
					MethodType.methodType(type, ObjectDecoder.class));
	}

	static void write(ObjectEncoder out, long value) throws PayloadException {
		out.ensure(9);
		byte[] target = out.buffer;
		int at = out.position;
		int half = (int) value;
		if (half == value && (half << 1) >> 1 == half) {
			INTS.set(target, at, half << 1);
			out.position = at + 4;
		}
		else {
			target[at] = 1;
			LONGS.set(target, at + 1, value);
			out.position = at + 9;
		}
	}

	static void write(ObjectEncoder out, double value) throws PayloadException {
		out.ensure(8);
		int at = out.position;
		LONGS.set(out.buffer, at, Double.doubleToRawLongBits(value));
		out.position = at + 8;
	}

	static long readLong(ObjectDecoder in) throws PayloadException {
		if (in.remaining() > 0 && (in.peek() & 1) == 0) {
			int at = in.take(4);
			return (int) INTS.get(in.buffer(), at) >> 1;
		}
		int at = in.take(9);
		return (long) LONGS.get(in.buffer(), at + 1);
	}

	static double readDouble(ObjectDecoder in) throws PayloadException {
		int at = in.take(8);
		return Double.longBitsToDouble((long) LONGS.get(in.buffer(), at));
	}

}
