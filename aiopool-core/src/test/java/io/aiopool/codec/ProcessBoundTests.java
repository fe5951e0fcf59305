package io.aiopool.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.InputStream;
import java.io.Serializable;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.Channels;
import java.nio.channels.Selector;
import java.nio.file.FileSystems;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;

import io.aiopool.codec.PayloadException.Kind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Handles are called handles, whatever is trusted.
 */
@Tag("F103")
class ProcessBoundTests {

	private static final PayloadCodec JDK_ONLY = codec(AllowList.jdkOnly());

	private static final PayloadCodec OPEN = codec((name) -> true);

	private static PayloadCodec codec(TypeFilter filter) {
		return new PayloadCodec(CodecSettings.of(ProcessBoundTests.class.getClassLoader(), filter));
	}

	/** One of each, as far as the JDK and Reactor have them. */
	private static Map<ProcessBound, List<Object>> handles() throws Exception {
		Map<ProcessBound, List<Object>> handles = new LinkedHashMap<>();
		handles.put(ProcessBound.DATABASE,
				List.of(proxy(Connection.class), proxy(PreparedStatement.class), proxy(DataSource.class)));
		handles.put(ProcessBound.DATABASE_VALUE, List.of(proxy(ResultSet.class), proxy(Blob.class)));
		handles.put(ProcessBound.CLIENT,
				List.of(HttpClient.newHttpClient(), URI.create("http://localhost").toURL().openConnection()));
		handles.put(ProcessBound.SOCKET,
				List.of(new Socket(), new ServerSocket(), new DatagramSocket(null), Selector.open()));
		handles.put(ProcessBound.STREAM,
				List.of(new ByteArrayInputStream(new byte[1]), new ByteArrayOutputStream(), System.out,
						new StringReader("x"), new StringWriter(), Channels.newChannel(InputStream.nullInputStream()),
						FileDescriptor.out, FileSystems.getDefault(), new Scanner("x")));
		handles.put(ProcessBound.LOGGER, List.of(Logger.getLogger("x"), System.getLogger("x")));
		handles.put(ProcessBound.PUBLISHER, List.of(Flux.just(1), Mono.just(1), new SubmissionPublisher<String>()));
		handles.put(ProcessBound.FUTURE, List.of(new CompletableFuture<>(), new FutureTask<>(() -> 1)));
		handles.put(ProcessBound.ITERATION, List.of(List.of(1).iterator(), new ArrayList<>(List.of(1)).iterator(),
				Collections.enumeration(List.of(1))));
		handles.put(ProcessBound.ITEMS, List.of(Stream.of(1), IntStream.of(1), List.of(1).spliterator()));
		handles.put(ProcessBound.EXECUTION, List.of(new Thread(), new ThreadLocal<>(), ForkJoinPool.commonPool(),
				new CountDownLatch(1), new CyclicBarrier(1)));
		handles.put(ProcessBound.RUNTIME,
				List.of(ProcessBoundTests.class.getClassLoader(), Object.class.getModule(), Runtime.getRuntime(),
						ProcessHandle.current(), new ProcessBuilder(), MethodHandles.lookup(),
						Object.class.getMethod("toString"), MethodHandles.identity(int.class)));
		handles.put(ProcessBound.REFERENCE, List.of(new WeakReference<>("x"), new SoftReference<>("x")));
		handles.put(ProcessBound.ANNOTATION,
				List.of(ProcessBoundTests.class.getAnnotation(Tag.class), proxy(Tag.class)));
		handles.put(ProcessBound.GENERIC_TYPE,
				List.of(List.class.getTypeParameters()[0], ArrayList.class.getGenericSuperclass()));
		handles.put(ProcessBound.PROXY, List.of(proxy(Runnable.class), proxy(Samples.Task.class)));
		return handles;
	}

	private static Object proxy(Class<?> type) {
		return Proxy.newProxyInstance(ProcessBoundTests.class.getClassLoader(), new Class<?>[] { type },
				(self, method, arguments) -> null);
	}

	private static PayloadException refused(PayloadCodec codec, Object value) {
		PayloadException refused = catchThrowableOfType(PayloadException.class, () -> codec.encode(value));
		assertThat(refused).as(value.getClass().getName()).isNotNull();
		return refused;
	}

	private static void verify(PayloadCodec codec, Object handle, String reason) {
		PayloadException refused = refused(codec, handle);
		assertThat(refused.kind()).isEqualTo(Kind.UNSUPPORTED_TYPE);
		assertThat(refused).hasMessageContaining(handle.getClass().getName())
			.hasMessageContaining(reason)
			.hasMessageNotContaining("trusted-packages");
	}

	@Test
	void handlesAreCalledHandlesBeforeAnybodySpeaksOfTrust() throws Exception {
		handles().forEach((kind, samples) -> samples.forEach((handle) -> {
			verify(JDK_ONLY, handle, kind.reason());
			verify(OPEN, handle, kind.reason());
		}));
	}

