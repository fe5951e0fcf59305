package io.aiopool.pool;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.CompletionStage;

import io.aiopool.Invocation;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The kinds of task that a pool has seen. Thread-safe.
 */
final class MethodTable {

	private final Payloads payloads;

	private final AtomicInteger nextNumber = new AtomicInteger();

	private final Map<Key, MethodEntry> methods = new ConcurrentHashMap<>();

	private final Map<Class<?>, Body> bodies = new ConcurrentHashMap<>();

	/** A method of a target; two targets may share one. */
	private record Key(Class<?> target, Method method) {
	}

	/** Bodies of one class, and what their tasks are called. */
	private record Body(String name, MethodEntry entry) {
	}

	MethodTable(Payloads payloads) {
		this.payloads = payloads;
	}

	Call call(Invocation invocation) {
		MethodEntry entry = this.methods.computeIfAbsent(new Key(invocation.targetType(), invocation.method()),
				this::define);
		return new Call(invocation.name(), entry, isPlain(invocation.method().getReturnType()), invocation.arguments(),
				invocation);
	}

	/** The body is the first of the arguments. */
	Call call(boolean plain, @Nullable Object... bodyAndArguments) {
		Object body = bodyAndArguments[0];
		if (body == null) {
			throw new NullPointerException("body");
		}
		Body known = known(body);
		@Nullable Object[] arguments = (known.entry().body() == null) ? bodyAndArguments
				: Arrays.copyOfRange(bodyAndArguments, 1, bodyAndArguments.length);
		return new Call(known.name(), known.entry(), plain, arguments, null);
	}

	/** A body is to be called for each of the elements: it travels with them. */
	Call each(Object body, @Nullable Object[] elements) {
		Body known = known(body);
		return new Call(known.name(), known.entry(), true, new Object[] { body, elements }, null);
	}

	/** What is known of tasks with that body. */
	MethodEntry body(Object body) {
		return known(body).entry();
	}

	private Body known(Object body) {
		Body known = this.bodies.get(body.getClass());
		return (known != null) ? known
				: this.bodies.computeIfAbsent(body.getClass(), (type) -> new Body(name(type), define(body)));
	}

	private MethodEntry define(Object body) {
		this.payloads.expectBody(body);
		Payload encoded = hasNoState(body.getClass()) ? this.payloads.encodeBody(body) : null;
		return (encoded == null) ? new MethodEntry()
				: new MethodEntry(new ParentMessage.DefineBody(this.nextNumber.incrementAndGet(), encoded));
	}

	/** Whether all its instances are the same: a lambda that has captured nothing. */
	private static boolean hasNoState(Class<?> body) {
		return body.isHidden() && body.isSynthetic() && body.getDeclaredFields().length == 0;
	}

	private MethodEntry define(Key key) {
		this.payloads.expect(key.method());
		return new MethodEntry(new ParentMessage.Define(this.nextNumber.incrementAndGet(), key.target().getName(),
				key.method().getDeclaringClass().getName(), key.method().getName(),
				Arrays.stream(key.method().getParameterTypes()).map(Class::getName).toList()));
	}

	private static boolean isPlain(Class<?> returnType) {
		return !CompletionStage.class.isAssignableFrom(returnType) && !Future.class.isAssignableFrom(returnType)
				&& !Publisher.class.isAssignableFrom(returnType);
	}

	/** The class in which a lambda is written, without the hidden part. */
	private static String name(Class<?> body) {
		String name = body.getName();
		int hidden = name.indexOf("$$Lambda");
		String visible = (hidden > 0) ? name.substring(0, hidden) : name;
		return visible.substring(visible.lastIndexOf('.') + 1);
	}

}
