package io.aiopool.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

/**
 * Generated messages of Protobuf, by their own bytes, and parsed by the class that the
 * payload names. Their serialized form holds a class name of its own, which would be
 * looked up past the filter. Thread-safe; the library is found by reflection.
 */
final class ProtobufCodec extends TypeCodec {

	private final Class<?> type;

	private volatile @Nullable Parser parser;

	ProtobufCodec(Class<?> type) {
		super(Identity.LATE);
		this.type = type;
	}

	/** A method that parses, and the object it is called on. */
	private record Parser(Object target, Method parse) {
	}

	static boolean isMessage(Class<?> type) {
		for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
			switch (c.getName()) {
				case "com.google.protobuf.GeneratedMessage", "com.google.protobuf.GeneratedMessageV3",
						"com.google.protobuf.GeneratedMessageLite":
					return true;
				default:
					break;
			}
		}
		return false;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		byte[] bytes = (byte[]) call(method(this.type, "toByteArray"), value);
		if (isExtendable() && !parse(bytes).equals(value)) {
			throw PayloadException.unsupported(this.type,
					"it has extensions, which are not parsed again; send its bytes (toByteArray) and parse them with"
							+ " the registry of the extensions");
		}
		out.writeUnsigned(bytes.length);
		out.writeBytes(bytes, 0, bytes.length);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		byte[] bytes = in.readBytes(in.readLength());
		in.charge(MessageFields.footprint(bytes));
		Object message = parse(bytes);
		if (message.getClass() != this.type) {
			throw PayloadException.corrupt("a message is no " + this.type.getName());
		}
		return message;
	}

	private boolean isExtendable() {
		for (Class<?> c = this.type; c != null; c = c.getSuperclass()) {
			if (c.getName().endsWith("$ExtendableMessage")) {
				return true;
			}
		}
		return false;
	}

	/** Partly, if need be: what was incomplete stays so. */
	private Object parse(byte[] bytes) throws PayloadException {
		Parser known = this.parser;
		if (known == null) {
			known = findParser();
			this.parser = known;
		}
		return call(known.parse(), known.target(), bytes);
	}

	private Parser findParser() throws PayloadException {
		Object empty = call(method(this.type, "getDefaultInstance"), null);
		Method parserOf = method(this.type, "getParserForType");
		Object target = call(parserOf, empty);
		try {
			Class<?> parser = Class.forName("com.google.protobuf.Parser", false,
					parserOf.getDeclaringClass().getClassLoader());
			return new Parser(target, method(parser, "parsePartialFrom", byte[].class));
		}
		catch (ClassNotFoundException ex) {
			throw PayloadException.userCode(this.type, "Parsing", ex);
		}
	}

	private static Method method(Class<?> owner, String name, Class<?>... parameters) throws PayloadException {
		try {
			Method method = owner.getMethod(name, parameters);
			method.trySetAccessible();
			return method;
		}
		catch (NoSuchMethodException ex) {
			throw PayloadException.unsupported(owner, "it lacks what generated messages have: " + ex.getMessage());
		}
	}

	private Object call(Method method, @Nullable Object target, Object... arguments) throws PayloadException {
		Object result;
		try {
			result = method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(this.type, method.getName(), ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw PayloadException.userCode(this.type, method.getName(), ex);
		}
		if (result == null) {
			throw PayloadException.corrupt(method.getName() + " of " + this.type.getName() + " returned null");
		}
		return result;
	}

}
