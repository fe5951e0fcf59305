package io.aiopool.values;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.google.common.util.concurrent.UncheckedExecutionException;
import io.aiopool.OffProcessException;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteTaskException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import org.hibernate.HibernateException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;
import org.joda.time.IllegalFieldValueException;
import org.joda.time.LocalDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exceptions of well-known libraries, thrown in child JVMs: as what they arrive where
 * nobody has named their library, and that they are what they were where somebody has.
 */
@Tag("F101")
class LibraryFailureTests {

	private static final Map<String, Case> CASES = new LinkedHashMap<>();

	private static ProcessPool unasked;

	private static ProcessPool trusting;

	/** Makes an exception. */
	interface Making {

		Throwable make() throws Exception;

	}

	/**
	 * An exception of a library.
	 *
	 * @param making makes one
	 * @param arrival as an instance of what it arrives unasked
	 * @param questions what tells that it is what it was, where the library is trusted
	 */
	record Case(Making making, Class<?> arrival, Question[] questions) {
	}

	/** Asks an exception something. */
	interface Question {

		Object ask(Throwable failure);

	}

	private static void add(String name, Class<?> arrival, Making making, Question... questions) {
		assertThat(CASES.put(name, new Case(making, arrival, questions))).isNull();
	}

	static {
		data();
		web();
		json();
		others();
	}

	private static void data() {
		add("DuplicateKeyException", DuplicateKeyException.class,
				() -> new DuplicateKeyException("duplicate", new SQLException("sql", "23505", 7)),
				(failure) -> ((DataAccessException) failure).getMostSpecificCause().getMessage(),
				(failure) -> ((SQLException) failure.getCause()).getSQLState());
		add("EmptyResultDataAccessException", EmptyResultDataAccessException.class,
				() -> new EmptyResultDataAccessException("empty", 1),
				(failure) -> ((IncorrectResultSizeDataAccessException) failure).getExpectedSize(),
				(failure) -> ((IncorrectResultSizeDataAccessException) failure).getActualSize());
		add("OptimisticLockingFailureException", OptimisticLockingFailureException.class,
				() -> new OptimisticLockingFailureException("optimistic", null),
				(failure) -> ((DataAccessException) failure).getRootCause());
		add("UnexpectedRollbackException", UnexpectedRollbackException.class,
				() -> new UnexpectedRollbackException("rollback"));
		add("ConstraintViolationException of Hibernate", HibernateException.class,
				() -> new org.hibernate.exception.ConstraintViolationException("constraint",
						new SQLException("sql", "23505", 7), "insert", ConstraintKind.UNIQUE, "uk"),
				(failure) -> ((org.hibernate.exception.ConstraintViolationException) failure).getConstraintName(),
				(failure) -> ((org.hibernate.exception.ConstraintViolationException) failure).getKind(),
				(failure) -> ((org.hibernate.exception.ConstraintViolationException) failure).getSQLException()
					.getSQLState());
		add("ConstraintViolationException", ValidationException.class,
				() -> new ConstraintViolationException("violated", Set.of()),
				(failure) -> ((ConstraintViolationException) failure).getConstraintViolations());
	}

	private static void web() {
		add("ResponseStatusException", ResponseStatusException.class,
				() -> new ResponseStatusException(HttpStatus.CONFLICT, "conflict", new IOException("cause")),
				(failure) -> ((ResponseStatusException) failure).getStatusCode(),
				(failure) -> ((ResponseStatusException) failure).getReason(),
				(failure) -> ((ResponseStatusException) failure).getBody());
		add("HttpClientErrorException", RestClientException.class,
				() -> HttpClientErrorException.create(HttpStatus.NOT_FOUND, "missing", headers(), bytes("body"),
						StandardCharsets.UTF_8),
				(failure) -> ((HttpClientErrorException) failure).getStatusCode(),
				(failure) -> ((HttpClientErrorException) failure).getResponseBodyAsString(),
				(failure) -> ((HttpClientErrorException) failure).getResponseHeaders().getFirst("x-a"));
		add("ResourceAccessException", ResourceAccessException.class,
				() -> new ResourceAccessException("access", new IOException("cause")));
		add("WebClientResponseException", WebClientResponseException.class,
				() -> WebClientResponseException.create(503, "busy", headers(), bytes("body"), StandardCharsets.UTF_8),
				(failure) -> ((WebClientResponseException) failure).getStatusCode(),
				(failure) -> ((WebClientResponseException) failure).getResponseBodyAsString(),
				(failure) -> ((WebClientResponseException) failure).getHeaders().getFirst("x-a"));
		add("NoSuchBeanDefinitionException", NoSuchBeanDefinitionException.class,
				() -> new NoSuchBeanDefinitionException("bean", "none"),
				(failure) -> ((NoSuchBeanDefinitionException) failure).getBeanName());
		add("BeanCreationException", BeanCreationException.class,
				() -> new BeanCreationException("resource", "bean", "created", new IOException("cause")),
				(failure) -> ((BeanCreationException) failure).getBeanName(),
				(failure) -> ((BeanCreationException) failure).getResourceDescription());
	}

