package io.aiopool.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One field of a record or ordinary object, read and written by reflection: the form that
 * is cheap to start with. Thread-safe.
 */
final class FieldSlot {

	/**
	 * How a field's value is written.
	 */
	enum Form {

		BOOLEAN, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE,

		/** A string, without a tag. */
		STRING,

		/** A final class of our own, without naming the class. */
		EXACT,

		/** Anything, with its type. */
		ANY

	}

	final Field field;

	final Class<?> type;

	final Form form;

	FieldSlot(Field field) {
		this.field = field;
		this.type = field.getType();
		this.form = formOf(this.type);
		field.setAccessible(true);
	}

	private static Form formOf(Class<?> type) {
		if (type.isPrimitive()) {
			return switch (type.getName()) {
				case "boolean" -> Form.BOOLEAN;
				case "byte" -> Form.BYTE;
				case "short" -> Form.SHORT;
				case "char" -> Form.CHAR;
				case "int" -> Form.INT;
				case "long" -> Form.LONG;
				case "float" -> Form.FLOAT;
				default -> Form.DOUBLE;
			};
		}
		if (type == String.class) {
			return Form.STRING;
		}
		// Records only: what other final classes need (hooks, superclasses) is found out
		// later.
		return (type.isRecord() && TypeCodecs.hook(type, "writeReplace") == null) ? Form.EXACT : Form.ANY;
	}

	/** Counts the fields a class declares that make up its state. */
	static int countOwn(Class<?> type) {
		int count = 0;
		for (Field field : type.getDeclaredFields()) {
			if (isState(field)) {
				count++;
			}
		}
		return count;
	}

	static boolean isState(Field field) {
		return (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0;
	}

	int shape() {
		return (this.field.getName().hashCode() * 31 + this.type.getName().hashCode()) * 31 + this.form.ordinal();
	}

	void write(ObjectEncoder out, Object holder) throws PayloadException {
		try {
			switch (this.form) {
				case BOOLEAN -> out.writeBoolean(this.field.getBoolean(holder));
				case BYTE -> out.writeByte(this.field.getByte(holder));
				case SHORT -> out.writeShort(this.field.getShort(holder));
				case CHAR -> out.writeChar(this.field.getChar(holder));
				case INT -> out.writeInt(this.field.getInt(holder));
				case LONG -> out.writeLong(this.field.getLong(holder));
				case FLOAT -> out.writeFloat(this.field.getFloat(holder));
				case DOUBLE -> out.writeDouble(this.field.getDouble(holder));
				case STRING -> out.writeString((String) this.field.get(holder));
				case EXACT -> out.writeExact(out.types().binding(this.type), this.field.get(holder));
				case ANY -> out.write(this.field.get(holder));
			}
		}
		catch (PayloadException ex) {
			throw ex.within(this.field);
		}
		catch (IllegalAccessException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot read " + this.field, this.type.getName(), ex);
		}
	}

	/** Writes a value that was read from the field already. */
	void writeValue(ObjectEncoder out, Object value) throws PayloadException {
		try {
			switch (this.form) {
				case BOOLEAN -> out.writeBoolean((Boolean) value);
				case BYTE -> out.writeByte((Byte) value);
				case SHORT -> out.writeShort((Short) value);
				case CHAR -> out.writeChar((Character) value);
				case INT -> out.writeInt((Integer) value);
				case LONG -> out.writeLong((Long) value);
				case FLOAT -> out.writeFloat((Float) value);
				case DOUBLE -> out.writeDouble((Double) value);
				case STRING -> out.writeString((String) value);
				case EXACT -> out.writeExact(out.types().binding(this.type), value);
				case ANY -> out.write(value);
			}
		}
		catch (PayloadException ex) {
			throw ex.within(this.field);
		}
	}

	/** Reads a value and makes sure that it fits the field. */
	@Nullable Object readChecked(ObjectDecoder in) throws PayloadException {
		Object value = read(in);
		if (value != null && !this.type.isPrimitive() && !this.type.isInstance(value)) {
			throw wrongType();
		}
		return value;
	}

	@Nullable Object read(ObjectDecoder in) throws PayloadException {
		try {
			return switch (this.form) {
				case BOOLEAN -> in.readBoolean();
				case BYTE -> in.readSignedByte();
				case SHORT -> in.readShort();
				case CHAR -> in.readChar();
				case INT -> in.readInt();
				case LONG -> in.readLong();
				case FLOAT -> in.readFloat();
				case DOUBLE -> in.readDouble();
				case STRING -> in.readString();
				case EXACT -> in.readExact(in.types().binding(this.type));
				case ANY -> in.read();
			};
		}
		catch (PayloadException ex) {
			throw ex.within("." + this.field.getName());
		}
	}

	void set(Object holder, @Nullable Object value) throws PayloadException {
		try {
			this.field.set(holder, value);
		}
		catch (IllegalArgumentException ex) {
			throw wrongType();
		}
		catch (IllegalAccessException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot write " + this.field, this.type.getName(), ex);
		}
	}

	@Nullable Object get(Object holder) throws PayloadException {
		try {
			return this.field.get(holder);
		}
		catch (IllegalAccessException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot read " + this.field, this.type.getName(), ex);
		}
	}

	/** Tells whether the field holds these bits or this very object. */
	boolean holds(Object holder, @Nullable Object value) throws PayloadException {
		try {
			return switch (this.form) {
				case BOOLEAN -> value instanceof Boolean flag && this.field.getBoolean(holder) == flag;
				case BYTE -> value instanceof Byte number && this.field.getByte(holder) == number;
				case SHORT -> value instanceof Short number && this.field.getShort(holder) == number;
				case CHAR -> value instanceof Character letter && this.field.getChar(holder) == letter;
				case INT -> value instanceof Integer number && this.field.getInt(holder) == number;
				case LONG -> value instanceof Long number && this.field.getLong(holder) == number;
				default ->
					this.type.isPrimitive() ? sameBits(value, this.field.get(holder)) : this.field.get(holder) == value;
			};
		}
		catch (IllegalAccessException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot read " + this.field, this.type.getName(), ex);
		}
	}

	/** Compares boxed primitives: a NaN is itself, and zeros have signs. */
	static boolean sameBits(@Nullable Object one, @Nullable Object other) {
		if (one instanceof Double a && other instanceof Double b) {
			return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
		}
		if (one instanceof Float a && other instanceof Float b) {
			return Float.floatToRawIntBits(a) == Float.floatToRawIntBits(b);
		}
		return Objects.equals(one, other);
	}

	PayloadException wrongType() {
		return PayloadException.corrupt("field " + this.field.getName() + " of "
				+ this.field.getDeclaringClass().getName() + " has another type");
	}

}
