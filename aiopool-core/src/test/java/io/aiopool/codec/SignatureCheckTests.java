package io.aiopool.codec;

import java.io.Closeable;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.Socket;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;

import io.aiopool.codec.SignatureCheck.Finding;
import io.aiopool.codec.SignatureCheck.Weight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What declared types give away.
 */
class SignatureCheckTests {

	private static final TypeFilter FILTER = AllowList.builder().trustPackage("io.aiopool.codec").build();

	private static List<Finding> check(Type type) {
		return SignatureCheck.of("it", type, FILTER, Flow.Publisher.class::isAssignableFrom);
	}

	private static List<Finding> check(String method) throws ReflectiveOperationException {
		return check(Declared.class.getDeclaredMethod(method).getGenericReturnType());
	}

	@ParameterizedTest
	@MethodSource({ "io.aiopool.codec.RoundTripTests#scalars", "io.aiopool.codec.RoundTripTests#values",
			"io.aiopool.codec.RoundTripTests#times", "io.aiopool.codec.RoundTripTests#objects",
			"io.aiopool.codec.RoundTripTests#lists", "io.aiopool.codec.RoundTripTests#setsAndQueues",
			"io.aiopool.codec.RoundTripTests#maps", "io.aiopool.codec.RoundTripTests#arrays",
			"io.aiopool.codec.RoundTripTests#identityEquals", "io.aiopool.codec.RoundTripTests#views" })
	void nothingIsSaidOfTypesWhoseValuesCross(String kind, Object value) {
		for (Class<?> type : declarable(value.getClass())) {
			assertThat(check(type)).as("%s as %s", kind, type.getName()).isEmpty();
		}
	}

	/** The class and all that it extends and implements, where others can name it. */
	private static Set<Class<?>> declarable(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>();
		List<Class<?>> open = new ArrayList<>(List.of(type));
		while (!open.isEmpty()) {
			Class<?> next = open.remove(0);
			if (next != null) {
				types.add(next);
				open.add(next.getSuperclass());
				open.addAll(List.of(next.getInterfaces()));
			}
		}
		types.removeIf((candidate) -> !Modifier.isPublic(candidate.getModifiers())
				|| !candidate.getModule().isExported(candidate.getPackageName()));
		return types;
	}

	static final List<Class<?>> NEVER = List.of(InputStream.class, Thread.class, Socket.class, Connection.class,
			Stream.class, Closeable.class, ClassLoader.class, Process.class, CompletableFuture.class, ThreadLocal.class,
			javax.swing.JFrame.class, InputStream[].class, InputStream[][].class);

	@ParameterizedTest
	@FieldSource("NEVER")
	void typesOfTheJdkThatNeverCrossAreFound(Class<?> type) {
		assertThat(check(type)).singleElement().satisfies((finding) -> {
			assertThat(finding.certain()).isTrue();
			assertThat(finding.reason()).isNotBlank();
		});
	}

	static final List<Class<?>> PERHAPS = List.of(Function.class, Runnable.class, Principal.class, Visitor.class,
			DiscoverySelector.class);

	@ParameterizedTest
	@FieldSource("PERHAPS")
	void typesOfWhichFewValuesCrossAreFoundAsSuch(Class<?> type) {
		assertThat(check(type)).singleElement()
			.satisfies((finding) -> assertThat(finding.certain()).as(finding.reason()).isFalse());
	}

	static final List<Class<?>> FINE = List.of(Object.class, List.class, Map.class, Path.class, Comparator.class,
			Iterable.class, Number.class, Exception.class, Samples.Person.class, Samples.Everything.class,
			Samples.Colour.class, Shape.class, Sent.class, Node.class, Flow.Publisher.class, RefusalTests.Order.class);

	@ParameterizedTest
	@FieldSource("FINE")
	void nothingIsSaidOfWhatMayWellCross(Class<?> type) {
		assertThat(check(type)).isEmpty();
	}

	@Test
	void stateThatGetsLostIsHintedAt() {
		assertThat(check(Forgetful.class)).singleElement()
			.isEqualTo(new Finding("it", Forgetful.class, Advice.SET_TRANSIENT.text("'cache'"), Weight.MOST_VALUES));
		assertThat(check(Samples.Account.class)).isEmpty();
	}