	private static HttpHeaders headers() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("X-A", URI.create("a:b").toString());
		return headers;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static void json() {
		add("JsonParseException", IOException.class, () -> caught(() -> new ObjectMapper().readTree("{\"a\": x}")),
				(failure) -> ((JsonParseException) failure).getLocation().getLineNr(),
				(failure) -> ((JsonParseException) failure).getOriginalMessage());
		add("JsonParseException made", IOException.class,
				() -> new JsonParseException(null, "made", new JsonLocation(null, 7, 3, 4)),
				(failure) -> ((JsonParseException) failure).getLocation().getColumnNr());
		add("InvalidFormatException", IOException.class,
				() -> caught(() -> new ObjectMapper().readValue("{\"number\": \"x\"}", Numbered.class)),
				(failure) -> ((InvalidFormatException) failure).getPathReference(),
				(failure) -> ((InvalidFormatException) failure).getValue(),
				(failure) -> ((InvalidFormatException) failure).getTargetType());
		add("JacksonException of Jackson 3", RuntimeException.class,
				() -> caught(() -> new tools.jackson.databind.json.JsonMapper().readTree("{\"a\": x}")),
				(failure) -> ((tools.jackson.core.JacksonException) failure).getLocation().getLineNr());
	}

	private static void others() {
		add("UncheckedExecutionException", UncheckedExecutionException.class,
				() -> new UncheckedExecutionException("execution", new UncheckedIOException(new IOException("io"))));
		add("IllegalFieldValueException", IllegalArgumentException.class,
				() -> caught(() -> new LocalDate(2026, 2, 31)),
				(failure) -> ((IllegalFieldValueException) failure).getFieldName(),
				(failure) -> ((IllegalFieldValueException) failure).getIllegalNumberValue());
		add("Refused of Kotlin", KotlinFailures.Refused.class, KotlinFailures::refused,
				(failure) -> ((KotlinFailures.Refused) failure).getReasons(),
				(failure) -> ((KotlinFailures.Refused) failure).getFirst());
		add("Late of Kotlin", KotlinFailures.Outcome.Late.class, KotlinFailures::late, KotlinFailures::describe,
				Object::hashCode);
		add("Never of Kotlin", KotlinFailures.Outcome.Never.class, KotlinFailures::never, KotlinFailures::describe);
		add("UninitializedPropertyAccessException", kotlin.UninitializedPropertyAccessException.class,
				KotlinFailures::uninitialized);
		add("NoWhenBranchMatchedException", kotlin.NoWhenBranchMatchedException.class, KotlinFailures::noBranch);
		add("NotImplementedError", kotlin.NotImplementedError.class, KotlinFailures::unwritten);
		add("NoSuchElementException", java.util.NoSuchElementException.class, KotlinFailures::notThere);
	}

	/** Is read. */
	record Numbered(int number) {
	}

	private static Throwable caught(Callable<Object> body) {
		try {
			return new AssertionError(body.call());
		}
		catch (Exception ex) {
			return ex;
		}
	}

	@BeforeAll
	static void start() {
		unasked = ProcessPool.builder().processes(1).build();
		trusting = ProcessPool.builder()
			.processes(1)
			.trustedPackages(List.of("org.springframework", "com.fasterxml.jackson", "tools.jackson", "org.hibernate",
					"jakarta.validation", "com.google.common", "org.joda.time", "kotlin"))
			.build();
	}

	@AfterAll
	static void close() {
		unasked.close();
		trusting.close();
	}

	static List<String> names() {
		return List.copyOf(CASES.keySet());
	}

	private static Throwable make(String name) {
		try {
			return CASES.get(name).making().make();
		}
		catch (Exception ex) {
			throw new IllegalStateException(name, ex);
		}
	}

	private static Void fail(String name) throws Exception {
		Throwable made = make(name);
		if (made instanceof Error error) {
			throw error;
		}
		throw (Exception) made;
	}

	private static Throwable thrown(ProcessPool pool, String name) {
		try {
			pool.apply(LibraryFailureTests::fail, name).join();
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
		throw new AssertionError("nothing was thrown");
	}

	@ParameterizedTest
	@MethodSource("names")
	void arrivesUnaskedAsItselfOrItsAncestor(String name) {
		Throwable made = make(name);
		Throwable arrived = thrown(unasked, name);
		assertThat(arrived.getClass()).isEqualTo(CASES.get(name).arrival());
		assertThat(RemoteTaskException.typeOf(arrived)).isEqualTo(made.getClass().getName());
		assertThat(OffProcessException.isCausedBy(arrived, made.getClass().getName())).isTrue();
		if (arrived.getClass() == made.getClass()) {
			assertThat(answers(arrived, CASES.get(name))).isEqualTo(answers(made, CASES.get(name)));
		}
		else {
			assertThat(arrived.getMessage()).contains(made.getMessage());
		}
	}

	@ParameterizedTest
	@MethodSource("names")
	void arrivesAsItselfFromATrustedLibrary(String name) {
		Throwable made = make(name);
		Throwable arrived = thrown(trusting, name);
		assertThat(answers(arrived, CASES.get(name))).isEqualTo(answers(made, CASES.get(name)));
	}

	@Test
	void noneCostsAWorker() {
		names().forEach((name) -> thrown(unasked, name));
		assertThat(unasked.statistics().workersLost()).isZero();
	}

	@Test
	void aConstantOfKotlinIsTheSame() {
		assertThat(thrown(unasked, "Never of Kotlin")).isSameAs(KotlinFailures.never());
	}

	private static List<Object> answers(Throwable failure, Case one) {
		List<Object> answers = new ArrayList<>();
		answers.add(failure.getClass());
		answers.add(failure.toString());
		answers.add(failure.getLocalizedMessage());
		answers.add(failure.getStackTrace()[0]);
		for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
			answers.add(cause.toString());
		}
		for (Question question : one.questions()) {
			answers.add(question.ask(failure));
		}
		return answers;
	}

}
