package io.aiopool.codec;

import java.io.IOException;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

import org.jspecify.annotations.Nullable;
import sun.misc.Unsafe;
import sun.reflect.ReflectionFactory;

/**
 * A private field of a class of the JDK: the list inside an unmodifiable list, the bounds
 * of a sub map. No accessor shows these, and no package of the JDK is open to us. Before
 * JDK 24 {@link Unsafe} reads any field. Since then its use prints a warning, and a
 * handle of {@link ReflectionFactory} shows the fields that serialization would write; a
 * transient field stays hidden. A record, as the JIT compiler trusts the fields of
 * records: reading by a constant takes nanoseconds. Thread-safe.
 *
 * @param type the class that declares the field
 * @param name the name of the field
 * @param offset its place in an object, or -1 if it cannot be read by place
 * @param writer writes the fields of an object into a stream, or {@code null}
 */
record JdkField(String type, String name, long offset, @Nullable MethodHandle writer) {

	private static final int LAST_QUIET_UNSAFE = 23;

	static JdkField of(String type, String name) {
		try {
			Class<?> owner = Class.forName(type, false, null);
			if (Runtime.version().feature() <= LAST_QUIET_UNSAFE) {
				return new JdkField(type, name, ByPlace.offset(owner.getDeclaredField(name)), null);
			}
			return new JdkField(type, name, -1, ByStream.writer(owner));
		}
		catch (ReflectiveOperationException | LinkageError | RuntimeException ex) {
			return new JdkField(type, name, -1, null);
		}
	}

	/** Reads a field that holds a reference. */
	@Nullable Object get(Object owner) throws PayloadException {
		return (this.offset >= 0) ? ByPlace.UNSAFE.getObject(owner, this.offset)
				: ByStream.capture(this, owner).reference;
	}

	/** Reads a field that holds a boolean. */
	boolean isTrue(Object owner) throws PayloadException {
		return (this.offset >= 0) ? ByPlace.UNSAFE.getBoolean(owner, this.offset)
				: ByStream.capture(this, owner).number != 0;
	}

	/** Reads a field that holds an int. */
	int getInt(Object owner) throws PayloadException {
		return (this.offset >= 0) ? ByPlace.UNSAFE.getInt(owner, this.offset) : ByStream.capture(this, owner).number;
	}

	/** Reads a reference that must be there. */
	Object require(Object owner) throws PayloadException {
		Object value = get(owner);
		if (value == null) {
			throw hidden(owner);
		}
		return value;
	}

	private PayloadException hidden(Object owner) {
		return PayloadException.unsupported(owner.getClass(), "this JDK does not show its field " + this.name
				+ "; send a copy in a class of its own, such as new ArrayList<>(value) or new TreeMap<>(value)");
	}

	/** The way up to JDK 23. */
	private static final class ByPlace {

		static final Unsafe UNSAFE = unsafe();

		private static Unsafe unsafe() {
			try {
				Field field = Unsafe.class.getDeclaredField("theUnsafe");
				field.setAccessible(true);
				return (Unsafe) field.get(null);
			}
			catch (ReflectiveOperationException ex) {
				throw new IllegalStateException(ex);
			}
		}

		static long offset(Field field) {
			return UNSAFE.objectFieldOffset(field);
		}

	}

	/** The way from JDK 24 on. */
	private static final class ByStream {

		static Capture capture(JdkField field, Object owner) throws PayloadException {
			MethodHandle handle = field.writer;
			if (handle == null) {
				throw field.hidden(owner);
			}
			try {
				Capture capture = new Capture(field.name);
				handle.invokeExact(owner, (ObjectOutputStream) capture);
				if (capture.found) {
					return capture;
				}
			}
			catch (Throwable ex) {
				throw PayloadException.userCode(owner.getClass(), "Reading the field " + field.name, ex);
			}
			throw field.hidden(owner);
		}

		static @Nullable MethodHandle writer(Class<?> owner) throws ReflectiveOperationException {
			Object handle = ReflectionFactory.class.getMethod("defaultWriteObjectForSerialization", Class.class)
				.invoke(ReflectionFactory.getReflectionFactory(), owner);
			return (handle == null) ? null : ((MethodHandle) handle)
				.asType(MethodType.methodType(void.class, Object.class, ObjectOutputStream.class));
		}

	}

	/** Keeps one of the fields that a class writes, and writes nothing. */
	private static final class Capture extends ObjectOutputStream {

		private final String name;

		private @Nullable Object reference;

		private int number;

		private boolean found;

		Capture(String name) throws IOException {
			this.name = name;
		}

		private boolean isWanted(String field) {
			boolean wanted = field.equals(this.name);
			this.found |= wanted;
			return wanted;
		}

		@Override
		public PutField putFields() {
			return new Fields(this);
		}

		@Override
		public void writeFields() {
			// The fields have been seen
		}

	}

	private static final class Fields extends ObjectOutputStream.PutField {

		private final Capture capture;

		Fields(Capture capture) {
			this.capture = capture;
		}

		@Override
		public void put(String field, boolean value) {
			put(field, value ? 1 : 0);
		}

		@Override
		public void put(String field, int value) {
			if (this.capture.isWanted(field)) {
				this.capture.number = value;
			}
		}

		@Override
		public void put(String field, @Nullable Object value) {
			if (this.capture.isWanted(field)) {
				this.capture.reference = value;
			}
		}

		@Override
		public void put(String field, byte value) {
			// No field of this kind is wanted
		}

		@Override
		public void put(String field, char value) {
			// No field of this kind is wanted
		}

		@Override
		public void put(String field, short value) {
			// No field of this kind is wanted
		}

		@Override
		public void put(String field, long value) {
			// No field of this kind is wanted
		}

		@Override
		public void put(String field, float value) {
			// No field of this kind is wanted
		}

		@Override
		public void put(String field, double value) {
			// No field of this kind is wanted
		}

		@Override
		@Deprecated
		public void write(ObjectOutput out) {
			// Nothing is written
		}

	}

}
