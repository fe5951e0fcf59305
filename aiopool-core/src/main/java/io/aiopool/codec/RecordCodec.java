package io.aiopool.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Records: fields in component order, rebuilt by the canonical constructor only, so that
 * its checks hold on both sides. A constructor that changes what it gets would change it
 * once more on each journey, so what it made is compared with what was sent. Thread-safe.
 */
final class RecordCodec extends StructCodec {

	/** Where reflection works by method handles, whose first use is slow. */
	private static final boolean BRIDGED = Runtime.version().feature() >= 18;

	/** Far below the limits of a method's size and parameters. */
	private static final int MAX_BRIDGED = 100;

	private final Constructor<?> constructor;

	private final @Nullable Method readResolve;

	private volatile @Nullable Object bridge;

	private volatile boolean bridgeFailed;

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
	@SuppressWarnings("unchecked")
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Object bridge = bridge();
		if (bridge == null) {
			writeSlots(out, value);
			return;
		}
		Object[] values = (Object[]) ((BiFunction<Object, Object, Object>) bridge).apply(value, null);
		for (int i = 0; i < values.length; i++) {
			this.slots[i].writeValue(out, values[i]);
		}
	}

	/**
	 * Made at the first use rather than with the codec, when the filter has allowed the
	 * class.
	 */
	private @Nullable Object bridge() {
		if (!BRIDGED || this.bridgeFailed || this.slots.length > MAX_BRIDGED) {
			return null;
		}
		Object known = this.bridge;
		if (known == null) {
			try {
				known = RecordBridge.create(this.type, this.slots);
				this.bridge = known;
			}
			catch (ReflectiveOperationException | RuntimeException ex) {
				this.bridgeFailed = true;
			}
		}
		return known;
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		@Nullable Object[] values = new Object[this.slots.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = this.slots[i].readChecked(in);
		}
		Object value = construct(values);
		verify(in, values, value);
		return (this.readResolve != null) ? Hooks.readResolve(in, this.readResolve, value) : value;
	}

	@SuppressWarnings("unchecked")
	private void verify(ObjectDecoder in, @Nullable Object[] sent, Object value) throws PayloadException {
		Object bridge = bridge();
		if (bridge != null) {
			@Nullable Object[] built = (@Nullable Object[]) ((BiFunction<Object, @Nullable Object, Object>) bridge).apply(value,
					null);
			for (int i = 0; i < built.length; i++) {
				if (sent[i] != built[i]) {
					verify(in, i, sent[i], built[i]);
				}
			}
			return;
		}
		for (int i = 0; i < sent.length; i++) {
			if (!this.slots[i].holds(value, sent[i])) {
				verify(in, i, sent[i], this.slots[i].get(value));
			}
		}
	}

	/**
	 * Compares a component that is not the very object that was sent, as after a
	 * defensive copy. Objects that are incomplete are compared when they are not so any
	 * more.
	 */
	void verify(ObjectDecoder in, int index, @Nullable Object sent, @Nullable Object built) throws PayloadException {
		if (sent == null || built == null || this.slots[index].type.isPrimitive()) {
			if (!FieldSlot.sameBits(sent, built)) {
				throw changed(index);
			}
		}
		else if (in.incompleteReferences() != 0) {
			in.checkAtTheEnd(() -> verifyContent(in, index, sent, built));
		}
		else {
			verifyContent(in, index, sent, built);
		}
	}

	private void verifyContent(ObjectDecoder in, int index, Object sent, Object built) throws PayloadException {
		if (!areEqual(sent, built) && !Content.same(in.types(), sent, built)) {
			throw changed(index);
		}
	}

	private static boolean areEqual(Object sent, Object built) {
		try {
			return sent.equals(built);
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	/** Says what a constructor did; values may be secrets and stay out of it. */
	PayloadException changed(int index) {
		return PayloadException
			.changed(this.type, "its canonical constructor changes component " + this.slots[index].field.getName()
					+ ", and would do so again on each journey; let it leave alone what it has made itself, or move the"
					+ " change into a static factory method");
	}

	@SuppressWarnings("unchecked")
	private Object construct(@Nullable Object[] values) throws PayloadException {
		try {
			Object bridge = bridge();
			return (bridge != null) ? ((Function<Object, Object>) bridge).apply(values)
					: this.constructor.newInstance(values);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(this.type, "The constructor", ex.getTargetException());
		}
		catch (InstantiationException | IllegalAccessException ex) {
			throw PayloadException.unsupported(this.type, "no instance can be created: " + ex);
		}
		catch (Throwable ex) {
			throw PayloadException.userCode(this.type, "The constructor", ex);
		}
	}

}
