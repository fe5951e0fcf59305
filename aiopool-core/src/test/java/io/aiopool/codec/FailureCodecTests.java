package io.aiopool.codec;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.naming.NamingException;
import javax.script.ScriptException;

import io.aiopool.OffProcessException;
import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.gadget.ForeignFailures;
import io.aiopool.gadget.ForeignFailures.EnumSql;
import io.aiopool.gadget.ForeignFailures.Logging;
import io.aiopool.gadget.ForeignFailures.Plain;
import io.aiopool.gadget.ForeignFailures.ResultCode;
import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Exceptions that were thrown: what becomes of each, and of those that it leads to.
 */
class FailureCodecTests {

	private static final FailureCodec.Origin ORIGIN = new FailureCodec.Origin("the task failed with ", "the stack");

	private final FailureCodec codec = codec(FailureCodecTests.class.getClassLoader());

	private static FailureCodec codec(ClassLoader loader) {
		return new FailureCodec(CodecSettings.of(loader, AllowList.jdkOnly()), RemoteTaskException::new,
				RemoteTypeException::new);
	}

	private Throwable trip(Throwable failure) throws PayloadException {
		return this.codec.decode(this.codec.encode(failure), this, ORIGIN);
	}

	static Stream<Arguments> unproved() {
		return Stream.of(arguments("EnumSql", "field result of"), arguments("Decorated", "has a method getMessage"),
				arguments("Initialised", "has a static initialiser"),
				arguments("InitialisedChild", "Initialised has a static initialiser"),
				arguments("Fatal", "field values of"), arguments("Read", "has a method readObject"),
				arguments("Finalised", "has a method finalize"),
				arguments("Implementing", "Initialising has a static initialiser"), arguments("Inner", "field this$0"),
				arguments("Initialising", "is no exception"));
	}

	@ParameterizedTest
	@MethodSource
	void unproved(String name, String objection) throws Exception {
		Class<?> type = Class.forName(ForeignFailures.class.getName() + "$" + name, false, getClass().getClassLoader());
		assertThat(ThrowableProof.objection(type)).contains(objection);
	}

	@Test
	void proved() {
		assertThat(ThrowableProof.objection(Plain.class)).isNull();
		assertThat(ThrowableProof.objection(ForeignFailures.PlainSql.class)).isNull();
		assertThat(ThrowableProof.objection(RemoteTaskException.class)).isNull();
	}

	static Stream<Throwable> ofTheJdk() {
		return Stream.of(new NamingException("a"), new ScriptException("b", "file", 3),
				new java.rmi.RemoteException("c", new IOException("d")), new java.awt.FontFormatException("e"),
				new javax.xml.transform.TransformerException("f", new IOException("g")),
				new org.xml.sax.SAXException("h", new IOException("i")), new javax.management.JMException("j"),
				new InvocationTargetException(new Plain("k", 1, null), "l"), new SQLException("m", "n", 5),
				new java.util.UnknownFormatConversionException("o"), new java.nio.file.NoSuchFileException("p"),
				new ExecutionException("q", new SQLException("r")), new javax.net.ssl.SSLHandshakeException("s"),
				new java.util.concurrent.CompletionException("t", new TimeoutException()));
	}

	@ParameterizedTest
	@MethodSource
	void ofTheJdk(Throwable thrown) throws Exception {
		assertSame(trip(thrown), thrown);
	}

	private static void assertSame(Throwable copy, Throwable thrown) {
		assertThat(copy.getClass()).isEqualTo(thrown.getClass());
		assertThat(copy.toString()).isEqualTo(thrown.toString());
		assertThat(copy.getStackTrace()).isEqualTo(thrown.getStackTrace());
		if (thrown.getCause() == null) {
			assertThat(copy.getCause()).isNull();
		}
		else {
			assertSame(copy.getCause(), thrown.getCause());
		}
	}

