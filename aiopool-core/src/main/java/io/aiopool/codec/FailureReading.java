package io.aiopool.codec;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.codec.FailureTypes.Verdict;
import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds exceptions, each by itself: as what it was, or as the nearest ancestor of that
 * which may be rebuilt and says something to whoever catches it, or as a description.
 * Confined to one thread, for one exception.
 */
final class FailureReading implements FailureHandles.Graph, PayloadReader.Budget {

	private final List<FailureNode> nodes;

	private final FailureTypes types;

	private final Object sender;

	private final FailureCodec.Origin origin;

	private final FailureCodec codec;

	private final @Nullable Throwable[] rebuilt;

	private final boolean[] begun;

	private long memoryLeft;

	FailureReading(List<FailureNode> nodes, long memoryLeft, FailureTypes types, Object sender,
			FailureCodec.Origin origin, FailureCodec codec) {
		this.nodes = nodes;
		this.memoryLeft = memoryLeft;
		this.types = types;
		this.sender = sender;
		this.origin = origin;
		this.codec = codec;
		this.rebuilt = new Throwable[nodes.size()];
		this.begun = new boolean[nodes.size()];
	}

	/** All exceptions together become no more than one payload may. */
	@Override
	public void charge(long bytes) throws PayloadException {
		this.memoryLeft -= bytes;
		if (this.memoryLeft < 0) {
			throw PayloadException.tooMuchMemory(this.codec.maxMemory());
		}
	}

	@Override
	public int numberOf(Throwable failure) throws PayloadException {
		throw PayloadException.corrupt("nothing is written here");
	}

	@Override
	public Throwable get(int number) throws PayloadException {
		if (number < 0 || number >= this.nodes.size()) {
			throw PayloadException.corrupt("there is no exception " + number);
		}
		Throwable known = this.rebuilt[number];
		if (known != null) {
			return known;
		}
		FailureNode node = this.nodes.get(number);
		if (this.begun[number]) {
			return this.codec.describe(node.describe() + " (which leads back to itself)", node.types(), "");
		}
		this.begun[number] = true;
		Throwable result = rebuild(number, node);
		this.rebuilt[number] = result;
		return result;
	}

	private @Nullable Throwable find(int number) throws PayloadException {
		return (number != FailureNode.NONE && number != FailureNode.REFUSED) ? get(number) : null;
	}

	private Throwable rebuild(int number, FailureNode node) throws PayloadException {
		String objection = node.objection();
		if (node.rebuiltAs() == 0) {
			Verdict verdict = this.types.judge(node.type(), this.sender);
			objection = verdict.objection();
			try {
				if (verdict.type() != null) {
					return fromState(number, node, verdict.type(), TypeCodecs.of(verdict.type()), node.message(),
							node.cause());
				}
			}
			catch (PayloadException ex) {
				objection = lenient(ex).getMessage();
				this.rebuilt[number] = null;
			}
		}
		String why = (objection != null) ? objection : "it came without its state";
		for (int i = 1; i < node.types().size() && !FailureCodec.isGeneral(node.types().get(i)); i++) {
			Throwable standIn = standIn(number, node, i);
			if (standIn != null && note(standIn, number, node, why)) {
				return standIn;
			}
		}
		this.rebuilt[number] = null;
		return text(number, node, why);
	}

	/** A peer that keeps to the rules sends what cannot be read, but not this. */
	private static PayloadException lenient(PayloadException failure) throws PayloadException {
		if (failure.kind() == Kind.NOT_ALLOWED) {
			throw failure;
		}
		return failure;
	}

	/** An instance of the ancestor, or {@code null} if there can be none. */
	private @Nullable Throwable standIn(int number, FailureNode node, int index) throws PayloadException {
		String name = node.types().get(index);
		if (index != node.rebuiltAs() && !JdkTypes.allows(name)) {
			return null;
		}
		Class<?> type = this.types.judge(name, this.sender).type();
		if (type == null) {
			return null;
		}
		try {
			String message = showsItsMessage(type) ? node.text() : node.message();
			if (index == node.rebuiltAs()) {
				TypeCodec codec = AncestorCodec.of(type);
				return (codec != null) ? fromState(number, node, type, codec, message, node.causeOfStandIn()) : null;
			}
			if (node.sql() != null) {
				Throwable made = SqlFailures.create(type, message, node.sql(), find(node.sql().next()));
				if (made != null) {
					return link(made, node, node.shownCause());
				}
			}
			return (TypeCodecs.of(type) instanceof ThrowableCodec codec && codec.slots.length == 0)
					? link(codec.create(message, node.causeOfStandIn() == FailureNode.REFUSED), node, node.shownCause())
					: null;
		}
		catch (PayloadException ex) {
			lenient(ex);
			return null;
		}
	}

