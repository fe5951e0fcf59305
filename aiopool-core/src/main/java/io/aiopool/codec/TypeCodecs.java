package io.aiopool.codec;

import java.io.Externalizable;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

/**
 * Decides how each class is written. The choice depends on the class alone, so that both
 * processes come to the same one. Thread-safe.
 */
final class TypeCodecs {

	private static final @Nullable TypeCodec[] TAGGED = new TypeCodec[Tags.CLASS_BASE];

	private static final ClassValue<TypeCodec> CODECS = new ClassValue<>() {

		@Override
		protected TypeCodec computeValue(Class<?> type) {
			return choose(type);
		}

	};

	/**
	 * Of kinds that few payloads have, so that a worker does not load them all at once.
	 */
	private static final class Rare {

		static TypeCodec create(int tag) {
			return switch (tag) {
				case Tags.WRAPPER -> new WrapperCodec();
				case Tags.VIEW, Tags.FIXED_VIEW -> new ViewCodec(tag);
				case Tags.STATISTICS -> new StatisticsCodec();
				case Tags.HTTP_HEADERS -> new HeadersCodec();
				case Tags.STAMPED_REFERENCE, Tags.MARKABLE_REFERENCE -> new CellCodec(tag);
				case Tags.HANDLE -> new HandleCodec();
				default -> new UnknownTagCodec(tag);
			};
		}

	}

	private TypeCodecs() {
	}

	/** Returns the codec of a class without a tag. */
	static TypeCodec of(Class<?> type) {
		return CODECS.get(type);
	}

	/** Returns the codec of a built-in kind; racing threads may make it twice. */
	static TypeCodec tagged(int tag) {
		TypeCodec codec = TAGGED[tag];
		if (codec == null) {
			codec = createTagged(tag);
			TAGGED[tag] = codec;
		}
		return codec;
	}

	private static TypeCodec createTagged(int tag) {
		if (tag >= Tags.WRAPPER) {
			return Rare.create(tag);
		}
		if (tag >= Tags.HASH_MAP) {
			return new MapCodec(tag);
		}
		if (tag >= Tags.ARRAY_LIST) {
			return CollectionCodec.of(tag);
		}
		if (tag >= Tags.BOOLEANS) {
			return switch (tag) {
				case Tags.OBJECTS -> new ArrayCodec(Object[].class);
				case Tags.STRINGS -> new ArrayCodec(String[].class);
				default -> new PrimitiveArrayCodec(tag);
			};
		}
		if (tag >= Tags.OPTIONAL) {
			return (tag == Tags.BUFFER) ? new BufferCodec() : new CellCodec(tag);
		}
		if (tag >= Tags.INSTANT) {
			return new TimeCodec(tag);
		}
		if (tag >= Tags.BIG_INTEGER) {
			return new ValueCodec(tag);
		}
		if (tag >= Tags.BOOLEAN) {
			return new ScalarCodec(tag);
		}
		return switch (tag) {
			case Tags.LAMBDA -> LambdaCodec.INSTANCE;
			case Tags.PLAIN_OBJECT -> new PlainObjectCodec();
			case Tags.CONSTANT -> new ConstantCodec();
			default -> new UnknownTagCodec(tag);
		};
	}

	private static TypeCodec choose(Class<?> type) {
		if (type.isArray()) {
			return new ArrayCodec(type);
		}
		if (type.isEnum()) {
			return new EnumCodec(type);
		}
		if (Proxy.isProxyClass(type)) {
			return new UnsupportedCodec(type, ProcessBound.PROXY.reason());
		}
		if (type.isHidden()) {
			return Serializable.class.isAssignableFrom(type) ? LambdaCodec.INSTANCE
					: new UnsupportedCodec(type, Sendable.serializable(type));
		}
		TypeCodec known = LibraryCodecs.of(type);
		return (known != null) ? known : chooseReplaced(type);
	}

	private static TypeCodec chooseReplaced(Class<?> type) {
		Method writeReplace = hook(type, "writeReplace");
		TypeCodec plain = choosePlain(type);
		return (writeReplace != null) ? new ReplacedCodec(type, writeReplace, plain) : plain;
	}

	static TypeCodec choosePlain(Class<?> type) {
		if (Throwable.class.isAssignableFrom(type)) {
			return chooseThrowable(type);
		}
		return isPlatform(type) ? choosePlatform(type) : chooseOrdinary(type);
	}

