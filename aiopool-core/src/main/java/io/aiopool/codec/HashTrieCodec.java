package io.aiopool.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Hash maps of Vavr. They remember the hash codes of their keys, which for enum constants
 * and many other objects are others in each JVM, and serialization copies them; so the
 * map is built anew where it arrives. Thread-safe; the library is found by reflection.
 */
final class HashTrieCodec extends TypeCodec {

	/** What an entry takes besides that of the map it is read as, by estimate. */
	private static final int ENTRY = 96;

	private final Class<?> type;

	HashTrieCodec(Class<?> type) {
		super(Identity.LATE);
		this.type = type;
	}

	@Override
	void write(ObjectEncoder out, Object value) throws PayloadException {
		Map<Object, Object> entries = new LinkedHashMap<>();
		entries.putAll((Map<?, ?>) call("toJavaMap", value));
		out.write(entries);
	}

	@Override
	Object read(ObjectDecoder in, int id) throws PayloadException {
		if (!(in.read() instanceof LinkedHashMap<?, ?> entries)) {
			throw PayloadException.corrupt("the entries of a " + this.type.getName() + " are missing");
		}
		in.charge((long) ENTRY * entries.size());
		return entries.isEmpty() ? call("empty", null) : call("ofAll", null, entries);
	}

	private Object call(String name, @Nullable Object target, Object... arguments) throws PayloadException {
		Class<?>[] parameters = (arguments.length == 0) ? new Class<?>[0] : new Class<?>[] { Map.class };
		try {
			Method method = this.type.getMethod(name, parameters);
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(this.type, name, ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw PayloadException.userCode(this.type, name, ex);
		}
	}

}
