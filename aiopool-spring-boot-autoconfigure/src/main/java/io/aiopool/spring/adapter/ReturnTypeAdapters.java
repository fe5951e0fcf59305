package io.aiopool.spring.adapter;

import java.io.Closeable;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

import org.reactivestreams.Publisher;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Knows which return types can come from another process, and how.
 */
public final class ReturnTypeAdapters {

	/** Plain types whose values are tied to the process that made them. */
	private static final List<Class<?>> BOUND_TO_PROCESS = List.of(BaseStream.class, Iterator.class, Spliterator.class,
			Closeable.class);

	private static final ReturnTypeAdapter BLOCKING = new BlockingAdapter();

	private static final ReturnTypeAdapter FUTURE = new FutureAdapter();

	private ReturnTypeAdapters() {
	}

	/**
	 * Finds the adapter for a method.
	 * @param method the method
	 * @return its adapter
	 * @throws IllegalArgumentException if what the method returns cannot cross; says why
	 * and what to return instead
	 */
	public static ReturnTypeAdapter forMethod(Method method) {
		Class<?> type = method.getReturnType();
		if (KotlinDetector.isSuspendingFunction(method)) {
			throw new IllegalArgumentException("is a suspending function: return a Mono or a CompletableFuture");
		}
		if (Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type)) {
			return forFuture(type);
		}
		ReactiveAdapter adapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
		if (adapter != null) {
			return forReactive(type, adapter);
		}
		return forPlain(type);
	}

	private static ReturnTypeAdapter forFuture(Class<?> type) {
		if (!type.isAssignableFrom(CompletableFuture.class)) {
			throw new IllegalArgumentException("returns " + type.getName()
					+ ", which only its own library can make: return a CompletableFuture instead");
		}
		return FUTURE;
	}

	private static ReturnTypeAdapter forReactive(Class<?> type, ReactiveAdapter adapter) {
		if (!Publisher.class.isAssignableFrom(type)) {
			throw new IllegalArgumentException("returns " + type.getName()
					+ ", which is no Reactive Streams Publisher: return a Mono or a Flux instead");
		}
		return new ReactiveReturnAdapter(adapter);
	}

	private static ReturnTypeAdapter forPlain(Class<?> type) {
		if (BOUND_TO_PROCESS.stream().anyMatch((bound) -> bound.isAssignableFrom(type))) {
			throw new IllegalArgumentException("returns " + type.getName()
					+ ", which is of no use outside the process that made it: return a Flux or a collection instead");
		}
		return BLOCKING;
	}

}
