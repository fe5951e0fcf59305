package io.aiopool.codec;

import java.io.File;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import io.aiopool.RemoteFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Follows each {@link Advice}, and is better off. Tests are called like the advice.
 */
@Tag("F103")
class AdviceTests {

	private static final TypeFilter OWN = AllowList.builder().trustPackage("io.aiopool").build();

	private static PayloadCodec codec(TypeFilter filter) {
		return new PayloadCodec(CodecSettings.of(AdviceTests.class.getClassLoader(), filter).withDecodeLambdas(true));
	}

	/** The advice is given where its words can be read, whatever they are filled with. */
	private static PayloadException advised(Advice advice, PayloadCodec codec, Object value) {
		return advised(advice, () -> codec.encode(value));
	}

	private static PayloadException advised(Advice advice, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		PayloadException refused = catchThrowableOfType(PayloadException.class, call);
		assertThat(refused).as(advice.name()).isNotNull();
		for (String words : advice.text("\0", "\0").split("\0")) {
			assertThat(refused).hasMessageContaining(words.replace("%s", "").replace("%2$s", ""));
		}
		return refused;
	}

	private static <T> T crosses(PayloadCodec codec, T value) throws PayloadException {
		@SuppressWarnings("unchecked")
		T copy = (T) codec.decode(codec.encode(value));
		assertThat(copy).isNotNull();
		return copy;
	}

	/**
	 * Tested with real entities and in Kotlin, which this module has not: see
	 * HandleValueTests and KotlinRefusalTests.
	 */
	private static final Set<Advice> ELSEWHERE = EnumSet.of(Advice.FETCH, Advice.FETCH_LAZY,
			Advice.SERIALIZABLE_FUNCTION, Advice.LIBRARY_LAMBDA, Advice.COMPUTE);