	private static TypeCodec choosePlatform(Class<?> type) {
		if (type.getName().equals(PartitionCodec.CLASS)) {
			return new PartitionCodec();
		}
		return Serializable.class.isAssignableFrom(type) ? new SerializedCodec(type)
				: new UnsupportedCodec(type, Advice.SEND_DATA.text());
	}

	private static TypeCodec chooseThrowable(Class<?> type) {
		if (!isPlatform(type)) {
			if (hasStreamHooks(type) || hook(type, "readResolve") != null) {
				return new SerializedCodec(type);
			}
		}
		return (obstacle(type, Throwable.class) == null) ? new ThrowableCodec(type) : new SerializedCodec(type);
	}

	private static TypeCodec chooseOrdinary(Class<?> type) {
		if (type.isInterface()) {
			return new UnsupportedCodec(type, "an interface has no instances of its own");
		}
		boolean serializable = Serializable.class.isAssignableFrom(type);
		if (type.isRecord()) {
			String obstacle = obstacle(type, Record.class);
			return (obstacle == null) ? new RecordCodec(type) : new UnsupportedCodec(type, obstacle);
		}
		if (serializable && (Externalizable.class.isAssignableFrom(type) || hasStreamHooks(type))) {
			return new SerializedCodec(type);
		}
		String obstacle = obstacle(type, Object.class);
		if (obstacle == null) {
			return new PojoCodec(type);
		}
		return serializable ? new SerializedCodec(type) : new UnsupportedCodec(type, obstacle);
	}

	/**
	 * Says why the fields up to the given ancestor cannot be reached, null if they can.
	 */
	private static @Nullable String obstacle(Class<?> type, Class<?> end) {
		for (Class<?> c = type; c != null && c != end; c = c.getSuperclass()) {
			boolean open = !isPlatform(c) && c.getModule().isOpen(c.getPackageName(), TypeCodecs.class.getModule());
			if (!open && (FieldSlot.countOwn(c) > 0 || isPlatform(c) && writesItself(c))) {
				return isPlatform(c) ? Advice.SEND_RECORD.text(c.getName())
						: Advice.OPEN_PACKAGE.text(c.getModule().getName(), c.getPackageName());
			}
		}
		return null;
	}

	/**
	 * Tells whether a class of the JDK has state that only its own hooks write: a linked
	 * list has no field that is not transient.
	 */
	private static boolean writesItself(Class<?> type) {
		if (!Serializable.class.isAssignableFrom(type) || Throwable.class.isAssignableFrom(type)) {
			// What an exception keeps beside its fields has to do with its stack trace
			return false;
		}
		for (Field field : type.getDeclaredFields()) {
			if (!Modifier.isStatic(field.getModifiers())) {
				return true;
			}
		}
		return declaresStreamHook(type);
	}

	/** Tells whether the class comes with the JDK. */
	static boolean isPlatform(Class<?> type) {
		ClassLoader loader = type.getClassLoader();
		return loader == null || loader == ClassLoader.getPlatformClassLoader();
	}

	private static boolean hasStreamHooks(Class<?> type) {
		for (Class<?> c = type; c != null && !isPlatform(c); c = c.getSuperclass()) {
			if (declaresStreamHook(c)) {
				return true;
			}
		}
		return false;
	}

	private static boolean declaresStreamHook(Class<?> type) {
		for (Method method : type.getDeclaredMethods()) {
			String name = method.getName();
			if (method.getParameterCount() == 1 && Modifier.isPrivate(method.getModifiers())
					&& (name.equals("writeObject") || name.equals("readObject"))) {
				return true;
			}
		}
		return false;
	}

	/** Finds writeReplace or readResolve as serialization does, null if there is none. */
	static @Nullable Method hook(Class<?> type, String name) {
		if (!Serializable.class.isAssignableFrom(type)) {
			return null;
		}
		for (Class<?> c = type; c != null && !isPlatform(c); c = c.getSuperclass()) {
			for (Method method : c.getDeclaredMethods()) {
				if (method.getName().equals(name) && method.getParameterCount() == 0
						&& method.getReturnType() == Object.class) {
					boolean inherited = c == type || !Modifier.isPrivate(method.getModifiers());
					return (inherited && method.trySetAccessible()) ? method : null;
				}
			}
		}
		return null;
	}

}
