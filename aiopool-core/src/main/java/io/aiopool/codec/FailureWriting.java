package io.aiopool.codec;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Takes an exception apart, with all that it leads to. Confined to one thread, for one
 * exception.
 */
final class FailureWriting implements FailureHandles.Graph {

	private static final byte[] NO_STATE = new byte[0];

	private static final int LONGEST_OBJECTION = 1000;

	private final FailureTypes types;

	private final StateEncoder encoder;

	private final List<Throwable> found = new ArrayList<>();

	private final Map<Throwable, Integer> numbers = new IdentityHashMap<>();

	/** Encodes the state of one exception by itself. */
	interface StateEncoder {

		byte[] encode(TypeCodec codec, Throwable failure) throws PayloadException;

	}

	FailureWriting(FailureTypes types, StateEncoder encoder) {
		this.types = types;
		this.encoder = encoder;
	}

	/** Describes an exception and those that it leads to, the exception itself first. */
	List<FailureNode> describeAll(Throwable root) throws PayloadException {
		numberOf(root);
		List<FailureNode> nodes = new ArrayList<>();
		for (int i = 0; i < this.found.size(); i++) {
			nodes.add(describe(this.found.get(i)));
		}
		return nodes;
	}

	/** Describes an exception in a few words, where all of it is too large. */
	static FailureNode brief(Throwable failure, int longest) {
		String text = ask(failure::getMessage);
		if (text != null && text.length() > longest) {
			text = text.substring(0, longest) + "... (cut)";
		}
		return new FailureNode(FailureNode.names(ThrowableProof.ancestry(failure.getClass())), text, text,
				new StackTraceElement[0], FailureNode.NONE, FailureNode.NONE, new int[0], "it is too large", null, -1,
				NO_STATE);
	}

	@Override
	public int numberOf(Throwable failure) throws PayloadException {
		Integer known = this.numbers.get(failure);
		if (known != null) {
			return known;
		}
		if (this.found.size() == FailureCodec.MOST_FAILURES) {
			throw new PayloadException(Kind.TOO_MANY, "it leads to more than " + FailureCodec.MOST_FAILURES
					+ " exceptions, causes and suppressed ones together", null, null);
		}
		this.numbers.put(failure, this.found.size());
		this.found.add(failure);
		return this.found.size() - 1;
	}

	@Override
	public Throwable get(int number) throws PayloadException {
		throw PayloadException.corrupt("nothing is read here");
	}

	private FailureNode describe(Throwable failure) {
		ThrowableState held = ThrowableState.of(failure.getClass());
		Class<?>[] ancestry = ThrowableProof.ancestry(failure.getClass());
		State state = new State();
		int cause = numberOrNone(failure, ask(() -> held.cause(failure)), state);
		if (cause == FailureNode.NONE && refusesCause(failure)) {
			cause = FailureNode.REFUSED;
		}
		int shownCause = numberOrNone(failure, ask(failure::getCause), state);
		Throwable[] all = failure.getSuppressed();
		int[] suppressed = new int[all.length];
		for (int i = 0; i < all.length; i++) {
			suppressed[i] = numberOrNone(failure, all[i], state);
		}
		SqlFailures.Sql sql = SqlFailures.isSql(failure.getClass()) ? sql(failure, state) : null;
		if (state.objection == null) {
			state.encode(failure, ancestry);
		}
		StackTraceElement[] frames = ask(() -> held.stackTrace(failure));
		return new FailureNode(FailureNode.names(ancestry), ask(() -> held.message(failure)), ask(failure::getMessage),
				(frames != null) ? frames : new StackTraceElement[0], cause, shownCause, suppressed, state.objection,
				sql, state.rebuiltAs, state.bytes);
	}

	private int numberOrNone(Throwable failure, @Nullable Throwable other, State state) {
		try {
			return (other != null && other != failure) ? numberOf(other) : FailureNode.NONE;
		}
		catch (PayloadException ex) {
			state.object(ex);
			return FailureNode.NONE;
		}
	}

	/** Others have their cause in the state, or in a field of their own. */
	private static boolean refusesCause(Throwable failure) {
		return TypeCodecs.of(failure.getClass()) instanceof ThrowableCodec codec && codec.refusesCause(failure);
	}

	private SqlFailures.@Nullable Sql sql(Throwable failure, State state) {
		try {
			return SqlFailures.read(failure, this);
		}
		catch (PayloadException ex) {
			state.object(ex);
			return null;
		}
	}

	/** Exceptions are code of users, which may fail itself. */
	private static <T> @Nullable T ask(Callable<@Nullable T> question) {
		try {
			return question.call();
		}
		catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
			return null;
		}
	}

	/** The state of an exception, once it is known. */
	private final class State {

		private @Nullable String objection;

		private int rebuiltAs = -1;

		private byte[] bytes = NO_STATE;

		void object(PayloadException failure) {
			String message = String.valueOf(failure.getMessage());
			this.objection = (message.length() > LONGEST_OBJECTION) ? message.substring(0, LONGEST_OBJECTION) : message;
		}

		/** Encodes it as what it is, or as the nearest ancestor that has a state. */
		void encode(Throwable failure, Class<?>[] ancestry) {
			for (int i = 0; i < ancestry.length && this.rebuiltAs < 0; i++) {
				if (i > 0 && (FailureCodec.isGeneral(ancestry[i].getName()) || SqlFailures.isMade(ancestry[i]))) {
					return;
				}
				encode(failure, ancestry[i], i);
			}
		}

		private void encode(Throwable failure, Class<?> type, int index) {
			String refused = FailureWriting.this.types.objection(type);
			if (refused != null) {
				this.objection = (this.objection != null) ? this.objection : refused;
				return;
			}
			TypeCodec codec = (index == 0) ? TypeCodecs.of(type) : AncestorCodec.of(type);
			if (codec == null) {
				return;
			}
			try {
				this.bytes = FailureWriting.this.encoder.encode(codec, failure);
				this.rebuiltAs = index;
			}
			catch (PayloadException ex) {
				if (this.objection == null) {
					object(ex);
				}
			}
		}

	}

}