	static Stream<Arguments> ancestorsWithFields() {
		List<String> kept = List.of("kept");
		ForeignFailures.Batch batch = new ForeignFailures.Batch("batch", new int[] { 1, 2 }, kept);
		batch.setNextException(new SQLException("next"));
		return Stream.of(arguments(new ForeignFailures.Parsing("parsing", 17, kept), new ParseException("parsing", 17)),
				arguments(batch, new BatchUpdateException("batch", "22000", 9, new int[] { 1, 2 })),
				arguments(new ForeignFailures.Lookup("lookup", kept), new NamingException("lookup")),
				arguments(new ForeignFailures.Files("a", "b", "c", new Thread()),
						new FileSystemException("a", "b", "c")),
				arguments(new ForeignFailures.Reflecting(new IOException("target"), kept),
						new InvocationTargetException(new IOException("target"))));
	}

	/** Fields that no reflection reaches, of ancestors in the JDK. */
	@ParameterizedTest
	@MethodSource
	void ancestorsWithFields(Throwable thrown, Throwable represented) throws Exception {
		thrown.addSuppressed(new IOException("suppressed"));
		Throwable copy = trip(thrown);
		assertThat(copy.getClass()).isEqualTo(represented.getClass());
		represented.setStackTrace(thrown.getStackTrace());
		if (represented.getCause() != null) {
			represented.getCause().setStackTrace(thrown.getCause().getStackTrace());
		}
		assertSame(copy, represented);
		assertThat(copy.getSuppressed()).hasSize(2);
		assertThat(copy.getSuppressed()[0]).hasMessage("suppressed");
		assertThat(RemoteTaskException.typeOf(copy)).isEqualTo(thrown.getClass().getName());
		if (copy instanceof ParseException parsing) {
			assertThat(parsing.getErrorOffset()).isEqualTo(17);
		}
		else if (copy instanceof BatchUpdateException batch) {
			assertThat(batch.getUpdateCounts()).containsExactly(1, 2);
			assertThat(batch.getLargeUpdateCounts()).containsExactly(1, 2);
			assertThat(batch.getSQLState() + batch.getErrorCode()).isEqualTo("220009");
			assertThat(batch.getNextException().getMessage()).isEqualTo("next");
		}
		else if (copy instanceof FileSystemException file) {
			assertThat(file.getFile() + file.getOtherFile() + file.getReason()).isEqualTo("abc");
		}
	}

	@Test
	void whatAsksForADisplayIsRepresented() throws Exception {
		Throwable copy = trip(new java.awt.HeadlessException("no display"));
		assertThat(copy.getClass()).isEqualTo(UnsupportedOperationException.class);
		assertThat(RemoteTaskException.typeOf(copy)).isEqualTo("java.awt.HeadlessException");
	}

	@Test
	void eachOfAChainIsJudgedByItself() throws Exception {
		IOException last = new FileNotFoundException("last");
		Logging middle = new Logging("middle", last);
		middle.addSuppressed(new Plain("suppressed", 3, null));
		IllegalStateException first = new IllegalStateException("first", middle);
		first.addSuppressed(new EnumSql("sql", ResultCode.BUSY));

		Throwable copy = trip(first);
		assertThat(copy.getClass()).isEqualTo(IllegalStateException.class);
		assertThat(copy.getSuppressed()[0].getClass()).isEqualTo(SQLException.class);
		assertThat(copy.getCause()).isInstanceOfSatisfying(RemoteTaskException.class, (text) -> {
			assertThat(text.remoteType()).isEqualTo(Logging.class.getName());
			assertThat(text.remoteTypes()).contains("java.lang.RuntimeException");
			assertThat(text.getMessage()).startsWith(Logging.class.getName() + ": middle (the exception itself");
			assertThat(text.getStackTrace()).isEqualTo(middle.getStackTrace());
			assertThat(text.getSuppressed()[0]).isInstanceOf(Plain.class);
		});
		assertSame(copy.getCause().getCause(), last);
		assertThat(OffProcessException.isCausedBy(copy, Logging.class.getName())).isTrue();
		assertThat(OffProcessException.isCausedBy(copy, FileNotFoundException.class)).isTrue();
		assertThat(OffProcessException.isCausedBy(copy, IOException.class.getName())).isTrue();
		assertThat(OffProcessException.isCausedBy(copy, TimeoutException.class)).isFalse();
		assertThat(OffProcessException.isCausedBy(copy, EnumSql.class)).isFalse();
		assertThat(OffProcessException.isCausedBy(copy.getSuppressed()[0], EnumSql.class)).isTrue();
	}

