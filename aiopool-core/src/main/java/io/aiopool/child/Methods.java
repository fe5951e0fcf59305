package io.aiopool.child;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.aiopool.AsyncBiFunction;
import io.aiopool.AsyncCallable;
import io.aiopool.AsyncFunction;
import io.aiopool.RemoteBiFunction;
import io.aiopool.RemoteCallable;
import io.aiopool.RemoteFunction;
import io.aiopool.child.Targets.TargetException;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.SignatureTypes;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;

/**
 * The methods and bodies that the parent has given numbers. Thread-safe. Looked up when a
 * task first needs them, so that a method that cannot be found fails its tasks and not
 * the worker.
 */
final class Methods {

	private static final Map<String, Class<?>> PRIMITIVES = Map.of("boolean", boolean.class, "byte", byte.class, "char",
			char.class, "short", short.class, "int", int.class, "long", long.class, "float", float.class, "double",
			double.class);

	private final ClassLoader classLoader;

	private final GrowingAllowList allowed;

	private final Map<Integer, ParentMessage.Define> definitions = new ConcurrentHashMap<>();

	private final Map<Integer, Found> found = new ConcurrentHashMap<>();

	private final Map<Integer, Payload> encodedBodies = new ConcurrentHashMap<>();

	private final Map<Integer, Object> bodies = new ConcurrentHashMap<>();

	private final PayloadCodec codec;

	/** A method, and the class on an instance of which it is called. */
	record Found(Class<?> targetType, Method method) {
	}

	Methods(ClassLoader classLoader, GrowingAllowList allowed, PayloadCodec codec) {
		this.codec = codec;
		this.classLoader = classLoader;
		this.allowed = allowed;
	}

	void define(ParentMessage.Define definition) {
		this.definitions.put(definition.number(), definition);
	}

	void define(ParentMessage.DefineBody definition) {
		this.encodedBodies.put(definition.number(), definition.body());
	}

	/** Finds a body, or returns {@code null} if the number is not that of a body. */
	@Nullable Object findBody(int number) throws PayloadException {
		Object known = this.bodies.get(number);
		Payload encoded = (known == null) ? this.encodedBodies.get(number) : null;
		if (encoded == null) {
			return known;
		}
		Object body = this.codec.unpack(encoded);
		if (body != null) {
			this.bodies.put(number, body);
		}
		return body;
	}

	/** Finds a method, and expects the types of its signature from now on. */
	Found find(int number) throws TargetException {
		Found known = this.found.get(number);
		if (known != null) {
			return known;
		}
		ParentMessage.Define definition = this.definitions.get(number);
		if (definition == null) {
			throw new TargetException("no method has the number " + number, null);
		}
		try {
			Found looked = lookUp(definition);
			this.allowed.allowClasses(SignatureTypes.of(looked.method()));
			this.found.put(number, looked);
			return looked;
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			throw new TargetException(
					definition.targetType() + "." + definition.method()
							+ " cannot be found in the worker, whose class path differs from the application's: " + ex,
					ex);
		}
	}

	private Found lookUp(ParentMessage.Define definition) throws ReflectiveOperationException {
		Class<?>[] parameters = new Class<?>[definition.parameterTypes().size()];
		for (int i = 0; i < parameters.length; i++) {
			parameters[i] = type(definition.parameterTypes().get(i));
		}
		Method method = type(definition.declaringType()).getDeclaredMethod(definition.method(), parameters);
		method.setAccessible(true);
		return new Found(type(definition.targetType()), method);
	}

	private Class<?> type(String name) throws ClassNotFoundException {
		Class<?> primitive = PRIMITIVES.get(name);
		return (primitive != null) ? primitive : Class.forName(name, false, this.classLoader);
	}

	static @Nullable Object call(Object target, Method method, @Nullable Object[] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	/** Calls a body with the arguments that follow it. */
	@SuppressWarnings("unchecked")
	static @Nullable Object callBody(@Nullable Object[] all) throws Throwable {
		Object body = all[0];
		if (body instanceof RemoteFunction<?, ?> function) {
			return ((RemoteFunction<@Nullable Object, @Nullable Object>) function).apply(all[1]);
		}
		if (body instanceof RemoteBiFunction<?, ?, ?> function) {
			return ((RemoteBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) function).apply(all[1],
					all[2]);
		}
		if (body instanceof RemoteCallable<?> callable) {
			return callable.call();
		}
		if (body instanceof AsyncFunction<?, ?> function) {
			return ((AsyncFunction<@Nullable Object, @Nullable Object>) function).apply(all[1]);
		}
		if (body instanceof AsyncBiFunction<?, ?, ?> function) {
			return ((AsyncBiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) function).apply(all[1],
					all[2]);
		}
		if (body instanceof AsyncCallable<?> callable) {
			return callable.call();
		}
		throw new IllegalArgumentException("not a body: " + body);
	}

}
