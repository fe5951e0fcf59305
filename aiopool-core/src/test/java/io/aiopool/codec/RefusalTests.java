package io.aiopool.codec;

import java.io.File;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.codec.PayloadException.Kind;
import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.Colour;
import io.aiopool.codec.Samples.CustomStream;
import io.aiopool.codec.Samples.Link;
import io.aiopool.codec.Samples.Positive;
import io.aiopool.codec.Samples.Task;
import io.aiopool.codec.Samples.ThrowingHook;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is refused, why, and where.
 */
class RefusalTests {

	private static final PayloadCodec JDK_ONLY = new PayloadCodec(
			CodecSettings.of(RefusalTests.class.getClassLoader(), AllowList.jdkOnly()));

	private static final AtomicBoolean INITIALISED = new AtomicBoolean();

	static final class Tripwire implements Serializable {

		private static final long serialVersionUID = 1L;

		static {
			INITIALISED.set(true);
		}

	}

	enum TripwireEnum {

		ONE;

		static {
			INITIALISED.set(true);
		}

	}

	static final class Smuggler implements Serializable {

		private static final long serialVersionUID = 1L;

		private Object readResolve() {
			return new Link("smuggled");
		}

	}

	record Owner(String name, Object socket) {
	}

	record Order(Owner owner) {
	}

	private static PayloadException refused(ThrowingCallable call, Kind kind) {
		PayloadException ex = catchThrowableOfType(PayloadException.class, call);
		assertThat(ex).isNotNull();
		assertThat(ex.kind()).as(ex.getMessage()).isEqualTo(kind);
		return ex;
	}

	private static ByteBuffer encode(Object value) throws PayloadException {
		return RoundTrips.codec().encode(value);
	}

	@Test
	void theRefusalNamesClassPropertyAndPlace() {
		PayloadException ex = refused(() -> JDK_ONLY.encode(new Object[] { 1, List.of(new Address("x", 1)) }),
				Kind.NOT_ALLOWED);
		assertThat(ex.typeName()).isEqualTo(Address.class.getName());
		assertThat(ex.path()).isEqualTo("[1][0]");
		assertThat(ex).hasMessageContaining("is not on the allow-list; add its package to aiopool.trusted-packages")
			.hasMessageContaining(Address.class.getName())
			.hasMessageContaining("[1][0]");
	}

	@Test
	@Tag("F4")
	void anUnsupportedFieldIsNamedWithItsPath() throws Exception {
		try (Socket socket = new Socket()) {
			PayloadException ex = refused(() -> encode(new Object[] { "a", new Order(new Owner("bob", socket)) }),
					Kind.UNSUPPORTED_TYPE);
			assertThat(ex.path()).isEqualTo("[1].owner.socket");
			assertThat(ex.typeName()).isEqualTo("java.net.Socket");
			assertThat(refused(() -> encode(Map.of("key", socket)), Kind.UNSUPPORTED_TYPE).path())
				.isEqualTo("[entry 0]");
		}
	}

	@Test
	@Tag("F62")
	@Tag("F63")
	void whatTheFilterRefusesIsRefusedInEveryDisguise() throws Exception {
		Address address = new Address("x", 1);
		for (Object disguise : new Object[] { address, new Address[0], new Address[0][0], Optional.of(address),
				List.of(List.of(address)), Map.of(address, 1), Address.class, Address[].class, Colour.RED,
				java.util.EnumSet.noneOf(Colour.class), new java.util.EnumMap<>(Colour.class),
				new CustomStream(address, "x"), new Samples.SerializedByProxy("x"), new Samples.External("x"),
				new Samples.Tags(), new RuntimeException(new Samples.OrderException("m", 1, null, null)),
				new java.sql.SQLException(new Samples.OrderException("m", 1, null, null)),
				Comparator.comparing((java.util.function.Function<String, Integer> & Serializable) String::length) }) {
			ByteBuffer payload = encode(disguise);
			PayloadException decoded = refused(() -> JDK_ONLY.decode(payload), Kind.NOT_ALLOWED);
			assertThat(decoded.getMessage()).containsAnyOf("allow-list", "lambda");
			assertThat(catchThrowableOfType(PayloadException.class, () -> JDK_ONLY.encode(disguise)))
				.as("encode " + disguise)
				.isNotNull();
		}
	}