	@Test
	void aCycleIsKept() throws Exception {
		Exception outer = new Exception("outer");
		Plain inner = new Plain("inner", 1, outer);
		outer.initCause(inner);
		Throwable copy = trip(outer);
		assertThat(copy.getCause()).isInstanceOf(Plain.class);
		assertThat(copy.getCause().getCause()).isSameAs(copy);
		SQLException sql = new SQLException("sql", outer);
		Exception within = new Exception("within", sql);
		sql.setNextException(new SQLException("next", within));
		assertThat(trip(within)).hasCauseInstanceOf(SQLException.class);
	}

	@Test
	void aChainWithoutEndIsCut() throws Exception {
		Throwable chain = new IOException("0");
		for (int i = 1; i < 5_000; i++) {
			chain = new IllegalStateException(Integer.toString(i), chain);
		}
		Throwable copy = trip(chain);
		int depth = 0;
		while (copy.getCause() != null) {
			copy = copy.getCause();
			depth++;
		}
		assertThat(depth).isEqualTo(FailureCodec.MOST_FAILURES - 1);
		assertThat(copy).isInstanceOf(IllegalStateException.class.getSuperclass())
			.isInstanceOf(RemoteTaskException.class)
			.hasMessageContaining("more than " + FailureCodec.MOST_FAILURES + " exceptions");
	}

	/** Found by the fuzzer: nothing can be an instance of such a class. */
	@Test
	void anAbstractAncestorStandsForNobody() throws Exception {
		Throwable copy = trip(new ForeignFailures.Starved("out of handles "));
		assertThat(copy).isInstanceOf(RemoteTaskException.class)
			.hasMessageContaining(ForeignFailures.Starved.class.getName())
			.hasMessageContaining("out of handles false");
		Throwable within = trip(new IOException("outer", new ForeignFailures.Starved("inner ")));
		assertThat(within).isInstanceOf(IOException.class).hasMessage("outer");
		assertThat(within.getCause()).isInstanceOf(RemoteTaskException.class);
	}

	/** What one of them may take is too much for a hundred. */
	@Test
	void memoryIsBoundedForAllOfAChain() throws Exception {
		FailureCodec trusting = new FailureCodec(
				CodecSettings.of(getClass().getClassLoader(), (name) -> true).withMaxBytes(1 << 20),
				RemoteTaskException::new, RemoteTypeException::new);
		assertThat(trusting.decode(trusting.encode(filled(100, 1)), this, ORIGIN)).isInstanceOf(Filled.class);
		assertThat(trusting.decode(trusting.encode(filled(1, 4_000)), this, ORIGIN)).isInstanceOf(Filled.class);
		List<Throwable> copies = new ArrayList<>();
		for (Throwable copy = trusting.decode(trusting.encode(filled(100, 4_000)), this,
				ORIGIN); copy != null; copy = copy.getCause()) {
			copies.add(copy);
		}
		assertThat(copies).anySatisfy((copy) -> assertThat(copy).isInstanceOf(RemoteTaskException.class)
			.hasMessageContaining("bytes of memory"));
	}

	private static Throwable filled(int length, int count) {
		Throwable chain = null;
		for (int i = 0; i < length; i++) {
			chain = new Filled(chain, count);
		}
		return chain;
	}

	/** Has objects that take many times what they take in a payload. */
	static class Filled extends RuntimeException {

		private static final long serialVersionUID = 1L;

		private final List<Object> values = new ArrayList<>();

		Filled(Throwable cause, int count) {
			super("filled", cause);
			for (int i = 0; i < count; i++) {
				this.values.add(new ArrayList<>());
			}
		}

		List<Object> values() {
			return this.values;
		}

	}