	@Test
	void everyAdviceHasATest() {
		List<String> tests = Arrays.stream(AdviceTests.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.map(Method::getName)
			.toList();
		assertThat(Arrays.stream(Advice.values())
			.filter((advice) -> !ELSEWHERE.contains(advice))
			.map(AdviceTests::camelCase)
			.toList()).isSubsetOf(tests);
	}

	private static String camelCase(Advice advice) {
		String words = Arrays.stream(advice.name().toLowerCase(Locale.ROOT).split("_"))
			.map((word) -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
			.reduce("", String::concat);
		return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
	}

	@Test
	void trustPackage() throws Exception {
		Samples.Address address = new Samples.Address("x", 1);
		for (Object value : List.of(address, List.of(address), new javax.management.Attribute("a", 1),
				new javax.management.ObjectName("a:b=c"))) {
			PayloadException refused = advised(Advice.TRUST_PACKAGE, codec(AllowList.jdkOnly()), value);
			String name = refused.typeName();
			TypeFilter trusting = AllowList.builder().trustPackage(name.substring(0, name.lastIndexOf('.'))).build();
			assertThat(crosses(codec(trusting), value)).isEqualTo(value);
		}
	}

	@Test
	void leaveUntrusted() throws Exception {
		advised(Advice.LEAVE_UNTRUSTED, codec(OWN), ProcessBuilder.class);
		MethodType type = MethodType.methodType(int.class, String.class);
		advised(Advice.LEAVE_UNTRUSTED, codec(OWN), type);
		assertThat(Class.forName(crosses(codec(OWN), ProcessBuilder.class.getName()))).isEqualTo(ProcessBuilder.class);
		String text = crosses(codec(OWN), type.toMethodDescriptorString());
		assertThat(MethodType.fromMethodDescriptorString(text, null)).isEqualTo(type);
	}

	@Test
	void noGeneratedClass() throws Exception {
		Runnable lambda = () -> {
		};
		Object proxy = Proxy.newProxyInstance(AdviceTests.class.getClassLoader(), new Class<?>[] { Runnable.class },
				(self, method, arguments) -> null);
		for (Class<?> type : List.of(lambda.getClass(), proxy.getClass())) {
			advised(Advice.NO_GENERATED_CLASS, codec(OWN), type);
			advised(Advice.NO_GENERATED_CLASS, codec((name) -> true), type);
			assertThat(crosses(codec((name) -> true), type.getInterfaces()[0])).isEqualTo(Runnable.class);
			assertThat(crosses(codec(OWN), type.getName())).isEqualTo(type.getName());
		}
	}

	@Test
	void sendUrlText() throws Exception {
		URL url = new URL(null, "acme:orders", new Acme());
		advised(Advice.SEND_URL_TEXT, codec(OWN), url);
		String text = crosses(codec(OWN), url.toString());
		assertThat(new URL(null, text, new Acme())).hasToString("acme:orders");
	}

	/** Knows a protocol that nobody else does. */
	static final class Acme extends URLStreamHandler {

		@Override
		protected URLConnection openConnection(URL url) throws IOException {
			throw new IOException("nowhere");
		}

	}

	@Test
	void namePackage() throws Exception {
		Object value = Class.forName("UnpackagedValue").getConstructor(int.class).newInstance(1);
		advised(Advice.NAME_PACKAGE, codec(OWN), value);
		crosses(codec(OWN), new PackagedValue(1));
	}

	record PackagedValue(int number) {
	}

	@Test
	void trustImplementations() throws Exception {
		TypeFilter own = AllowList.builder().trustPackage("com.acme").build();
		assertThat(SignatureCheck.of("it", Figure.class, own, (type) -> false)).singleElement()
			.satisfies((finding) -> assertThat(finding.reason()).isEqualTo(Advice.TRUST_IMPLEMENTATIONS.text()));
		assertThat(SignatureCheck.of("it", Figure.class, OWN, (type) -> false)).isEmpty();
		assertThat(crosses(codec(OWN), new Square(2)).area()).isEqualTo(4);
	}

	interface Figure {

		double area();

	}

	record Square(double side) implements Figure {

		@Override
		public double area() {
			return this.side * this.side;
		}

	}

	@Test
	void loadInBoth(@TempDir Path directory) throws Exception {
		compile(directory, "only.Here", "package only; public class Here { public int number = 1; }");
		try (URLClassLoader here = loader(directory)) {
			Object value = here.loadClass("only.Here").getConstructor().newInstance();
			PayloadCodec with = new PayloadCodec(CodecSettings.of(here, (name) -> true));
			ByteBuffer payload = with.encode(value);
			advised(Advice.LOAD_IN_BOTH, () -> codec((name) -> true).decode(payload.duplicate()));
			assertThat(with.decode(payload.duplicate())).isInstanceOf(value.getClass());
		}
	}

	@Test
	void sameVersion(@TempDir Path old, @TempDir Path young) throws Exception {
		compile(old, "only.Here", "package only; public class Here { public int number = 1; }");
		compile(young, "only.Here", "package only; public class Here { public int number = 1, more = 2; }");
		try (URLClassLoader before = loader(old); URLClassLoader after = loader(young)) {
			Object value = before.loadClass("only.Here").getConstructor().newInstance();
			ByteBuffer payload = codec((name) -> true).encode(value);
			advised(Advice.SAME_VERSION,
					() -> new PayloadCodec(CodecSettings.of(after, (name) -> true)).decode(payload.duplicate()));
			assertThat(new PayloadCodec(CodecSettings.of(before, (name) -> true)).decode(payload.duplicate()))
				.isInstanceOf(value.getClass());
		}
	}

	/** Nothing that was in a collection is lost without a word. */
	@Test
	void equalKeys() throws Exception {
		StringBuilder second = new StringBuilder("b");
		TreeSet<StringBuilder> set = new TreeSet<>(List.of(new StringBuilder("a"), second));
		TreeMap<StringBuilder, Integer> map = new TreeMap<>(Map.of(new StringBuilder("a"), 1, second, 2));
		second.setCharAt(0, 'a');
		advised(Advice.EQUAL_KEYS, () -> RoundTrips.trip(set));
		advised(Advice.EQUAL_KEYS, () -> RoundTrips.trip(map));
		advised(Advice.EQUAL_KEYS, () -> RoundTrips.trip(new TreeMap<>(Map.of(1, set))));
		Set<List<String>> hashed = new HashSet<>();
		List<String> changed = new ArrayList<>(List.of("b"));
		hashed.add(List.of("a"));
		hashed.add(changed);
		changed.set(0, "a");
		advised(Advice.EQUAL_KEYS, () -> RoundTrips.trip(hashed));
		assertThat(RoundTrips.trip(new ArrayList<>(set)).toString()).isEqualTo("[a, a]");
		assertThat(RoundTrips.trip(new ArrayList<>(map.values()))).containsExactly(1, 2);
	}

	@Test
	void sameLambdas(@TempDir Path old, @TempDir Path young) throws Exception {
		String head = "package only; public class Here { public static java.io.Serializable make() { return ";
		compile(old, "only.Here", head + "(Runnable & java.io.Serializable) () -> { }; } }");
		compile(young, "only.Here", head + "1; } }");
		try (URLClassLoader before = loader(old); URLClassLoader after = loader(young)) {
			Object lambda = before.loadClass("only.Here").getMethod("make").invoke(null);
			ByteBuffer payload = codec((name) -> true).encode(lambda);
			advised(Advice.SAME_LAMBDAS,
					() -> new PayloadCodec(CodecSettings.of(after, (name) -> true).withDecodeLambdas(true))
						.decode(payload.duplicate()));
			assertThat(new PayloadCodec(CodecSettings.of(before, (name) -> true).withDecodeLambdas(true))
				.decode(payload.duplicate())).isInstanceOf(Runnable.class);
		}
	}

	private static void compile(Path directory, String name, String code) throws Exception {
		Path source = directory.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
		Files.writeString(source, code);
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-d", directory.toString(), source.toString())).isZero();
	}

	private static URLClassLoader loader(Path directory) throws Exception {
		return new URLClassLoader(new URL[] { directory.toUri().toURL() }, AdviceTests.class.getClassLoader());
	}

	@Test
	void serializableLambda() throws Exception {
		Function<String, Integer> plain = String::length;
		advised(Advice.SERIALIZABLE_LAMBDA, codec(OWN), plain);
		advised(Advice.SERIALIZABLE_LAMBDA, codec(AllowList.jdkOnly()), plain);
		advised(Advice.SERIALIZABLE_LAMBDA, codec(OWN), new TreeMap<String, String>((a, b) -> b.compareTo(a)));
		RemoteFunction<String, Integer> ours = String::length;
		assertThat(crosses(codec(OWN), ours).apply("four")).isEqualTo(4);
		Measure declared = String::length;
		assertThat(crosses(codec(OWN), declared).of("four")).isEqualTo(4);
		Function<String, Integer> cast = (Function<String, Integer> & Serializable) String::length;
		assertThat(crosses(codec(OWN), cast).apply("four")).isEqualTo(4);
		Function<String, Integer> object = new Length();
		assertThat(crosses(codec(OWN), object).apply("four")).isEqualTo(4);
	}

	@FunctionalInterface
	interface Measure extends Serializable {

		int of(String text);

	}

	static final class Length implements Function<String, Integer> {

		@Override
		public Integer apply(String text) {
			return text.length();
		}

	}

	@Test
	void jdkLambda() throws Exception {
		List<Object> lambdas = List.of(Function.<String>identity(), Predicate.isEqual("x"),
				Predicate.<String>isEqual("x").negate(), BinaryOperator.minBy(Comparator.<String>naturalOrder()),
				Pattern.compile("a+").asPredicate(), TemporalAdjusters.lastDayOfMonth());
		for (Object lambda : lambdas) {
			PayloadException refused = advised(Advice.JDK_LAMBDA, codec(OWN), lambda);
			assertThat(refused).hasMessageNotContaining("cast").hasMessageNotContaining("trusted-packages");
			advised(Advice.JDK_LAMBDA, codec((name) -> true), lambda);
		}
		RemoteFunction<String, String> ours = (text) -> text;
		assertThat(crosses(codec(OWN), ours).apply("x")).isEqualTo("x");
		assertThat(crosses(codec(OWN), Pattern.compile("a+")).asPredicate().test("caat")).isTrue();
	}

	@Test
	void noLambdaBack() throws Exception {
		PayloadCodec parent = new PayloadCodec(
				CodecSettings.of(AdviceTests.class.getClassLoader(), OWN).withDecodeLambdas(false));
		Comparator<String> lambda = (Comparator<String> & Serializable) (a, b) -> b.compareTo(a);
		ByteBuffer sorted = parent.encode(new TreeMap<>(lambda));
		advised(Advice.NO_LAMBDA_BACK, () -> parent.decode(sorted));
		TreeMap<String, Integer> map = new TreeMap<>(new Backwards());
		map.putAll(Map.of("a", 1, "b", 2));
		assertThat(crosses(parent, map).firstKey()).isEqualTo("b");
		assertThat(crosses(parent, lambda.compare("a", "b"))).isEqualTo(1);
	}

	static final class Backwards implements Comparator<String> {

		@Override
		public int compare(String a, String b) {
			return b.compareTo(a);
		}

	}

	@Test
	void localCopies() throws Exception {
		Service service = new Service("greeting ");
		advised(Advice.LOCAL_COPIES, codec(OWN), service.careless());
		assertThat(crosses(codec(OWN), service.careful()).apply("x")).isEqualTo("greeting x");
	}

	/** As a bean is, it knows the world. */
	static class Service {

		private final String prefix;

		private final Socket connection = new Socket();

		Service(String prefix) {
			this.prefix = prefix;
		}

		RemoteFunction<String, String> careless() {
			return (text) -> this.prefix + text;
		}

		RemoteFunction<String, String> careful() {
			String copy = this.prefix;
			return (text) -> copy + text;
		}

		String greet(String text) {
			return this.connection.isBound() ? text : this.prefix + text;
		}

		static String shout(String text) {
			return text + "!";
		}

	}

	@Test
	void noReceiver() throws Exception {
		Service service = new Service("greeting ");
		RemoteFunction<String, String> careless = service::greet;
		advised(Advice.NO_RECEIVER, codec(OWN), careless);
		RemoteFunction<String, String> shared = Service::shout;
		assertThat(crosses(codec(OWN), shared).apply("x")).isEqualTo("x!");
		RemoteFunction<String, String> making = (text) -> new Service("there ").greet(text);
		assertThat(crosses(codec(OWN), making).apply("x")).isEqualTo("there x");
	}

	final Socket held = new Socket();

	@Test
	void staticClass() throws Exception {
		advised(Advice.STATIC_CLASS, codec(OWN), new Inner());
		Object anonymous = new Object() {

			@Override
			public String toString() {
				return "anonymous " + AdviceTests.this.held.isBound();
			}

		};
		advised(Advice.STATIC_CLASS, codec(OWN), anonymous);
		assertThat(crosses(codec(OWN), new Nested()).number).isEqualTo(1);
	}

	class Inner {

		final int number = AdviceTests.this.held.getLocalPort();

	}

	static class Nested {

		int number = 1;

	}

	@Test
	void noComponent() throws Exception {
		PayloadException refused = advised(Advice.NO_COMPONENT, codec(OWN), new Upload("x", List.of(new Socket())));
		assertThat(refused.path()).isEqualTo("sockets[0]");
		assertThat(crosses(codec(OWN), new Uploaded("x")).name()).isEqualTo("x");
	}

	record Upload(String name, List<Socket> sockets) {
	}

	record Uploaded(String name) {
	}

	@Test
	void theFieldIsNamedInTheFastFormToo() throws Exception {
		PayloadCodec codec = codec(OWN);
		for (int i = 0; i < 3_000; i++) {
			codec.encode(new Upload("x", null));
		}
		for (int i = 0; i < 500; i++) {
			advised(Advice.NO_COMPONENT, codec, new Upload("x", List.of(new Socket())));
			Thread.onSpinWait();
		}
	}

	@Test
	void makeTransient() throws Exception {
		leaveOut(Advice.MAKE_TRANSIENT, new Saved(), new SavedMended());
	}

	@Test
	void makeTransientAndSerializable() throws Exception {
		leaveOut(Advice.MAKE_TRANSIENT_AND_SERIALIZABLE, new Plain(), new PlainMended());
	}

	private static void leaveOut(Advice advice, Object careless, Object careful) throws Exception {
		PayloadException refused = advised(advice, codec(OWN), careless);
		assertThat(refused).hasMessageContaining("'socket' of " + careless.getClass().getName());
		Object copy = crosses(codec(OWN), careful);
		Field field = copy.getClass().getDeclaredField("socket");
		field.setAccessible(true);
		assertThat(field.get(copy)).isNull();
	}

	@Test
	void replaceHolder() throws Exception {
		Tuple2<String, List<Socket>> careless = Tuples.of("x", List.of(new Socket()));
		PayloadException refused = advised(Advice.REPLACE_HOLDER, codec((name) -> true), careless);
		assertThat(refused).hasMessageContaining(Tuple2.class.getName()).hasMessageNotContaining("transient");
		refused = advised(Advice.NO_COMPONENT, codec((name) -> true), new Samples.Link(careless));
		assertThat(refused).hasMessageNotContaining(Tuple2.class.getName());
		assertThat(crosses(codec(OWN), new Uploaded("x")).name()).isEqualTo("x");
	}

	@Test
	void setTransient() throws Exception {
		assertThat(hints(NeedsLock.class)).singleElement().isEqualTo(Advice.SET_TRANSIENT.text("'lock'"));
		assertThat(hints(MakesLock.class)).isEmpty();
		assertThat(hints(SavedMended.class)).isEmpty();
		assertThat(crosses(codec(OWN), new SavedMended()).socket).isNull();
	}

	private static List<String> hints(Class<?> type) {
		return SignatureCheck.of("it", type, OWN, (stays) -> false)
			.stream()
			.filter((finding) -> finding.weight() == SignatureCheck.Weight.MOST_VALUES)
			.map(SignatureCheck.Finding::reason)
			.toList();
	}

	static class NeedsLock {

		final String name;

		final transient Object lock;

		NeedsLock(String name, Object lock) {
			this.name = name;
			this.lock = lock;
		}

	}

	static class MakesLock {

		String name;

		final transient Object lock = new Object();

	}

	static class Saved implements Serializable {

		private static final long serialVersionUID = 1L;

		final Socket socket = new Socket();

	}

	static class SavedMended implements Serializable {

		private static final long serialVersionUID = 1L;

		final transient Socket socket = new Socket();

	}

	static class Plain {

		final Socket socket = new Socket();

	}

	static class PlainMended implements Serializable {

		private static final long serialVersionUID = 1L;

		final transient Socket socket = new Socket();

	}

	@Test
	void sendData() throws Exception {
		StringBuilder text = new StringBuilder("x");
		java.util.StringTokenizer tokens = new java.util.StringTokenizer("a b");
		assertThat(tokens.countTokens()).isEqualTo(2);
		Object observable = new java.util.zip.CRC32();
		advised(Advice.SEND_DATA, codec(OWN), observable);
		advised(Advice.SEND_DATA, codec((name) -> true), observable);
		assertThat(crosses(codec(OWN), ((java.util.zip.CRC32) observable).getValue())).isZero();
		assertThat(crosses(codec(OWN), text.toString())).isEqualTo("x");
	}

	@Test
	void sendRecord() throws Exception {
		advised(Advice.SEND_RECORD, codec(OWN), new Tick(1));
		assertThat(crosses(codec(OWN), new TickData(1)).number()).isEqualTo(1);
	}

	static class Tick extends TimerTask {

		final int number;

		Tick(int number) {
			this.number = number;
		}

		@Override
		public void run() {
		}

	}

	record TickData(int number) {
	}

	@Test
	void openPackage(@TempDir Path closed, @TempDir Path open) throws Exception {
		PayloadException refused = advised(Advice.OPEN_PACKAGE, codec((name) -> true), ofModule(closed, ""));
		assertThat(refused).hasMessageContaining("closed.values");
		Object value = ofModule(open, "opens closed.values;");
		PayloadCodec codec = new PayloadCodec(CodecSettings.of(value.getClass().getClassLoader(), (name) -> true));
		assertThat(crosses(codec, value)).isInstanceOf(value.getClass());
	}

	private static Object ofModule(Path directory, String opens) throws Exception {
		Path sources = Files.createDirectory(directory.resolve("sources"));
		Path classes = Files.createDirectory(directory.resolve("classes"));
		Path module = Files.writeString(sources.resolve("module-info.java"),
				"module closed { exports closed.values; " + opens + " }");
		Path type = Files.writeString(sources.resolve("Amount.java"),
				"package closed.values; public class Amount { private int number = 1; }");
		assertThat(ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-proc:none", "-d", classes.toString(), module.toString(), type.toString()))
			.isZero();
		Configuration configuration = ModuleLayer.boot()
			.configuration()
			.resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("closed"));
		return ModuleLayer.boot()
			.defineModulesWithOneLoader(configuration, AdviceTests.class.getClassLoader())
			.findLoader("closed")
			.loadClass("closed.values.Amount")
			.getConstructor()
			.newInstance();
	}

	enum Nothing {

	}

	@Test
	void noEnumSet() throws Exception {
		advised(Advice.NO_ENUM_SET, codec(OWN), EnumSet.noneOf(Nothing.class));
		assertThat(crosses(codec(OWN), Set.<Nothing>of())).isEmpty();
	}

	@Test
	void breakCycle() throws Exception {
		List<Object> list = new ArrayList<>();
		Samples.Link link = new Samples.Link(list);
		list.add(link);
		advised(Advice.BREAK_CYCLE, codec(OWN), link);
		Mutable mutable = new Mutable();
		mutable.next = new ArrayList<>(List.of(mutable));
		assertThat(((List<?>) crosses(codec(OWN), mutable).next)).hasSize(1);
		assertThat(crosses(codec(OWN), new Samples.Link("id of the first")).next()).isEqualTo("id of the first");
	}

	@Test
	void breakCycleOfHooks() throws Exception {
		Hooked hooked = new Hooked();
		hooked.next = new ArrayList<>(List.of(hooked));
		PayloadException refused = advised(Advice.BREAK_CYCLE_OF_HOOKS, codec(OWN), hooked);
		assertThat(refused).hasMessageContaining(Hooked.class.getName());
		Mutable without = new Mutable();
		without.next = new ArrayList<>(List.of(without));
		Mutable copy = crosses(codec(OWN), without);
		assertThat(((List<?>) copy.next).get(0)).isSameAs(copy);
		hooked.next = "id of the first";
		assertThat(crosses(codec(OWN), hooked).next).isEqualTo("id of the first");
	}

	static class Hooked implements Serializable {

		private static final long serialVersionUID = 1L;

		Serializable next;

		private void writeObject(ObjectOutputStream out) throws IOException {
			out.defaultWriteObject();
		}

	}

	static class Mutable {

		Object next;

	}

	@Test
	void flatten() throws Exception {
		Samples.Link nested = new Samples.Link(null);
		List<Object> flat = new ArrayList<>();
		for (int i = 0; i < 1_000; i++) {
			nested = new Samples.Link(nested);
			flat.add(i);
		}
		advised(Advice.FLATTEN, codec(OWN), nested);
		assertThat(crosses(codec(OWN), flat)).hasSize(1_000);
	}

	@Test
	void sendParts() throws Exception {
		PayloadCodec strict = new PayloadCodec(RoundTrips.SETTINGS.withMaxElements(10));
		List<Integer> eleven = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
		advised(Advice.SEND_PARTS, strict, eleven);
		assertThat(crosses(strict, new ArrayList<>(eleven.subList(0, 6)))).hasSize(6);
		assertThat(crosses(strict, new ArrayList<>(eleven.subList(6, 11)))).hasSize(5);
	}

	@Test
	void sendLess() throws Exception {
		PayloadCodec small = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(1_000));
		advised(Advice.SEND_LESS, small, new byte[2_000]);
		assertThat(crosses(small, new byte[500])).hasSize(500);
		assertThat(crosses(small, new File("/data/large").getPath())).isEqualTo("/data/large");
		PayloadCodec large = new PayloadCodec(RoundTrips.SETTINGS.withMaxBytes(3_000));
		assertThat(crosses(large, new byte[2_000])).hasSize(2_000);
	}

}
