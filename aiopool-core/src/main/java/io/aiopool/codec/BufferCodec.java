package io.aiopool.codec;

import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * Buffers: all elements, not only those that remain, so that a buffer can be flipped or
 * rewound on the other side; position, limit, order, and whether it is direct or
 * read-only. A mark has no accessor and is lost: {@code reset} throws. Thread-safe.
 */
final class BufferCodec extends TypeCodec {

	private static final int READ_ONLY = 1;

	private static final int DIRECT = 2;

	private static final int BIG_ENDIAN = 4;

	BufferCodec() {
		super(Identity.EARLY);
	}

	/**
	 * The kinds of elements. The order is that of the wire.
	 */
	private enum Element {

		BYTE, CHAR, SHORT, INT, LONG, FLOAT, DOUBLE;

		static Element of(Buffer buffer) {
			return (buffer instanceof ByteBuffer) ? BYTE : (buffer instanceof CharBuffer) ? CHAR
					: (buffer instanceof ShortBuffer) ? SHORT : (buffer instanceof IntBuffer) ? INT
							: (buffer instanceof LongBuffer) ? LONG : (buffer instanceof FloatBuffer) ? FLOAT : DOUBLE;
		}

		int size() {
			return switch (this) {
				case BYTE -> Byte.BYTES;
				case CHAR -> Character.BYTES;
				case SHORT -> Short.BYTES;
				case INT -> Integer.BYTES;
				case LONG -> Long.BYTES;
				case FLOAT -> Float.BYTES;
				case DOUBLE -> Double.BYTES;
			};
		}

	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Buffer buffer = (Buffer) value;
		Element element = Element.of(buffer);
		out.writeByte(element.ordinal());
		out.writeByte((buffer.isReadOnly() ? READ_ONLY : 0) | (buffer.isDirect() ? DIRECT : 0)
				| ((orderOf(buffer) == ByteOrder.BIG_ENDIAN) ? BIG_ENDIAN : 0));
		out.writeUnsigned(buffer.position());
		out.writeUnsigned(buffer.limit());
		out.checkRoom((long) buffer.capacity() * element.size());
		int length = buffer.capacity() * element.size();
		out.writeUnsigned(length);
		if (buffer instanceof ByteBuffer bytes) {
			out.writeBuffer(bytes.duplicate().clear());
		}
		else {
			ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
			copy(buffer.duplicate().clear(), bytes, element);
			out.writeBytes(bytes.array(), 0, length);
		}
	}

	private static ByteOrder orderOf(Buffer buffer) {
		return switch (Element.of(buffer)) {
			case BYTE -> ((ByteBuffer) buffer).order();
			case CHAR -> ((CharBuffer) buffer).order();
			case SHORT -> ((ShortBuffer) buffer).order();
			case INT -> ((IntBuffer) buffer).order();
			case LONG -> ((LongBuffer) buffer).order();
			case FLOAT -> ((FloatBuffer) buffer).order();
			case DOUBLE -> ((DoubleBuffer) buffer).order();
		};
	}

	private static Buffer view(ByteBuffer bytes, Element element) {
		return switch (element) {
			case BYTE -> bytes;
			case CHAR -> bytes.asCharBuffer();
			case SHORT -> bytes.asShortBuffer();
			case INT -> bytes.asIntBuffer();
			case LONG -> bytes.asLongBuffer();
			case FLOAT -> bytes.asFloatBuffer();
			case DOUBLE -> bytes.asDoubleBuffer();
		};
	}

	private static Buffer allocate(int capacity, Element element) {
		return switch (element) {
			case BYTE -> ByteBuffer.allocate(capacity);
			case CHAR -> CharBuffer.allocate(capacity);
			case SHORT -> ShortBuffer.allocate(capacity);
			case INT -> IntBuffer.allocate(capacity);
			case LONG -> LongBuffer.allocate(capacity);
			case FLOAT -> FloatBuffer.allocate(capacity);
			case DOUBLE -> DoubleBuffer.allocate(capacity);
		};
	}

	private static void copy(Buffer from, ByteBuffer to, Element element) {
		copy(from, view(to, element), element);
	}

	private static void copy(Buffer from, Buffer to, Element element) {
		switch (element) {
			case BYTE -> ((ByteBuffer) to).put((ByteBuffer) from);
			case CHAR -> ((CharBuffer) to).put((CharBuffer) from);
			case SHORT -> ((ShortBuffer) to).put((ShortBuffer) from);
			case INT -> ((IntBuffer) to).put((IntBuffer) from);
			case LONG -> ((LongBuffer) to).put((LongBuffer) from);
			case FLOAT -> ((FloatBuffer) to).put((FloatBuffer) from);
			case DOUBLE -> ((DoubleBuffer) to).put((DoubleBuffer) from);
		}
	}

	private static Buffer readOnly(Buffer buffer) {
		return switch (Element.of(buffer)) {
			case BYTE -> ((ByteBuffer) buffer).asReadOnlyBuffer().order(((ByteBuffer) buffer).order());
			case CHAR -> ((CharBuffer) buffer).asReadOnlyBuffer();
			case SHORT -> ((ShortBuffer) buffer).asReadOnlyBuffer();
			case INT -> ((IntBuffer) buffer).asReadOnlyBuffer();
			case LONG -> ((LongBuffer) buffer).asReadOnlyBuffer();
			case FLOAT -> ((FloatBuffer) buffer).asReadOnlyBuffer();
			case DOUBLE -> ((DoubleBuffer) buffer).asReadOnlyBuffer();
		};
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		int number = in.readByte();
		if (number < 0 || number >= Element.values().length) {
			throw PayloadException.corrupt("no buffer has elements of the kind " + number);
		}
		Element element = Element.values()[number];
		int flags = in.readByte();
		int position = in.readLength();
		int limit = in.readLength();
		int length = in.readLength();
		// A buffer that is no plain one of bytes has its content once more
		in.charge(length + Footprint.ofBuffer((flags & DIRECT) != 0));
		byte[] content = in.readBytes(length);
		if (limit > content.length / element.size() || position > limit) {
			throw PayloadException.corrupt("a buffer is shorter than its limit, or its limit less than its position");
		}
		Buffer buffer = filled(content, element, (flags & DIRECT) != 0,
				((flags & BIG_ENDIAN) != 0) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
		return (((flags & READ_ONLY) != 0) ? readOnly(buffer) : buffer).limit(limit).position(position);
	}

	private static Buffer filled(byte[] content, Element element, boolean direct, ByteOrder order) {
		ByteBuffer source = ByteBuffer.wrap(content);
		if (element == Element.BYTE && !direct) {
			return source.order(order);
		}
		Buffer target;
		if (direct) {
			target = view(ByteBuffer.allocateDirect(content.length).order(order), element);
		}
		else if (order == ByteOrder.nativeOrder()) {
			target = allocate(content.length / element.size(), element);
		}
		else {
			target = view(ByteBuffer.allocate(content.length).order(order), element);
		}
		copy(view(source.order(ByteOrder.LITTLE_ENDIAN), element), target, element);
		return target.clear();
	}

}