	@Test
	void handlesAreFoundByTheirTypes() {
		for (Class<?> never : List.of(java.util.concurrent.Future.class, java.sql.ResultSet.class, Stream.class,
				java.util.logging.Logger.class, java.io.ByteArrayInputStream.class,
				reactor.core.publisher.Mono.class)) {
			assertThat(SignatureCheck.of("it", never, FILTER, (type) -> false)).as(never.getName())
				.singleElement()
				.satisfies((finding) -> assertThat(finding.weight()).isEqualTo(Weight.ALL_VALUES));
		}
		for (Class<?> perhaps : List.of(java.util.Iterator.class, java.util.concurrent.locks.Lock.class)) {
			assertThat(check(perhaps)).as(perhaps.getName())
				.singleElement()
				.satisfies((finding) -> assertThat(finding.weight()).isEqualTo(Weight.MOST_VALUES));
		}
		assertThat(check(ProcessBoundTests.Countdown.class)).isEmpty();
		assertThat(check(java.util.concurrent.locks.ReentrantLock.class)).isEmpty();
	}

	@Test
	void whatAHandleIsOfIsNotFoundAsWell() throws ReflectiveOperationException {
		assertThat(check("pending")).singleElement()
			.satisfies((finding) -> assertThat(finding.reason()).isEqualTo(ProcessBound.FUTURE.reason()));
	}

	@Test
	void theReasonIsThatOfTheCodec() {
		assertThat(check(Socket.class)).singleElement()
			.isEqualTo(new Finding("it", Socket.class, ProcessBound.SOCKET.reason(), Weight.ALL_VALUES));
		assertThat(check(javax.swing.JFrame.class).get(0).reason()).contains("aiopool.trusted-packages");
		assertThat(check(Visitor.class).get(0).reason()).contains("java.io.Serializable");
		assertThat(check(DiscoverySelector.class).get(0).reason()).contains("aiopool.trusted-packages");
	}

	@Test
	void typesInsideOfContainersAreFoundWithTheirPlace() throws ReflectiveOperationException {
		assertThat(check("streams")).singleElement()
			.isEqualTo(new Finding("it[][]", InputStream.class, check(InputStream.class).get(0).reason(),
					Weight.ALL_VALUES));
		assertThat(check("publisher")).singleElement()
			.satisfies((finding) -> assertThat(finding.place()).isEqualTo("it[]"));
		assertThat(check("wildcard")).singleElement()
			.satisfies((finding) -> assertThat(finding.type()).isEqualTo(Socket.class));
		assertThat(check("variable")).singleElement()
			.satisfies((finding) -> assertThat(finding.type()).isEqualTo(InputStream.class));
	}

	@Test
	void typesThatAreOnlyNamedAreNotFound() throws ReflectiveOperationException {
		assertThat(check("named")).isEmpty();
		assertThat(check("compared")).isEmpty();
	}

	@Test
	void componentsOfRecordsAreCertainAndFieldsOfClassesAreNot() {
		assertThat(check(Upload.class)).singleElement()
			.satisfies((finding) -> assertThat(finding.place() + " " + finding.certain())
				.isEqualTo("it.parts[].body true"));
		assertThat(check(Job.class)).singleElement()
			.satisfies((finding) -> assertThat(finding.place() + " " + finding.certain()).isEqualTo("it.runner false"));
	}

	@Test
	void parametersOfOwnTypesAreNotCertain() throws ReflectiveOperationException {
		assertThat(check("generic")).singleElement().satisfies((finding) -> assertThat(finding.certain()).isFalse());
	}

	@Test
	void whateverIsTrustedIsAllowedAndStillHasToBeEncoded() {
		GrowingAllowList everything = new GrowingAllowList();
		everything.allowPackages(Set.of(GrowingAllowList.EVERYTHING));
		assertThat(SignatureCheck.of("it", DiscoverySelector.class, everything, (type) -> false)).isEmpty();
		assertThat(SignatureCheck.of("it", javax.swing.JFrame.class, everything, (type) -> false)).isEmpty();
		assertThat(SignatureCheck.of("it", Socket.class, everything, (type) -> false)).hasSize(1);
	}

	@FunctionalInterface
	interface Visitor {

		void visit(String name);

	}

	@FunctionalInterface
	interface Sent extends Serializable {

		void visit(String name);

	}

	interface Shape {

		double area();

	}

	abstract static class Node {

		List<Node> children = List.of();

	}

	static class Forgetful {

		final transient Map<String, String> cache;

		Forgetful(Map<String, String> cache) {
			this.cache = cache;
		}

	}

	record Upload(List<Part> parts, List<Part> again) {
	}

	record Part(InputStream body) {
	}

	static class Job {

		Thread runner;

		transient Socket socket;

		Principal owner;

	}

	record Box<T>(T value) {
	}

	interface Declared {

		Map<String, List<InputStream>> streams();

		Flow.Publisher<Socket> publisher();

		List<? extends Socket> wildcard();

		<T extends InputStream> Optional<T> variable();

		Class<InputStream> named();

		Comparator<Thread> compared();

		Box<InputStream> generic();

		CompletableFuture<Socket> pending();

	}

}