	/** As a value, and as what was thrown. */
	@Test
	void aCauseThatWasSetToNullStays() throws Exception {
		PayloadCodec values = new PayloadCodec(CodecSettings.of(getClass().getClassLoader(), (name) -> true));
		for (Throwable told : List.of(new IllegalStateException("told", null), new Plain("told", 1, null))) {
			assertThat(trip(told).getClass()).isEqualTo(told.getClass());
			for (Throwable copy : List.of(trip(told), (Throwable) values.unpack(values.pack(told)))) {
				assertThat(copy).hasMessage("told").hasNoCause();
				assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> copy.initCause(null));
			}
		}
		IllegalStateException open = new IllegalStateException("open");
		for (Throwable copy : List.of(trip(open), (Throwable) values.unpack(values.pack(open)))) {
			assertThat(copy.initCause(new IOException())).isSameAs(copy);
		}
		assertThat(open.initCause(null)).as("what was sent is as before").isSameAs(open);
	}

	@Test
	void whatIsTooLargeIsDescribed() throws Exception {
		FailureCodec small = new FailureCodec(
				CodecSettings.of(getClass().getClassLoader(), AllowList.jdkOnly()).withMaxBytes(64 << 10),
				RemoteTaskException::new, RemoteTypeException::new);
		Throwable copy = small.decode(small.encode(new IOException("x".repeat(100_000))), this, ORIGIN);
		assertThat(copy).isInstanceOf(RemoteTaskException.class).hasMessageContaining("it is too large");
		assertThat(OffProcessException.isCausedBy(copy, IOException.class)).isTrue();
	}

	@Test
	void namesAreCounted() throws Exception {
		List<String> loads = new ArrayList<>();
		ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {

			@Override
			protected Class<?> findClass(String name) throws ClassNotFoundException {
				loads.add(name);
				throw new ClassNotFoundException(name);
			}

		};
		FailureTypes types = new FailureTypes(AllowList.jdkOnly(), loader);
		for (int worker = 0; worker < 10; worker++) {
			Object sender = new Object();
			for (int i = 0; i < 100; i++) {
				types.judge("none.W" + worker + "E" + i, sender);
			}
			assertThat(loads).hasSize(Math.min(FailureTypes.MOST, (worker + 1) * FailureTypes.MOST_OF_SENDER));
		}
		assertThat(types.judge(Plain.class.getName(), new Object()).objection()).contains("examines no more");
		assertThat(types.judge(IOException.class.getName(), new Object()).type()).isEqualTo(IOException.class);
	}

	@Test
	void whatIsNoExceptionIsRefusedEachTime() {
		FailureTypes types = new FailureTypes(AllowList.jdkOnly(), getClass().getClassLoader());
		for (int i = 0; i < 2; i++) {
			for (String name : List.of(ForeignFailures.class.getName(), "java.util.ArrayList")) {
				assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> types.judge(name, this))
					.satisfies((refused) -> assertThat(refused.kind()).isEqualTo(Kind.NOT_ALLOWED));
			}
		}
	}

	@Test
	void garbageIsRefused() throws Exception {
		Payload whole = this.codec.encode(new Plain("m", 1, new SQLException("c")));
		byte[] bytes = whole.bytes().array();
		for (int length = 1; length < bytes.length; length++) {
			byte[] cut = java.util.Arrays.copyOf(bytes, length);
			assertThatExceptionOfType(PayloadException.class)
				.isThrownBy(() -> this.codec.decode(Payload.of(ByteBuffer.wrap(cut)), this, ORIGIN));
		}
		Payload value = new PayloadCodec(CodecSettings.of(getClass().getClassLoader(), AllowList.jdkOnly()))
			.pack(new IOException("as a value"));
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> this.codec.decode(value, this, ORIGIN));
	}

	@Test
	void aValueIsJudgedAsBefore() {
		PayloadCodec values = new PayloadCodec(CodecSettings.of(getClass().getClassLoader(), AllowList.jdkOnly()));
		assertThatExceptionOfType(PayloadException.class).isThrownBy(() -> values.pack(new Plain("m", 1, null)))
			.satisfies((refused) -> assertThat(refused.kind()).isEqualTo(Kind.NOT_ALLOWED));
		assertThat(new String(this.codec.encode(new Plain("m", 1, null)).bytes().array(), StandardCharsets.ISO_8859_1))
			.contains(Plain.class.getName());
	}

}
