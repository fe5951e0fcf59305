package io.aiopool.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Vector;

import org.jspecify.annotations.Nullable;

/**
 * Wrappers of {@link java.util.Collections} and {@link java.util.Arrays}: the kind, and
 * the object inside as an ordinary value. So the inner object keeps its class and order,
 * and whoever else holds it in the same graph sees changes through the wrapper.
 * Thread-safe.
 */
final class WrapperCodec extends TypeCodec {

	private static final Class<?>[] NONE = {};

	WrapperCodec() {
		super(Identity.EARLY);
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		WrapperKind kind = WrapperKind.of(value.getClass());
		out.writeByte(kind.ordinal());
		if (kind.isConstant()) {
			return;
		}
		if (kind.checks() == 1) {
			out.writeClass((Class<?>) Fields.CHECKED_TYPE.require(value));
		}
		else if (kind.checks() == 2) {
			out.writeClass((Class<?>) Fields.CHECKED_KEY.require(value));
			out.writeClass((Class<?>) Fields.CHECKED_VALUE.require(value));
		}
		Object inner = kind.inner(value);
		if (kind == WrapperKind.AS_LIST) {
			writeInner(out, typed(out, (@Nullable Object[]) inner));
		}
		else if (kind.isSynchronized()) {
			// As serialization does: nobody changes the inner object meanwhile. A part of
			// a
			// vector looks like one of an array, but grows
			Object mutex = (kind.isMap() ? Fields.MAP_MUTEX : Fields.MUTEX).require(value);
			synchronized (mutex) {
				writeInner(out, (mutex instanceof Vector<?>) ? new ArrayList<>((Collection<?>) inner) : inner);
			}
		}
		else {
			writeInner(out, inner);
		}
	}

	private static void writeInner(ObjectEncoder out, Object inner) throws PayloadException {
		if (out.types().binding(inner.getClass()).codec.identity != Identity.EARLY) {
			out.closeLevel();
		}
		out.write(inner);
	}

	/**
	 * The array behind a list has a class that the compiler has inferred. The list does
	 * without it where the filter refuses that class.
	 */
	private static @Nullable Object[] typed(ObjectEncoder out, @Nullable Object[] array) {
		return out.types().binding(array.getClass()).isRefused() ? Arrays.copyOf(array, array.length, Object[].class)
				: array;
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		WrapperKind kind = WrapperKind.of(in.readByte());
		Class<?>[] types = (kind.checks() == 0) ? NONE : new Class<?>[kind.checks()];
		for (int i = 0; i < types.length; i++) {
			types[i] = in.readClass();
		}
		Wrapping wrapping = new Wrapping(kind, types, id);
		return kind.isConstant() ? wrapping.around(kind) : in.readWrapped(wrapping);
	}

	/**
	 * A wrapper whose inner object is being read. It goes on as soon as the inner object
	 * exists, so that the elements can refer to the wrapper.
	 */
	static final class Wrapping {

		private final WrapperKind kind;

		private final Class<?>[] types;

		/** The number of the wrapper; that of a new inner object is the next. */
		final int id;

		@Nullable Object wrapper;

		/** The wrapper around this one that waits too. */
		@Nullable Wrapping outer;

		Wrapping(WrapperKind kind, Class<?>[] types, int id) {
			this.kind = kind;
			this.types = types;
			this.id = id;
		}

		/**
		 * A set asks a map for its keys when it is made. An incomplete map of the
		 * application may not have them yet.
		 */
		boolean canWrapEarly(Object inner) {
			boolean asks = this.kind == WrapperKind.SET_FROM_MAP || this.kind == WrapperKind.SEQUENCED_SET_FROM_MAP;
			return !asks || TypeCodecs.isPlatform(inner.getClass());
		}

		Object around(@Nullable Object inner) throws PayloadException {
			try {
				if (inner != null) {
					Object made = this.kind.wrap(inner, this.types);
					this.wrapper = made;
					return made;
				}
			}
			catch (ClassCastException ex) {
				// Said below
			}
			throw PayloadException.corrupt("there is nothing that a wrapper of the kind " + this.kind + " could wrap");
		}

	}

	/** What the wrappers of the JDK know besides the object inside. */
	private static final class Fields {

		static final JdkField CHECKED_TYPE = JdkField.of("java.util.Collections$CheckedCollection", "type");

		static final JdkField CHECKED_KEY = JdkField.of("java.util.Collections$CheckedMap", "keyType");

		static final JdkField CHECKED_VALUE = JdkField.of("java.util.Collections$CheckedMap", "valueType");

		static final JdkField MUTEX = JdkField.of("java.util.Collections$SynchronizedCollection", "mutex");

		static final JdkField MAP_MUTEX = JdkField.of("java.util.Collections$SynchronizedMap", "mutex");

	}

}