	@Test
	@Tag("F62")
	void aRefusedClassIsNotInitialised() throws Exception {
		for (String name : List.of("Tripwire", "TripwireEnum")) {
			byte[] allowed = bytes(encode(new Object[] { new Smuggler() }));
			byte[] forged = replace(allowed, "Smuggler", name);
			PayloadCodec codec = new PayloadCodec(
					CodecSettings.of(getClass().getClassLoader(), (className) -> !className.contains("Tripwire")));
			refused(() -> codec.decode(ByteBuffer.wrap(forged)), Kind.NOT_ALLOWED);
		}
		assertThat(INITIALISED).isFalse();
	}

	/** Exchanges a class name and adjusts the length written before it. */
	private static byte[] replace(byte[] payload, String from, String to) {
		String text = new String(payload, java.nio.charset.StandardCharsets.ISO_8859_1);
		String oldName = RefusalTests.class.getName() + "$" + from;
		String newName = RefusalTests.class.getName() + "$" + to;
		int at = text.indexOf(oldName);
		assertThat(at).isPositive();
		assertThat(oldName.length()).isLessThan(63);
		char header = (char) ((newName.length() << 1) + 1);
		return (text.substring(0, at - 1) + header + newName + text.substring(at + oldName.length()))
			.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
	}

	private static byte[] bytes(ByteBuffer buffer) {
		byte[] bytes = new byte[buffer.remaining()];
		buffer.duplicate().get(bytes);
		return bytes;
	}

	@Test
	@Tag("F63")
	void readResolveCannotSmuggleAClassIn() throws Exception {
		PayloadCodec codec = new PayloadCodec(
				CodecSettings.of(getClass().getClassLoader(), AllowList.builder().trustClass(Smuggler.class).build()));
		ByteBuffer payload = codec.encode(new Smuggler());
		PayloadException ex = refused(() -> codec.decode(payload), Kind.NOT_ALLOWED);
		assertThat(ex.typeName()).isEqualTo(Link.class.getName());
	}

