package io.aiopool.codec;

import java.lang.invoke.SerializedLambda;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Replaces an exception inside another one by its number, so that each is judged and
 * carried by itself, and refuses lambdas where they are written: the process that caught
 * an exception runs no method on the word of the one that threw it. Other handles are
 * what they are elsewhere. Thread-safe.
 */
final class FailureHandles implements Handles {

	/** Not used by others. */
	private static final int KIND = 255;

	private final @Nullable Handles others;

	/** The exceptions that a thread is at, as it may come to others in between. */
	private final ThreadLocal<@Nullable Graph> current = new ThreadLocal<>();

	/** Exceptions and their numbers. */
	interface Graph {

		int numberOf(Throwable failure) throws PayloadException;

		Throwable get(int number) throws PayloadException;

	}

	/** What reads or writes. */
	interface Work<R extends @Nullable Object> {

		R run() throws PayloadException;

	}

	FailureHandles(@Nullable Handles others) {
		this.others = others;
	}

	/** Does something with the numbers of a graph. */
	<R extends @Nullable Object> R with(Graph graph, Work<R> work) throws PayloadException {
		Graph before = this.current.get();
		this.current.set(graph);
		try {
			return work.run();
		}
		finally {
			if (before != null) {
				this.current.set(before);
			}
			else {
				this.current.remove();
			}
		}
	}

	@Override
	public boolean stays(Class<?> type) {
		return Throwable.class.isAssignableFrom(type) || isLambda(type)
				|| this.others != null && this.others.stays(type);
	}

	private static boolean isLambda(Class<?> type) {
		return type.isHidden() || type == SerializedLambda.class;
	}

	@Override
	public Handle replace(Object value) throws PayloadException {
		if (value instanceof Throwable failure) {
			return new Handle(KIND, graph().numberOf(failure), 0);
		}
		if (isLambda(value.getClass())) {
			throw new PayloadException(Kind.UNSUPPORTED_TYPE, Advice.NO_LAMBDA_BACK.text(), null, null);
		}
		return others().replace(value);
	}

	@Override
	public Object resolve(Handle handle) throws PayloadException {
		return (handle.kind() == KIND) ? graph().get((int) handle.id()) : others().resolve(handle);
	}

	private Graph graph() throws PayloadException {
		Graph graph = this.current.get();
		if (graph == null) {
			throw PayloadException.corrupt("an exception outside of any");
		}
		return graph;
	}

	private Handles others() throws PayloadException {
		if (this.others == null) {
			throw PayloadException.corrupt("there are no handles here");
		}
		return this.others;
	}

}
