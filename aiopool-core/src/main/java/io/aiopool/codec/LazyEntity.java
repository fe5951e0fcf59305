package io.aiopool.codec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Objects of JPA that may not have been loaded yet, which only the process that has their
 * session could do. Providers are known by names, so that none is needed. Immutable.
 */
final class LazyEntity {

	private static final String LAZY_ATTRIBUTES = "org.hibernate.bytecode.enhance.spi.interceptor"
			+ ".BytecodeLazyAttributeInterceptor";

	private final Kind kind;

	private final Class<?> api;

	private LazyEntity(Kind kind, Class<?> api) {
		this.kind = kind;
		this.api = api;
	}

	private enum Kind {

		/** Stands for an entity, which takes its place once it is loaded. */
		PROXY("org.hibernate.proxy.HibernateProxy"),

		COLLECTION("org.hibernate.collection.spi.PersistentCollection"),

		/** An entity that loads some of its fields when they are read. */
		ENHANCED("org.hibernate.engine.spi.PersistentAttributeInterceptable"),

		/** A collection of EclipseLink. */
		INDIRECT("org.eclipse.persistence.indirection.IndirectContainer");

		final String api;

		Kind(String api) {
			this.api = api;
		}

	}

	/** Returns what looks at instances of a class, {@code null} if there is no need. */
	static @Nullable LazyEntity of(Class<?> type) {
		if (TypeCodecs.isPlatform(type) || type.isRecord() || type.isEnum()) {
			return null;
		}
		Set<String> names = ProcessBound.supertypes(type);
		for (Kind kind : Kind.values()) {
			Class<?> api = names.contains(kind.api) ? find(type, kind.api) : null;
			if (api != null) {
				return new LazyEntity(kind, api);
			}
		}
		return null;
	}

	/**
	 * Returns what travels: the object itself, or the entity that it stands for.
	 * @throws PayloadException if it has not been loaded
	 */
	Object loaded(Object value) throws PayloadException {
		return switch (this.kind) {
			case PROXY -> entity(value);
			case COLLECTION -> verify(value, isTrue(call(this.api, value, "wasInitialized")), role(value));
			case INDIRECT -> verify(value, isTrue(call(this.api, value, "isInstantiated")), "a collection");
			case ENHANCED -> enhanced(value);
		};
	}

	private Object entity(Object proxy) throws PayloadException {
		Object initializer = call(this.api, proxy, "getHibernateLazyInitializer");
		Class<?> api = find(initializer, "org.hibernate.proxy.LazyInitializer");
		if (initializer == null || api == null) {
			return proxy;
		}
		verify(proxy, !isTrue(call(api, initializer, "isUninitialized")),
				"a proxy of the entity " + call(api, initializer, "getEntityName"));
		Object entity = call(api, initializer, "getImplementation");
		return (entity != null) ? entity : proxy;
	}

	private Object enhanced(Object entity) throws PayloadException {
		Object interceptor = call(this.api, entity, "$$_hibernate_getInterceptor");
		Class<?> api = find(interceptor, LAZY_ATTRIBUTES);
		boolean partial = api != null && interceptor != null
				&& isTrue(call(api, interceptor, "hasAnyUninitializedAttributes"));
		return verify(entity, !partial, "an entity with lazy attributes");
	}

	private String role(Object collection) throws PayloadException {
		Object role = call(this.api, collection, "getRole");
		return "the association" + ((role != null) ? " " + role : "") + " of an entity";
	}

	private static Object verify(Object value, boolean loaded, String what) throws PayloadException {
		if (!loaded) {
			throw PayloadException.unsupported(value.getClass(), what + ": " + Advice.FETCH.text());
		}
		return value;
	}

	private static boolean isTrue(@Nullable Object value) {
		return Boolean.TRUE.equals(value);
	}

	private static @Nullable Object call(Class<?> api, Object target, String name) throws PayloadException {
		try {
			Method method = api.getMethod(name);
			return method.invoke(target);
		}
		catch (InvocationTargetException ex) {
			throw PayloadException.userCode(target.getClass(), name, ex.getTargetException());
		}
		catch (ReflectiveOperationException ex) {
			throw PayloadException.userCode(target.getClass(), name, ex);
		}
	}

	private static @Nullable Class<?> find(@Nullable Object object, String api) {
		return (object != null) ? find(object.getClass(), api) : null;
	}

	private static @Nullable Class<?> find(@Nullable Class<?> type, String api) {
		if (type == null || type.getName().equals(api)) {
			return type;
		}
		for (Class<?> implemented : type.getInterfaces()) {
			Class<?> found = find(implemented, api);
			if (found != null) {
				return found;
			}
		}
		return find(type.getSuperclass(), api);
	}

}
