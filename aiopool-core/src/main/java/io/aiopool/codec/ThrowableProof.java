package io.aiopool.codec;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Proves of an exception class that nobody has allowed that an instance of it may be
 * rebuilt all the same, because no code of the class runs when the instance is rebuilt,
 * logged and collected: the class overrides none of the methods that these call, has no
 * static initialiser, and its fields hold simple values of the JDK. The class is loaded
 * for the proof and not initialised. Stateless.
 */
final class ThrowableProof {

	/**
	 * The methods by name, whatever their parameters: a class with an overload of one of
	 * them is refused too, which costs less than to tell the two apart.
	 */
	private static final Set<String> CALLED = Set.of("getMessage", "getLocalizedMessage", "getCause", "toString",
			"fillInStackTrace", "getStackTrace", "setStackTrace", "printStackTrace", "initCause", "hashCode", "equals",
			"finalize", "readObject", "readObjectNoData", "readResolve", "writeObject", "writeReplace", "readExternal",
			"writeExternal");

	private static final String STATIC_INITIALISER = "<clinit>";

	/** Asks for a display when it is asked for its message. */
	private static final String HEADLESS = "java.awt.HeadlessException";

	private static final int CLASS_FILE = 0xCAFEBABE;

	private static final ClassValue<Optional<String>> OBJECTIONS = new ClassValue<>() {

		@Override
		protected Optional<String> computeValue(Class<?> type) {
			return Optional.ofNullable(examine(type));
		}

	};

	private ThrowableProof() {
	}

	/**
	 * Says why an instance of an exception class may not be rebuilt, {@code null} if it
	 * may.
	 */
	static @Nullable String objection(Class<?> type) {
		return OBJECTIONS.get(type).orElse(null);
	}

	private static @Nullable String examine(Class<?> type) {
		if (!Throwable.class.isAssignableFrom(type)) {
			return type.getName() + " is no exception";
		}
		try {
			for (Class<?> c = type; c != Throwable.class; c = c.getSuperclass()) {
				if (c.getName().equals(HEADLESS)) {
					return HEADLESS + " asks for a display";
				}
				String objection = isPublicInJdk(c) ? null : examineOne(c);
				if (objection != null) {
					return objection;
				}
			}
			return null;
		}
		catch (LinkageError | TypeNotPresentException | IOException ex) {
			return type.getName() + " cannot be examined: " + ex;
		}
	}

	private static boolean isPublicInJdk(Class<?> type) {
		return TypeCodecs.isPlatform(type) && Modifier.isPublic(type.getModifiers())
				&& type.getModule().isExported(type.getPackageName());
	}

	private static @Nullable String examineOne(Class<?> type) throws IOException {
		for (Method method : type.getDeclaredMethods()) {
			if (CALLED.contains(method.getName())) {
				return type.getName() + " has a method " + method.getName() + " of its own";
			}
		}
		for (Field field : type.getDeclaredFields()) {
			if (FieldSlot.isState(field) && !isSimple(field.getType())) {
				return "field " + field.getName() + " of " + type.getName() + " is of type "
						+ field.getType().getTypeName() + ", which is no simple type of the JDK";
			}
		}
		Class<?> initialised = initialisedWith(type, new HashSet<>());
		return (initialised != null) ? initialised.getName() + " has a static initialiser" : null;
	}

	/** Texts, numbers, times, other exceptions, and arrays of texts or primitives. */
	private static boolean isSimple(Class<?> type) {
		if (type.isPrimitive() || type == String[].class) {
			return true;
		}
		if (type.isArray()) {
			return type.getComponentType().isPrimitive();
		}
		int tag = TagNames.of(type.getName());
		if (tag == Tags.STRING || tag >= Tags.BOOLEAN && tag <= Tags.ZONE_REGION) {
			return true;
		}
		if (!TypeCodecs.isPlatform(type)) {
			return false;
		}
		return Throwable.class.isAssignableFrom(type) || type.getName().equals("java.time.ZoneId")
				|| type.isEnum() && JdkTypes.allows(type.getName());
	}

	/**
	 * Finds what has a static initialiser among a class and the interfaces that are
	 * initialised with it. Reflection does not tell, and what tells in the JDK
	 * initialises the class first: so this looks into the class file, in which a static
	 * initialiser has its name.
	 */
	private static @Nullable Class<?> initialisedWith(Class<?> type, Set<Class<?>> seen) throws IOException {
		if (TypeCodecs.isPlatform(type) && type.isInterface() || !seen.add(type)) {
			return null;
		}
		if (namesStaticInitialiser(type)) {
			return type;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			Class<?> found = initialisedWith(implemented, seen);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static boolean namesStaticInitialiser(Class<?> type) throws IOException {
		String name = type.getName();
		try (InputStream file = type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
			if (file == null) {
				throw new IOException("its class file is not there");
			}
			return namesStaticInitialiser(new DataInputStream(file));
		}
	}

	/** Reads the constants, which come first in a class file. */
	private static boolean namesStaticInitialiser(DataInputStream in) throws IOException {
		if (in.readInt() != CLASS_FILE) {
			throw new IOException("its class file is none");
		}
		in.readInt();
		int count = in.readUnsignedShort();
		for (int i = 1; i < count; i++) {
			int kind = in.readUnsignedByte();
			switch (kind) {
				case 1 -> {
					if (in.readUTF().equals(STATIC_INITIALISER)) {
						return true;
					}
				}
				case 3, 4, 9, 10, 11, 12, 17, 18 -> in.readInt();
				case 5, 6 -> {
					in.readLong();
					// It counts for two.
					i++;
				}
				case 7, 8, 16, 19, 20 -> in.readUnsignedShort();
				case 15 -> in.readFully(new byte[3]);
				default -> throw new IOException("its class file has constants of kind " + kind);
			}
		}
		return false;
	}

	/** Names of a class and its ancestors, {@link Throwable} included. */
	static Class<?>[] ancestry(Class<?> type) {
		int count = 0;
		for (Class<?> c = type; c != Object.class && c != null; c = c.getSuperclass()) {
			count++;
		}
		Class<?>[] all = new Class<?>[count];
		Class<?> next = type;
		for (int i = 0; i < count; i++) {
			all[i] = next;
			next = Objects.requireNonNull(next).getSuperclass();
		}
		return all;
	}

}
