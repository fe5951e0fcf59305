package io.aiopool.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Records: fields in component order, rebuilt by the canonical constructor only, so that
 * its checks hold on both sides. Thread-safe.
 */
final class RecordCodec extends StructCodec {

	private final Constructor<?> constructor;

	private final @Nullable Method readResolve;

	RecordCodec(Class<?> type) {
		super(Identity.LATE, type, componentsOf(type));
		this.constructor = canonicalConstructor(type);
		this.readResolve = TypeCodecs.hook(type, "readResolve");
	}

	private static FieldSlot[] componentsOf(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		FieldSlot[] slots = new FieldSlot[components.length];
		for (int i = 0; i < slots.length; i++) {
			try {
				slots[i] = new FieldSlot(type.getDeclaredField(components[i].getName()));
			}
			catch (NoSuchFieldException ex) {
				throw new IllegalStateException(ex);
			}
		}
		return slots;
	}

	private static Constructor<?> canonicalConstructor(Class<?> type) {
		RecordComponent[] components = type.getRecordComponents();
		Class<?>[] types = new Class<?>[components.length];
		for (int i = 0; i < types.length; i++) {
			types[i] = components[i].getType();
		}
		try {
			Constructor<?> constructor = type.getDeclaredConstructor(types);
			constructor.setAccessible(true);
			return constructor;
		}
		catch (NoSuchMethodException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Constructor<?> constructor() {
		return this.constructor;
	}

	@Override
	boolean resolves() {
		return this.readResolve != null;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		writeSlots(out, value);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		@Nullable Object[] values = new Object[this.slots.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.slots[i].read(in);
		}
		try {
			Object value = this.constructor.newInstance(values);
			return (this.readResolve != null) ? Hooks.readResolve(in, this.readResolve, value) : value;
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(this.type, "The constructor", ex.getTargetException());
		}
		catch (IllegalArgumentException ex) {
			throw PayloadException.corrupt("a component of " + this.type.getName() + " has another type");
		}
		catch (ReflectiveOperationException ex) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, "Cannot create " + this.type.getName(),
					this.type.getName(), ex);
		}
	}

}
