package io.aiopool.codec;

/**
 * Boxed primitives. Thread-safe.
 */
final class ScalarCodec extends TypeCodec {

	private final int tag;

	ScalarCodec(int tag) {
		super(Identity.NONE);
		this.tag = tag;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		switch (this.tag) {
			case Tags.BOOLEAN -> out.writeBoolean((Boolean) value);
			case Tags.BYTE -> out.writeByte((Byte) value);
			case Tags.SHORT -> out.writeShort((Short) value);
			case Tags.CHAR -> out.writeChar((Character) value);
			case Tags.INT -> out.writeInt((Integer) value);
			case Tags.LONG -> out.writeLong((Long) value);
			case Tags.FLOAT -> out.writeFloat((Float) value);
			default -> out.writeDouble((Double) value);
		}
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		return switch (this.tag) {
			case Tags.BOOLEAN -> in.readBoolean();
			case Tags.BYTE -> in.readSignedByte();
			case Tags.SHORT -> in.readShort();
			case Tags.CHAR -> in.readChar();
			case Tags.INT -> in.readInt();
			case Tags.LONG -> in.readLong();
			case Tags.FLOAT -> in.readFloat();
			default -> in.readDouble();
		};
	}

}
