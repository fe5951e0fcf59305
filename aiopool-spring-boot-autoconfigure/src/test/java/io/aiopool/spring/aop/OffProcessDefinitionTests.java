package io.aiopool.spring.aop;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Function;
import java.util.stream.Stream;

import io.aiopool.OffProcess;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteFunction;
import io.aiopool.Retry;
import io.aiopool.SharedQueue;
import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;
import io.aiopool.spring.FakePool;
import io.aiopool.spring.Logged;
import io.aiopool.spring.autoconfigure.AiopoolAutoConfiguration;
import io.aiopool.spring.startup.StartupProblemsException;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class OffProcessDefinitionTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class, AiopoolAutoConfiguration.class))
		.withBean(ProcessPool.class, () -> new FakePool("default"));

	@Test
	void allProblemsOfAllBeansAreReportedTogether() {
		assertThat(problemsOf(this.runner.withBean(Broken.class)
			.withBean("sealed", Sealed.class, Sealed::new)
			.withBean("building", NeedsClient.class, () -> new NeedsClient(new Client())))).hasSize(13)
			.anySatisfy(says("Broken.fixed is final"))
			.anySatisfy(says("Broken.secret is private"))
			.anySatisfy(says("Broken.shared is static"))
			.anySatisfy(says("Broken.stream returns java.util.stream.Stream"))
			.anySatisfy(says("Broken.bytes returns java.io.InputStream"))
			.anySatisfy(says("Broken.scheduled returns java.util.concurrent.ScheduledFuture"))
			.anySatisfy(says("Broken.elsewhere names the pool 'nowhere'"))
			.anySatisfy(says("Broken.slow has the timeout 'soon', which is no duration"))
			.anySatisfy(says("Broken.never has the timeout '0s'"))
			.anySatisfy(says("Broken.retried cannot be retried like this: retry.attempts must be at least 1"))
			.anySatisfy(says("Broken.keyed has the affinityKey '#(', which is no expression"))
			.anySatisfy(says("Sealed cannot be proxied"))
			.anySatisfy(says("NeedsClient cannot be built in a worker"));
	}

	@Test
	@Tag("F103")
	void whatProblemsSayToDoStarts() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class, AiopoolAutoConfiguration.class))
			.withPropertyValues("aiopool.start=lazy", "aiopool.pools.nowhere.processes=1",
					"spring.aop.proxy-target-class=false")
			.withBean(Mended.class)
			.withBean("sealed", SealedMended.class, SealedMended::new)
			.withBean("building", NeedsNoClient.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void unresolvedPlaceholderIsAProblem() {
		assertThat(problemsOf(this.runner.withBean(Unresolved.class))).singleElement()
			.satisfies(says("Unresolved.run has the text '${not.there}'"));
	}

	@Test
	void twoPoolsOfOneMethodAreAProblem() {
		assertThat(problemsOf(this.runner.withBean(TwoPools.class))).singleElement()
			.satisfies(says("TwoPools.run names two pools, 'one' and 'two'"));
	}

	@Test
	void typesThatCannotCrossAreReportedTogether() {
		assertThat(problemsOf(this.runner.withBean(Uncrossable.class).withBean("other", Resolved.class))).hasSize(9)
			.anySatisfy(says("Uncrossable.upload takes java.io.InputStream as 'body', which cannot cross the process"
					+ " boundary: it is a handle: an open file or stream; pass the bytes, the text, or the path of a file"))
			.anySatisfy(says("Uncrossable.query takes java.sql.Connection as 'connection'"))
			.anySatisfy(says("Uncrossable.lookUp takes org.springframework.context.ApplicationContext as 'context',"
					+ " which cannot cross the process boundary: it is a handle: part of the Spring context"))
			.anySatisfy(says("Uncrossable.all takes java.io.InputStream as 'parts[].body'"))
			.anySatisfy(says("Uncrossable.thread returns java.lang.Thread as 'result'"))
			.anySatisfy(says("Uncrossable.later returns java.util.stream.Stream as 'result'"))
			.anySatisfy(says("Uncrossable.streamed returns java.net.Socket as 'result[]'"))
			.anySatisfy(says("Uncrossable.fed takes java.net.Socket as 'items[]'"))
			.anySatisfy(says("Resolved.take takes java.io.InputStream as 'value'"));
	}

	@Test
	void typesOfWhichFewValuesCanCrossAreWarnedOf() {
		try (Logged logged = new Logged(SignatureDoubts.class)) {
			this.runner.withBean(Doubtful.class).run((context) -> assertThat(context).hasNotFailed());
			assertThat(logged.lines()).hasSize(2)
				.anySatisfy((line) -> assertThat(line).startsWith("WARNING: ")
					.contains("java.util.function.Function, of which few values", "a lambda travels only",
							"Doubtful.transform (function)"))
				.anySatisfy((line) -> assertThat(line).contains("java.lang.Thread, of which few values",
						"Doubtful.hold (holder.thread)"));
		}
	}

	@Test
	@Tag("F103")
	void eachDoubtfulTypeIsLoggedOnceWithTheMethodsThatUseIt() {
		try (Logged logged = new Logged(SignatureDoubts.class)) {
			this.runner.withBean(Doubtful.class)
				.withBean(Repeated.class)
				.run((context) -> assertThat(context).hasNotFailed());
			assertThat(logged.lines()).hasSize(2)
				.anySatisfy((line) -> assertThat(line).contains("java.util.function.Function",
						"Doubtful.transform (function)", "Repeated.a (function, result)",
						"Repeated.d (function, others[])", " and 1 more"))
				.anySatisfy((line) -> assertThat(line).contains("java.lang.Thread", "Doubtful.hold (holder.thread)"));
		}
	}

	@Test
	@Tag("F103")
	void whatIsFoundLaterIsLoggedOnceToo() {
		try (Logged logged = new Logged(SignatureDoubts.class)) {
			this.runner.withBean(Doubtful.class)
				.withBean("late", Late.class, Late::new, (definition) -> definition.setLazyInit(true))
				.run((context) -> {
					assertThat(logged.lines()).hasSize(2);
					context.getBean("late");
					assertThat(logged.lines()).hasSize(3)
						.last()
						.asString()
						.contains("java.util.Iterator", "Late.list (items)");
				});
		}
	}

	@Test
	@Tag("F103")
	void whatTypesShowOfTheStateOfTheirValuesIsHintedAt() {
		try (Logged logged = new Logged(SignatureDoubts.class)) {
			this.runner.withBean(Hinted.class).run((context) -> assertThat(context).hasNotFailed());
			assertThat(logged.lines()).hasSize(2)
				.anySatisfy((line) -> assertThat(line).startsWith("WARNING: ")
					.contains("Guarded, of which few values", "its transient 'lock'", "Hinted.guard (guarded, result)"))
				.anySatisfy((line) -> assertThat(line).startsWith("INFO: ")
					.contains(
							"Unhappy: while its Unhappy.socket holds java.net.Socket, callers get another exception that names it",
							"Hinted.guard (throws)"));
		}
	}

	@Test
	void problemsAreFoundInlineToo() {
		assertThat(problemsOf(this.runner.withBean(Unresolved.class).withPropertyValues("aiopool.mode=inline")))
			.hasSize(1);
	}

	@Test
	void constructorArgumentsAreLeftToAnInitializer() {
		FakePool initialized = new FakePool(ProcessPool.builder().initializer(Initializer.class).settings());
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AiopoolAutoConfiguration.class))
			.withBean(ProcessPool.class, () -> initialized)
			.withBean("building", NeedsClient.class, () -> new NeedsClient(new Client()))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static ThrowingConsumer<String> says(String text) {
		return (problem) -> assertThat(problem).contains(text);
	}

	private static List<String> problemsOf(ApplicationContextRunner runner) {
		List<String> problems = new ArrayList<>();
		runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOfSatisfying(StartupProblemsException.class,
					(failure) -> failure.problems().forEach((problem) -> problems.add(problem.description())));
		});
		return problems;
	}

	static class Broken {

		@OffProcess
		public final void fixed() {
		}

		@OffProcess
		@SuppressWarnings("UnusedMethod")
		private void secret() {
		}

		@OffProcess
		public static void shared() {
		}

		@OffProcess
		public Stream<String> stream() {
			return Stream.of();
		}

		@OffProcess
		public InputStream bytes() {
			return InputStream.nullInputStream();
		}

		@OffProcess
		public ScheduledFuture<String> scheduled() {
			throw new UnsupportedOperationException();
		}

		@OffProcess(pool = "nowhere")
		public CompletableFuture<String> elsewhere() {
			return new CompletableFuture<>();
		}

		@OffProcess(timeout = "soon")
		public void slow() {
		}

		@OffProcess(timeout = "0s")
		public void never() {
		}

		@OffProcess(retry = @Retry(attempts = 0))
		public void retried() {
		}

		@OffProcess(affinityKey = "#(")
		public void keyed() {
		}

	}

	static final class Sealed {

		@OffProcess
		public void run() {
		}

	}

	/** {@link Broken}, as its problems say. */
	static class Mended {

		@OffProcess
		public void fixed() {
		}

		@OffProcess
		public void secret() {
		}

		@OffProcess
		public List<String> stream() {
			return List.of();
		}

		@OffProcess
		public byte[] bytes() {
			return new byte[0];
		}

		@OffProcess
		public CompletableFuture<String> scheduled() {
			return new CompletableFuture<>();
		}

		@OffProcess(pool = "nowhere")
		public CompletableFuture<String> elsewhere() {
			return new CompletableFuture<>();
		}

		@OffProcess(timeout = "5s")
		public void slow() {
		}

		@OffProcess(retry = @Retry(attempts = 1))
		public void retried() {
		}

	}

	interface Running {

		void run();

	}

	static final class SealedMended implements Running {

		@Override
		@OffProcess
		public void run() {
		}

	}

	static class NeedsNoClient {

		private final Client client;

		NeedsNoClient() {
			this(new Client());
		}

		NeedsNoClient(Client client) {
			this.client = client;
		}

		@OffProcess
		public String run() {
			return this.client.toString();
		}

	}

	static class Client {

	}

	static class NeedsClient {

		private final Client client;

		NeedsClient(Client client) {
			this.client = client;
		}

		@OffProcess
		public String run() {
			return this.client.toString();
		}

	}

	static class Initializer implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.register(Client.class, new Client());
		}

	}

	static class Unresolved {

		@OffProcess(timeout = "${not.there}")
		public void run() {
		}

	}

	static class TwoPools {

		@OffProcess(value = "one", pool = "two")
		public void run() {
		}

	}

	record Part(InputStream body) {
	}

	static class Uncrossable {

		@OffProcess
		public void upload(String name, InputStream body) {
		}

		@OffProcess
		public void query(Connection connection) {
		}

		@OffProcess
		public void lookUp(ApplicationContext context) {
		}

		@OffProcess
		public void all(List<Part> parts, Map<String, ? extends Number> fine) {
		}

		@OffProcess
		public Thread thread() {
			return Thread.currentThread();
		}

		@OffProcess
		public CompletableFuture<Stream<String>> later() {
			return new CompletableFuture<>();
		}

		@OffProcess
		public Flux<List<Socket>> streamed() {
			return Flux.empty();
		}

		@OffProcess
		public void fed(Flux<Socket> items, SharedQueue<String> fine) {
		}

	}

	abstract static class Taking<T> {

		@OffProcess
		public void take(T value) {
		}

	}

	static class Resolved extends Taking<InputStream> {

	}

	static class Repeated {

		@OffProcess
		public Function<String, String> a(Function<String, String> function) {
			return function;
		}

		@OffProcess
		public Function<String, String> b(Function<String, String> function) {
			return function;
		}

		@OffProcess
		public void c(Function<String, String> function) {
		}

		@OffProcess
		public void d(Function<String, String> function, List<Function<String, Integer>> others) {
		}

		@OffProcess
		public void e(Function<String, String> function) {
		}

	}

	static class Late {

		@OffProcess
		public void transform(Function<String, String> function) {
		}

		@OffProcess
		public void list(Iterator<String> items) {
		}

	}

	static class Hinted {

		@OffProcess
		public Guarded guard(Guarded guarded) throws Unhappy, IOException {
			return guarded;
		}

	}

	static class Guarded {

		final String name;

		final transient Object lock;

		Guarded(String name, Object lock) {
			this.name = name;
			this.lock = lock;
		}

	}

	static class Unhappy extends Exception {

		private static final long serialVersionUID = 1L;

		Socket socket;

	}

	static class Holder {

		Thread thread;

		transient Socket socket;

	}

	static class Doubtful {

		@OffProcess
		public void transform(Function<String, String> function) {
		}

		@OffProcess
		public void hold(Holder holder) {
		}

		@OffProcess
		public Map<String, List<Object>> fine(RemoteFunction<String, String> function, Comparator<String> order,
				Optional<Path> path) {
			return Map.of();
		}

	}

}