	@Test
	void handlesThatThreadsUseAreCalledSoToo() {
		Timer timer = new Timer(true);
		try {
			verify(OPEN, timer, ProcessBound.EXECUTION.reason());
			verify(JDK_ONLY, new ReentrantReadWriteLock().writeLock().newCondition(), ProcessBound.EXECUTION.reason());
		}
		finally {
			timer.cancel();
		}
	}

	@Test
	void arraysOfHandlesAreCalledHandles() {
		verify(JDK_ONLY, new InputStream[0], ProcessBound.STREAM.reason());
		verify(JDK_ONLY, new Thread[1][1], ProcessBound.EXECUTION.reason());
		verify(JDK_ONLY, List.class.getTypeParameters(), ProcessBound.GENERIC_TYPE.reason());
	}

	/**
	 * Those who trust the implementation may find that an element without others crosses.
	 */
	@Test
	void documentsAreCalledHandlesUnlessTheyAreTrusted() throws Exception {
		Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
		verify(JDK_ONLY, document, ProcessBound.DOCUMENT.reason());
		verify(JDK_ONLY, document.createElement("a"), ProcessBound.DOCUMENT.reason());
	}

	@Test
	void nullWhereAHandleCouldBeIsNoProblem() throws Exception {
		assertThat(((Job) RoundTrips.trip(new Job("idle", null))).name).isEqualTo("idle");
		Session session = new Session("open", new Socket());
		assertThat(((Session) RoundTrips.trip(session)).name).isEqualTo("open");
	}

	@Test
	void dataOfOwnClassesIsSentWhateverItImplements() throws Exception {
		Countdown countdown = RoundTrips.trip(new Countdown(3));
		assertThat(countdown).toIterable().containsExactly(3, 2, 1);
		Zeros zeros = RoundTrips.trip(new Zeros(2));
		assertThat(zeros.readAllBytes()).containsExactly(0, 0);
	}

	@Test
	void dataOfOwnClassesThatNobodyTrustsIsTakenForAHandle() {
		verify(JDK_ONLY, new Zeros(2), ProcessBound.STREAM.reason());
	}

	@Test
	void theTableNamesEachTypeOnce() {
		List<String> names = Arrays.stream(ProcessBound.values()).flatMap((kind) -> kind.names().stream()).toList();
		assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(100);
		assertThat(names.stream().filter((name) -> name.startsWith("java.")).toList())
			.allSatisfy((name) -> assertThat(Class.forName(name)).isNotNull());
	}

	@Test
	void classesThatWereGeneratedHereAreCalledSo() throws Exception {
		Object generated = new Generating(ProcessBoundTests.class.getClassLoader()).generate();
		verify(OPEN, generated, ProcessBound.GENERATED.reason());
		verify(JDK_ONLY, generated, ProcessBound.GENERATED.reason());
		assertThat(ProcessBound.of(Plain$$Name.class)).isNull();
	}

	@Test
	void theFirstKindCounts() {
		assertThat(ProcessBound.of(proxy(Connection.class).getClass())).isEqualTo(ProcessBound.DATABASE);
		assertThat(ProcessBound.of(java.nio.channels.SocketChannel.class)).isEqualTo(ProcessBound.SOCKET);
	}

	static class Job {

		final String name;

		final Thread runner;

		Job(String name, Thread runner) {
			this.name = name;
			this.runner = runner;
		}

	}

	static class Session implements Serializable {

		private static final long serialVersionUID = 1L;

		final String name;

		final transient Socket socket;

		Session(String name, Socket socket) {
			this.name = name;
			this.socket = socket;
		}

	}

	static final class Countdown implements Iterator<Integer> {

		private int from;

		Countdown(int from) {
			this.from = from;
		}

		@Override
		public boolean hasNext() {
			return this.from > 0;
		}

		@Override
		public Integer next() {
			return this.from--;
		}

	}

	static final class Zeros extends InputStream {

		private int left;

		Zeros(int left) {
			this.left = left;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

	}

	/** Compiled as any class is, but called as generated ones are. */
	static class Plain$$Name {

	}

	/** Makes a class that is in no file. */
	static final class Generating extends ClassLoader {

		Generating(ClassLoader parent) {
			super(parent);
		}

		Object generate() throws Exception {
			String path = "io/aiopool/codec/ProcessBoundTests$Plain$$Name";
			byte[] bytes;
			try (InputStream in = getParent().getResourceAsStream(path + ".class")) {
				bytes = in.readAllBytes();
			}
			String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).replace("Plain$$Name",
					"Plain$$Made");
			byte[] changed = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
			Class<?> type = defineClass(null, changed, 0, changed.length);
			var constructor = type.getDeclaredConstructor();
			constructor.setAccessible(true);
			return constructor.newInstance();
		}

	}

}
