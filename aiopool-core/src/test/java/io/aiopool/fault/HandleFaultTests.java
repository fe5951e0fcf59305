package io.aiopool.fault;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Serializable;
import java.io.StringReader;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.aiopool.Invocation;
import io.aiopool.PayloadTooLargeException;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteFunction;
import io.aiopool.SharedQueue;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.gadget.Gadget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Handles are called handles, and what a refusal says to do is better: each test is
 * refused first and then does what it was told.
 */
class HandleFaultTests {

	private static final int MAX_PAYLOAD = 64 << 10;

	@RegisterExtension
	static final FaultPools pools = new FaultPools((builder) -> builder.maxPayload(MAX_PAYLOAD));

	private static TaskSerializationException refused(Phase phase, CompletableFuture<?> future) {
		TaskSerializationException failure = FaultPools.failure(future, TaskSerializationException.class);
		assertThat(failure.phase()).as(failure.getMessage()).isEqualTo(phase);
		return failure;
	}

	private static void refusedAsHandle(Object handle, String what, String instead) {
		long submitted = pools.shared().statistics().submitted();
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(String::valueOf, handle)))
			.hasMessageContaining(handle.getClass().getName())
			.hasMessageContaining("it is a handle: " + what)
			.hasMessageContaining(instead)
			.hasMessageNotContaining("trusted-packages");
		assertThat(pools.shared().statistics().submitted()).isEqualTo(submitted);
	}

	@Test
	@Tag("F103")
	void streamsAreReplacedByWhatIsInThem() throws Exception {
		InputStream stream = new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8));
		refusedAsHandle(stream, "an open file or stream", "pass the bytes");
		refusedAsHandle(new StringReader("text"), "an open file or stream", "the text");
		byte[] bytes = stream.readAllBytes();
		assertThat(FaultPools.await(pools.shared().apply((byte[] all) -> all.length, bytes))).isEqualTo(4);
	}

	@Test
	@Tag("F103")
	void iterationsAreReplacedByLists() {
		List<String> list = new ArrayList<>(List.of("a", "b"));
		refusedAsHandle(list.iterator(), "an iteration", "collect the items, and pass the list");
		refusedAsHandle(list.stream(), "a stream of items", "collect the items, and pass the list");
		assertThat(FaultPools.await(pools.shared().apply((List<String> all) -> all.size(), list))).isEqualTo(2);
	}

	@Test
	@Tag("F103")
	void handlesAmongResultsAreReplacedToo() {
		assertThat(refused(Phase.RESULT_ENCODE, pools.shared().apply(() -> List.of(Mono.just(1)))))
			.hasMessageContaining("it is a handle: a stream of items that are yet to come; collect them");
		assertThat(FaultPools.await(pools.shared().apply(() -> List.of(Mono.just(1).block())))).containsExactly(1);
		assertThat(refused(Phase.RESULT_ENCODE, pools.shared().apply(() -> new Object[] { new CompletableFuture<>() })))
			.hasMessageContaining("it is a handle: a result that is yet to come; wait for it");
		assertThat(FaultPools.await(pools.shared().apply(() -> CompletableFuture.completedFuture(1).join()))).isOne();
		assertThat(refused(Phase.RESULT_ENCODE, pools.shared().apply(() -> Stream.of(1, 2))))
			.hasMessageContaining("collect the items");
		assertThat(FaultPools.await(pools.shared().apply(() -> Stream.of(1, 2).toList()))).containsExactly(1, 2);
	}

	@Test
	@Tag("F103")
	void clientsAreMadeByAnInitializer() throws Throwable {
		refusedAsHandle(HttpClient.newHttpClient(), "a client",
				"let a WorkerInitializer (aiopool.initializer) make one");
		ProcessPool pool = pools.open(FaultPools.small().initializer(ClientInitializer.class));
		Invocation call = new Invocation(Caller.class, Caller.class.getDeclaredMethod("version"), new Object[0]);
		assertThat(pool.call(call, TaskOptions.DEFAULTS)).isEqualTo("HTTP_1_1");
	}

	static final class ClientInitializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(HttpClient.class, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
		}

	}

	static final class Caller {

		private final HttpClient client;

		Caller(HttpClient client) {
			this.client = client;
		}

		String version() {
			return this.client.version().name();
		}

	}

	@Test
	@Tag("F103")
	void fieldThatHoldsAHandleIsNamedAndLeftOut() {
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(String::valueOf, List.of(new Job("a")))))
			.hasMessageContaining("(at [0][0].socket)")
			.hasMessageContaining("the field 'socket' of " + Job.class.getName() + " holds it")
			.hasMessageContaining("make the field transient and the class Serializable");
		assertThat(FaultPools.await(pools.shared().apply((MendedJob job) -> job.name + job.socket, new MendedJob("a"))))
			.isEqualTo("anull");
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(String::valueOf, new Logging("a"))))
			.hasMessageContaining("it is a handle: a logger; make the field static");
		assertThat(FaultPools.await(pools.shared().apply((MendedLogging value) -> value.name, new MendedLogging("a"))))
			.isEqualTo("a");
	}

	static class Job {

		final String name;

		final Socket socket = new Socket();

		Job(String name) {
			this.name = name;
		}

	}

	static class MendedJob implements Serializable {

		private static final long serialVersionUID = 1L;

		final String name;

		final transient Socket socket = new Socket();

		MendedJob(String name) {
			this.name = name;
		}

	}

	static class Logging {

		final Logger logger = Logger.getLogger("instance");

		final String name;

		Logging(String name) {
			this.name = name;
		}

	}

	static class MendedLogging {

		static final Logger LOGGER = Logger.getLogger("class");

		final String name;

		MendedLogging(String name) {
			this.name = name;
		}

	}

	private final Socket connection = new Socket();

	private final String prefix = "to ";

	@Test
	@Tag("F103")
	void lambdaThatUsesItsObjectIsTold() {
		RemoteFunction<String, String> careless = (name) -> this.prefix + name;
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(careless, "x")))
			.hasMessageContaining("the lambda uses 'this' and takes " + HandleFaultTests.class.getName() + " along")
			.hasMessageContaining("copy what it needs into local variables before");
		String copy = this.prefix;
		assertThat(FaultPools.await(pools.shared().apply((String name) -> copy + name, "x"))).isEqualTo("to x");
		RemoteFunction<String, String> bound = this::greet;
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(bound, "x")))
			.hasMessageContaining("the method reference takes its object, of " + HandleFaultTests.class.getName());
		assertThat(FaultPools.await(pools.shared().apply(HandleFaultTests::shout, "x"))).isEqualTo("x!");
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(String::valueOf, new Inner())))
			.hasMessageContaining(Inner.class.getName() + " is an inner class")
			.hasMessageContaining("make it static");
		assertThat(FaultPools.await(pools.shared().apply((Nested nested) -> nested.number, new Nested()))).isOne();
	}

	String greet(String name) {
		return this.connection.isBound() + name;
	}

	static String shout(String name) {
		return name + "!";
	}

	class Inner {

		final boolean bound = HandleFaultTests.this.connection.isBound();

	}

	static class Nested {

		int number = 1;

	}

	@Test
	@Tag("F103")
	void trustedPackageLetsItsClassesThrough() {
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(String::valueOf, new Gadget())))
			.hasMessageContaining("add its package to aiopool.trusted-packages");
		ProcessPool trusting = pools.open(FaultPools.small().trustedPackages(List.of(Gadget.class.getPackageName())));
		assertThat(FaultPools.await(trusting.apply((Object gadget) -> gadget.getClass().getName(), new Gadget())))
			.isEqualTo(Gadget.class.getName());
		assertThat(FaultPools.await(trusting.apply(Gadget::new))).isNotNull();
	}

	@Test
	@Tag("F103")
	void classThatBothHaveCrosses(@TempDir Path directory) throws Exception {
		String name = ChildOnlyClasses.compileValue(directory);
		RemoteFunction<String, Object> make = (type) -> Class.forName(type).getConstructor().newInstance();
		ProcessPool without = pools.open(FaultPools.small().launch(ChildOnlyClasses.launch(directory)));
		assertThat(refused(Phase.RESULT_DECODE, without.apply(make, name)))
			.hasMessageContaining("put it on the class path of both");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader both = new URLClassLoader(new URL[] { directory.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(both);
			ProcessPool with = pools.open(FaultPools.small().launch(ChildOnlyClasses.launch(directory)));
			assertThat(FaultPools.await(with.apply(make, name)).getClass().getName()).isEqualTo(name);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Test
	@Tag("F103")
	void queueCrossesToTasksOfItsPool() {
		ProcessPool other = pools.open(FaultPools.small().name("other"));
		SharedQueue<String> queue = pools.shared().queue(2);
		assertThat(refused(Phase.ARG_ENCODE, other.apply((SharedQueue<String> q) -> q.capacity(), queue)))
			.hasMessageContaining("A queue can only be passed to tasks of the pool that made it");
		assertThat(FaultPools.await(pools.shared().apply((SharedQueue<String> q) -> q.capacity(), queue))).isEqualTo(2);
	}

	@Test
	@Tag("F103")
	void streamCrossesAsAnArgumentAndItsItemsAsElements() throws Exception {
		SharedQueue<Object> queue = pools.shared().queue(2);
		TaskSerializationException refused = catchThrowableOfType(TaskSerializationException.class,
				() -> queue.put(Flux.just("a")));
		assertThat(refused).hasMessageContaining("A stream can only be passed as an argument of a task")
			.hasMessageContaining("send its items instead");
		queue.put("a");
		assertThat(FaultPools.await(pools.shared().apply((SharedQueue<Object> q) -> q.take(), queue))).isEqualTo("a");
		assertThat(FaultPools
			.await(pools.shared().apply((Flux<String> items) -> items.collectList().block(), Flux.just("a"))))
			.isEqualTo(List.of("a"));
	}

	@Test
	@Tag("F103")
	void lambdaStaysInItsWorkerAndAnObjectReturns() {
		assertThat(
				refused(Phase.RESULT_DECODE, pools.shared().apply(() -> (RemoteFunction<String, String>) String::trim)))
			.hasMessageContaining("lambdas travel from parent to child only. Return what it computes, or an object");
		assertThat(FaultPools.await(pools.shared().apply(() -> " x ".trim()))).isEqualTo("x");
		assertThat(FaultPools.await(pools.shared().apply(Trim::new)).apply(" x ")).isEqualTo("x");
	}

	static final class Trim implements RemoteFunction<String, String> {

		private static final long serialVersionUID = 1L;

		@Override
		public String apply(String text) {
			return text.trim();
		}

	}

	@Test
	@Tag("F103")
	void largeResultsComeInPartsOrUnderAHigherLimit() throws Exception {
		assertThat(FaultPools.failure(pools.shared().apply(() -> new byte[2 * MAX_PAYLOAD]),
				PayloadTooLargeException.class))
			.hasMessageContaining("raise aiopool.max-payload")
			.hasMessageContaining("a Flux of parts");
		Invocation parts = new Invocation(Parts.class, Parts.class.getDeclaredMethod("parts"), new Object[0]);
		assertThat(pools.shared().stream(parts, TaskOptions.DEFAULTS).count().block(FaultPools.LIMIT)).isEqualTo(4);
		ProcessPool higher = pools.open(FaultPools.small().maxPayload(3 * MAX_PAYLOAD));
		assertThat(FaultPools.await(higher.apply(() -> new byte[2 * MAX_PAYLOAD]))).hasSize(2 * MAX_PAYLOAD);
		assertThat(FaultPools.failure(pools.shared().apply((byte[] all) -> all.length, new byte[2 * MAX_PAYLOAD]),
				PayloadTooLargeException.class))
			.hasMessageContaining("Pass less, or raise aiopool.max-payload");
		assertThat(FaultPools.await(higher.apply((byte[] all) -> all.length, new byte[2 * MAX_PAYLOAD])))
			.isEqualTo(2 * MAX_PAYLOAD);
	}

	static final class Parts {

		Flux<byte[]> parts() {
			return Flux.range(0, 4).map((part) -> new byte[MAX_PAYLOAD / 2]);
		}

	}

}
