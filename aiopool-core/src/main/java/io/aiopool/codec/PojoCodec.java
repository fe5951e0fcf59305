package io.aiopool.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Ordinary objects: created without running a constructor of theirs, unless transient
 * fields need one, then all fields set that are neither static nor transient.
 * Thread-safe.
 */
final class PojoCodec extends StructCodec {

	private final Constructor<?> creator;

	private final @Nullable TransientState transients;

	private final @Nullable Method readResolve;

	PojoCodec(Class<?> type) {
		super(Identity.EARLY, type, slotsOf(type, Object.class));
		this.creator = Creators.withoutConstructor(type);
		this.transients = TransientState.of(type);
		this.readResolve = TypeCodecs.hook(type, "readResolve");
	}

	@Override
	boolean resolves() {
		return this.readResolve != null;
	}

	/** Returns what becomes of transient fields, null if there are none. */
	@Nullable TransientState transients() {
		return this.transients;
	}

	@Override
	int shape() {
		return (this.transients != null) ? super.shape() * 31 + this.transients.shape() : super.shape();
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		if (this.transients != null) {
			this.transients.write(out, value);
		}
		writeSlots(out, value);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		Object value = start(in, id);
		for (FieldSlot slot : this.slots) {
			slot.set(value, slot.read(in));
		}
		return (this.readResolve != null) ? Hooks.readResolve(in, this.readResolve, value) : value;
	}

	/** Creates an instance and makes it visible to the objects inside it. */
	Object start(ObjectDecoder in, int id) throws PayloadException {
		Object value = (this.transients != null) ? this.transients.create(in) : null;
		if (value == null) {
			value = Creators.run(this.creator, this.type, "Creating an instance");
		}
		in.publish(id, value);
		return value;
	}

}
