package io.aiopool.codec;

import java.nio.ByteBuffer;

/**
 * Arrays of primitives, copied in bulk. Thread-safe.
 */
final class PrimitiveArrayCodec extends TypeCodec {

	private final int tag;

	PrimitiveArrayCodec(int tag) {
		super(Identity.EARLY);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		switch (this.tag) {
			case Tags.BOOLEANS -> writeBooleans(out, (boolean[]) value);
			case Tags.BYTES -> {
				byte[] bytes = (byte[]) value;
				out.writeUnsigned(bytes.length);
				out.writeBytes(bytes, 0, bytes.length);
			}
			case Tags.SHORTS -> start(out, ((short[]) value).length, 2).asShortBuffer().put((short[]) value);
			case Tags.CHARS -> start(out, ((char[]) value).length, 2).asCharBuffer().put((char[]) value);
			case Tags.INTS -> start(out, ((int[]) value).length, 4).asIntBuffer().put((int[]) value);
			case Tags.LONGS -> start(out, ((long[]) value).length, 8).asLongBuffer().put((long[]) value);
			case Tags.FLOATS -> start(out, ((float[]) value).length, 4).asFloatBuffer().put((float[]) value);
			default -> start(out, ((double[]) value).length, 8).asDoubleBuffer().put((double[]) value);
		}
	}

	private static ByteBuffer start(ObjectEncoder out, int length, long width) throws PayloadException {
		out.writeUnsigned(length);
		return out.reserve(length * width);
	}

	private static void writeBooleans(ObjectEncoder out, boolean[] array) throws PayloadException {
		ByteBuffer target = start(out, array.length, 1);
		for (boolean element : array) {
			target.put((byte) (element ? 1 : 0));
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		int length = in.readLength();
		switch (this.tag) {
			case Tags.BOOLEANS -> {
				ByteBuffer source = in.slice(length);
				boolean[] array = new boolean[length];
				for (int i = 0; i < length; i++) {
					array[i] = source.get() != 0;
				}
				return array;
			}
			case Tags.BYTES -> {
				return in.readBytes(length);
			}
			case Tags.SHORTS -> {
				ByteBuffer source = in.slice(length * 2L);
				short[] array = new short[length];
				source.asShortBuffer().get(array);
				return array;
			}
			case Tags.CHARS -> {
				ByteBuffer source = in.slice(length * 2L);
				char[] array = new char[length];
				source.asCharBuffer().get(array);
				return array;
			}
			case Tags.INTS -> {
				ByteBuffer source = in.slice(length * 4L);
				int[] array = new int[length];
				source.asIntBuffer().get(array);
				return array;
			}
			default -> {
				return readWide(in, length);
			}
		}
	}

	private Object readWide(ObjectDecoder in, int length) throws PayloadException {
		switch (this.tag) {
			case Tags.LONGS -> {
				ByteBuffer source = in.slice(length * 8L);
				long[] array = new long[length];
				source.asLongBuffer().get(array);
				return array;
			}
			case Tags.FLOATS -> {
				ByteBuffer source = in.slice(length * 4L);
				float[] array = new float[length];
				source.asFloatBuffer().get(array);
				return array;
			}
			default -> {
				ByteBuffer source = in.slice(length * 8L);
				double[] array = new double[length];
				source.asDoubleBuffer().get(array);
				return array;
			}
		}
	}

}