	@Test
	@Tag("F63")
	void dynamicProxiesAreRefused() {
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Task.class },
				(self, method, arguments) -> null);
		PayloadCodec open = new PayloadCodec(CodecSettings.of(getClass().getClassLoader(), (className) -> true));
		assertThat(refused(() -> open.encode(proxy), Kind.UNSUPPORTED_TYPE)).hasMessageContaining("prox");
	}

	@Test
	void lambdasTravelWithWhatTheyCapture() throws Exception {
		String captured = "captured ";
		Task task = (input) -> captured + input;
		Task copy = RoundTrips.trip(task);
		assertThat(copy.run("x")).isEqualTo("captured x");
		Task reference = String::length;
		assertThat(RoundTrips.trip(reference).run("four")).isEqualTo(4);
	}

	@Test
	@Tag("F63")
	void lambdasAreNotDecodedWhereTheSettingsForbidIt() throws Exception {
		Task task = (input) -> input;
		ByteBuffer payload = encode(new Object[] { task });
		PayloadCodec parent = new PayloadCodec(RoundTrips.SETTINGS.withDecodeLambdas(false));
		assertThat(refused(() -> parent.decode(payload), Kind.NOT_ALLOWED)).hasMessageContaining("lambda");
	}

	@Test
	void aLambdaThatIsNotSerializableSaysSo() {
		Runnable task = () -> {
		};
		PayloadCodec open = new PayloadCodec(CodecSettings.of(getClass().getClassLoader(), (className) -> true));
		assertThat(refused(() -> open.encode(task), Kind.UNSUPPORTED_TYPE)).hasMessageContaining("Serializable");
	}

	@Test
	void whatAHookThrowsIsReportedAsUserCode() throws Exception {
		assertThat(refused(() -> encode(new ThrowingHook()), Kind.USER_CODE))
			.hasCauseInstanceOf(Samples.HookException.class);
		byte[] payload = bytes(encode(new Positive(1)));
		payload[payload.length - 1] = 1; // zigzag of -1
		assertThat(refused(() -> RoundTrips.codec().decode(ByteBuffer.wrap(payload)), Kind.USER_CODE))
			.hasCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void anErrorThrownByAHookIsReportedAsUserCode() {
		assertThat(refused(() -> encode(new FailingHook()), Kind.USER_CODE)).hasCauseInstanceOf(AssertionError.class);
	}

	@Test
	@Tag("F10")
	void aStackOverflowOfAHookIsNotSwallowed() {
		assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> encode(new OverflowingHook())))
			.isInstanceOf(StackOverflowError.class);
	}

	static final class FailingHook implements Serializable {

		private static final long serialVersionUID = 1L;

		private void writeObject(java.io.ObjectOutputStream out) {
			throw new AssertionError("hook");
		}

	}

	static final class OverflowingHook implements Serializable {

		private static final long serialVersionUID = 1L;

		private Object writeReplace() {
			throw new StackOverflowError("hook");
		}

	}

	@Test
	void aMissingClassIsReportedByName() throws Exception {
		byte[] forged = replace(bytes(encode(new Smuggler())), "Smuggler", "Absent");
		PayloadException ex = refused(() -> RoundTrips.codec().decode(ByteBuffer.wrap(forged)), Kind.CLASS_NOT_FOUND);
		assertThat(ex.typeName()).endsWith("$Absent");
	}

	@Test
	@Tag("F12")
	void tooLargeIsDetectedWhileEncoding() {
		PayloadCodec small = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(1000));
		List<Object> endless = new ArrayList<>();
		for (int i = 0; i < 1_000_000; i++) {
			endless.add(i);
		}
		for (Object large : new Object[] { new byte[1000], "x".repeat(1001), "語".repeat(600), endless,
				new long[1 << 28 >> 3], new CustomStream(new Address("s", 1), "x".repeat(2000)) }) {
			refused(() -> small.encode(large), Kind.TOO_LARGE);
		}
	}

	@Test
	void exactlyTheLargestPayloadFits() throws Exception {
		int length = encode(new byte[100]).remaining();
		PayloadCodec exact = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(length));
		assertThat((byte[]) exact.decode(exact.encode(new byte[100]))).hasSize(100);
		refused(() -> exact.encode(new byte[101]), Kind.TOO_LARGE);
	}

	@Test
	void tooManyElementsAreRefusedOnBothSides() throws Exception {
		PayloadCodec strict = new PayloadCodec(RoundTrips.SETTINGS.withMaxElements(10));
		List<Integer> eleven = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
		refused(() -> strict.encode(eleven), Kind.TOO_MANY);
		ByteBuffer payload = encode(eleven);
		refused(() -> strict.decode(payload), Kind.TOO_MANY);
	}

	@Test
	void bytesAfterTheValueAreRefused() {
		refused(() -> JDK_ONLY.decode(ByteBuffer.wrap(new byte[] { 0, 0 })), Kind.CORRUPT);
		refused(() -> JDK_ONLY.decode(ByteBuffer.allocate(0)), Kind.CORRUPT);
	}

	@Test
	void trustedPackagesMatchWholeNames() {
		AllowList list = AllowList.builder().trustPackage("com.acme").trustClass("org.x.Y").build();
		assertThat(List.of("com.acme.Order", "com.acme.Order$Line", "com.acme.deep.er.Order", "org.x.Y"))
			.allMatch(list::allows);
		assertThat(List.of("com.acmeevil.Order", "com.Acme", "org.x.Y$Z", "org.x.Other", File.class.getName() + "X",
				"java.lang.Runtime", "java.lang.ProcessBuilder", "javax.naming.InitialContext",
				"java.net.URLClassLoader", "java.lang.Thread", "sun.misc.Unsafe"))
			.noneMatch(list::allows);
	}

}