	/** Whether {@code getMessage} returns what the exception holds. */
	private static boolean showsItsMessage(Class<?> type) {
		try {
			return type.getMethod("getMessage").getDeclaringClass() == Throwable.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	private Throwable fromState(int number, FailureNode node, Class<?> type, TypeCodec codec, @Nullable String message,
			int cause) throws PayloadException {
		if (!(codec instanceof ThrowableCodec struct)) {
			Object value = this.codec.decodeState(codec, node.state(), null, this);
			if (value.getClass() != type) {
				throw PayloadException.corrupt(type.getName() + " has become " + value.getClass().getName());
			}
			Throwable made = (Throwable) value;
			if (codec instanceof ReplacedCodec) {
				// What travelled in its place has not the stack trace.
				ThrowableState.of(type).attach(made, node.frames(), null, new Throwable[0]);
			}
			return working(made, node);
		}
		Throwable made = struct.create(message, cause == FailureNode.REFUSED);
		// Seen by those that it leads to, and that lead back.
		this.rebuilt[number] = made;
		link(made, node, cause);
		this.codec.decodeState(codec, node.state(), made, this);
		return working(made, node);
	}

	/**
	 * Returns an exception that can say here what it said there. One that lacks what its
	 * own methods need would fail in the logs of whoever catches it.
	 */
	@SuppressWarnings("ReturnValueIgnored")
	private static Throwable working(Throwable made, FailureNode node) throws PayloadException {
		if (TypeCodecs.isPlatform(made.getClass())) {
			return made;
		}
		try {
			made.getCause();
			made.getStackTrace();
			if (node.text() != null) {
				made.getMessage();
				made.toString();
			}
			return made;
		}
		catch (RuntimeException | LinkageError | AssertionError ex) {
			throw PayloadException.userCode(made.getClass(), "Asking it what it is", ex);
		}
	}

	private Throwable link(Throwable made, FailureNode node, int cause) throws PayloadException {
		List<Throwable> suppressed = new ArrayList<>();
		for (int one : node.suppressed()) {
			Throwable found = find(one);
			if (found != null) {
				suppressed.add(found);
			}
		}
		ThrowableState.of(made.getClass())
			.attach(made, node.frames(), find(cause), suppressed.toArray(Throwable[]::new));
		return made;
	}

	/** Says of an exception for which other it stands, if it lets that be said. */
	private boolean note(Throwable standIn, int number, FailureNode node, String why) throws PayloadException {
		int before = standIn.getSuppressed().length;
		standIn.addSuppressed(this.codec.note(
				"This " + standIn.getClass().getName() + " stands for the " + node.type()
						+ " that was thrown, which cannot be rebuilt here: " + why,
				node.types(), stackTrace(number, node)));
		return standIn.getSuppressed().length > before;
	}

	private Throwable text(int number, FailureNode node, String why) throws PayloadException {
		boolean isRoot = number == 0;
		String stackTrace = stackTrace(number, node);
		String message = (isRoot ? this.origin.what() : "") + node.describe()
				+ " (the exception itself could not be carried: " + why + ")"
				+ (isRoot ? ". Remote stack trace:\n" + stackTrace : "");
		Throwable text = this.codec.describe(message, node.types(), stackTrace);
		this.rebuilt[number] = text;
		return link(text, node, node.shownCause());
	}

	private String stackTrace(int number, FailureNode node) throws PayloadException {
		if (number == 0) {
			return this.origin.stackTrace();
		}
		for (StackTraceElement frame : node.frames()) {
			charge(Footprint.ofPrinted(frame));
		}
		StringBuilder text = new StringBuilder(node.describe());
		for (StackTraceElement frame : node.frames()) {
			text.append("\n\tat ").append(frame);
		}
		return text.toString();
	}

}
