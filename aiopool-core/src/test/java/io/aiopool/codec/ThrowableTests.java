package io.aiopool.codec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.NotSerializableException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.OrderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Exceptions come back with type, message, stack trace, causes, suppressed ones and
 * fields.
 */
@SuppressWarnings({ "AlwaysThrows", "DereferenceWithNullBranch" }) // failing is what
																	// these calls are for
class ThrowableTests {

	@ParameterizedTest
	@MethodSource("throwables")
	void comesBackIntact(Throwable thrown) throws Exception {
		Throwable copy = RoundTrips.trip(thrown);
		assertSame(copy, thrown);
	}

	private static void assertSame(Throwable copy, Throwable thrown) {
		assertThat(copy.getClass()).isEqualTo(thrown.getClass());
		assertThat(copy.getMessage()).isEqualTo(thrown.getMessage());
		assertThat(copy.getStackTrace()).isEqualTo(thrown.getStackTrace());
		assertThat(copy.toString()).isEqualTo(thrown.toString());
		assertThat(copy.getSuppressed()).hasSameSizeAs(thrown.getSuppressed());
		for (int i = 0; i < copy.getSuppressed().length; i++) {
			assertSame(copy.getSuppressed()[i], thrown.getSuppressed()[i]);
		}
		if (thrown.getCause() == null) {
			assertThat(copy.getCause()).isNull();
		}
		else {
			assertSame(copy.getCause(), thrown.getCause());
		}
	}

	static Stream<Throwable> throwables() {
		OrderException custom = new OrderException("no stock", 42, new Address("Elm", 1), new IOException("disk"));
		custom.addSuppressed(new IllegalStateException("closing", custom.getCause()));
		return Stream.of(new RuntimeException("plain"), new IllegalStateException(null, null), custom,
				new FileNotFoundException("f"), new SQLException("bad", "42000", 7, custom),
				new NoSuchFileException("a", "b", "c"), new InvocationTargetException(custom),
				new CompletionException(custom), new ExecutionException("m", custom), new StackOverflowError(),
				new OutOfMemoryError("heap"), new NoSuchElementException("x"), new ConcurrentModificationException(),
				catchThrowable(() -> LocalDate.parse("nonsense")), catchThrowable(() -> List.of(1).get(5)),
				catchThrowable(() -> ((Object) null).hashCode()), catchThrowable(() -> Integer.parseInt("x")),
				catchThrowable(() -> Class.forName("no.such.Type")), new ExceptionInInitializerError(custom),
				new NotSerializableException("x"), new Error("e", new Exception("c")), new AssertionError("a"),
				new InterruptedException("i"), new ArrayIndexOutOfBoundsException(3));
	}

	@Test
	void customFieldsSurvive() throws Exception {
		OrderException copy = RoundTrips.trip(new OrderException("m", 42, new Address("Elm", 1), null));
		assertThat(copy.code).isEqualTo(42);
		assertThat(copy.where).isEqualTo(new Address("Elm", 1));
	}

	@Test
	void aDecoratedMessageIsNotDecoratedAgain() throws Exception {
		OrderException copy = RoundTrips
			.trip(RoundTrips.trip(new OrderException("m", 42, new Address("Elm", 1), null)));
		assertThat(copy).hasMessage("m [code 42]");
	}

	@Test
	void fieldsOfJdkExceptionsSurvive() throws Exception {
		SQLException next = new SQLException("next");
		SQLException thrown = new SQLException("bad", "42000", 7);
		thrown.setNextException(next);
		SQLException copy = RoundTrips.trip(thrown);
		assertThat(copy.getSQLState()).isEqualTo("42000");
		assertThat(copy.getErrorCode()).isEqualTo(7);
		assertThat(copy.getNextException().getMessage()).isEqualTo("next");
		DateTimeParseException parse = RoundTrips
			.trip((DateTimeParseException) catchThrowable(() -> LocalDate.parse("nonsense")));
		assertThat(parse.getParsedString()).isEqualTo("nonsense");
	}

	@Test
	void stackFramesPrintAsTheOriginalsDo() throws Exception {
		Throwable thrown = catchThrowable(() -> new ArrayList<>(List.of(1)).forEach((one) -> {
			throw new IllegalStateException();
		}));
		Throwable copy = RoundTrips.trip(thrown);
		assertThat(List.of(copy.getStackTrace()).toString()).isEqualTo(List.of(thrown.getStackTrace()).toString());
	}

	@Test
	void cyclicCausesSurvive() throws Exception {
		Exception outer = new Exception("outer");
		Exception inner = new Exception("inner", outer);
		outer.initCause(inner);
		Exception copy = RoundTrips.trip(outer);
		assertThat(copy.getCause()).hasMessage("inner");
		assertThat(copy.getCause().getCause()).isSameAs(copy);
	}

	@Test
	void anExceptionWithoutStackTraceStaysWithoutOne() throws Exception {
		Exception quiet = new Quiet();
		assertThat(RoundTrips.trip(quiet).getStackTrace()).isEmpty();
	}

	@Test
	void oneThatTakesNoCauseTakesNoneAfterwards() throws Exception {
		IOException copy = RoundTrips.trip(new IOException("a", null));
		assertThatIllegalStateException().isThrownBy(() -> copy.initCause(new Exception()));
		IOException open = RoundTrips.trip(new IOException("a"));
		assertThat(open.initCause(new Exception("late"))).hasCause(new Exception("late"));
	}

	@Test
	void oneThatCollectsNothingCollectsNothingAfterwards() throws Exception {
		assertCollectsNothing(RoundTrips.trip(new Quiet()));
		Exception copy = RoundTrips.trip(new Quiet(new IOException("disk")));
		assertCollectsNothing(copy);
		assertThat(copy).hasMessage("quiet").cause().isInstanceOf(IOException.class).hasMessage("disk");
		Switched traced = RoundTrips.trip(new Switched(false, true));
		traced.addSuppressed(new Exception());
		assertThat(traced.getSuppressed()).isEmpty();
		assertThat(traced.getStackTrace()).isNotEmpty();
		Switched suppressing = new Switched(true, false);
		suppressing.addSuppressed(suppressing.other);
		Switched kept = RoundTrips.trip(suppressing);
		assertThat(kept.getSuppressed()).singleElement().isSameAs(kept.other);
		assertThat(kept.getStackTrace()).isEmpty();
	}

	private static void assertCollectsNothing(Exception copy) {
		copy.addSuppressed(new Exception());
		copy.setStackTrace(new Exception().getStackTrace());
		assertThat(copy.getSuppressed()).isEmpty();
		assertThat(copy.getStackTrace()).isEmpty();
		assertThatIllegalStateException().isThrownBy(() -> copy.initCause(new Exception()));
	}

	@Test
	void oneThatCollectsNothingIsNotSentWithinItsOwnCause() {
		Exception cause = new Exception("cause");
		Exception quiet = new Quiet(cause);
		cause.addSuppressed(quiet);
		assertThat(catchThrowable(() -> RoundTrips.trip(quiet))).isInstanceOf(PayloadException.class)
			.hasMessageContaining("A cycle leads back to an object of " + Quiet.class.getName());
	}

	private static final class Switched extends Exception {

		private static final long serialVersionUID = 1L;

		final Exception other = new Exception("other");

		Switched(boolean suppresses, boolean traces) {
			super("switched", null, suppresses, traces);
		}

	}

	private static final class Quiet extends Exception {

		private static final long serialVersionUID = 1L;

		Quiet() {
			this(null);
		}

		Quiet(Throwable cause) {
			super("quiet", cause, false, false);
		}

	}

}
