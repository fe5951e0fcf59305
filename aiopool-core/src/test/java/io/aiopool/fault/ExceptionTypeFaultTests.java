package io.aiopool.fault;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.aiopool.Invocation;
import io.aiopool.OffProcessException;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteTaskException;
import io.aiopool.RemoteTypeException;
import io.aiopool.RetryPolicy;
import io.aiopool.TaskContext;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.gadget.ForeignFailures;
import io.aiopool.gadget.ForeignFailures.Decorated;
import io.aiopool.gadget.ForeignFailures.EnumSql;
import io.aiopool.gadget.ForeignFailures.Fatal;
import io.aiopool.gadget.ForeignFailures.Initialised;
import io.aiopool.gadget.ForeignFailures.InitialisedChild;
import io.aiopool.gadget.ForeignFailures.Plain;
import io.aiopool.gadget.ForeignFailures.PlainSql;
import io.aiopool.gadget.ForeignFailures.ResultCode;
import io.aiopool.gadget.Gadget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Exceptions of libraries that nobody has trusted: a caller catches what was thrown, or
 * what tells its type.
 */
class ExceptionTypeFaultTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@Test
	@Tag("F101")
	void exceptionOfWhichNoCodeRunsArrivesAsItself() {
		Plain plain = FaultPools.failure(pools.shared().apply(() -> {
			throw new Plain("plain", 42, new FileNotFoundException("inner"));
		}), Plain.class);
		assertThat(plain).hasMessage("plain").hasCauseInstanceOf(FileNotFoundException.class);
		assertThat(plain.values()).isEqualTo("42 a,b PT0.007S 1.50 DAYS true");
		PlainSql sql = FaultPools.failure(pools.shared().apply(() -> {
			PlainSql thrown = new PlainSql("duplicate", "insert");
			thrown.setNextException(new SQLException("next"));
			throw thrown;
		}), PlainSql.class);
		assertThat(sql.query() + sql.getSQLState() + sql.getErrorCode()).isEqualTo("insert2350519");
		assertThat(sql.getNextException().getMessage()).isEqualTo("next");
	}

	@Test
	@Tag("F101")
	void exceptionOfADriverIsCaughtAsOneOfTheJdk() {
		SQLException sql = FaultPools.failure(pools.shared().apply(() -> {
			EnumSql thrown = new EnumSql("constraint failed", ResultCode.CONSTRAINT);
			thrown.setNextException(new EnumSql("next", ResultCode.BUSY));
			thrown.initCause(new Plain("cause", 1, null));
			throw thrown;
		}), SQLException.class);
		assertThat(sql.getClass()).isEqualTo(SQLException.class);
		assertThat((Throwable) sql).hasMessage("constraint failed").hasCauseInstanceOf(Plain.class);
		assertThat(sql.getSQLState()).isEqualTo("23000");
		assertThat(sql.getErrorCode()).isEqualTo(1555);
		assertThat(sql.getNextException().getSQLState()).isEqualTo("23000");
		assertThat(sql.getStackTrace()[0].getClassName()).isEqualTo(ExceptionTypeFaultTests.class.getName());
		assertThat(sql.getSuppressed()).singleElement()
			.isInstanceOfSatisfying(RemoteTypeException.class,
					(note) -> assertThat(note.remoteTypes()).containsExactly(EnumSql.class.getName(),
							"java.sql.SQLException", "java.lang.Exception", "java.lang.Throwable"));
		assertThat(sql.getSuppressed()[0]).hasMessageContaining(EnumSql.class.getName())
			.hasMessageContaining("field result")
			.hasMessageContaining("aiopool.trusted-packages");
		assertThat(OffProcessException.isCausedBy(sql, EnumSql.class.getName())).isTrue();
		TimeoutException late = FaultPools.failure(pools.shared().apply(() -> {
			throw new Decorated("late", 5);
		}), TimeoutException.class);
		assertThat(late).hasMessage("late [5]");
		assertThat(RemoteTaskException.typeOf(late)).isEqualTo(Decorated.class.getName());
	}

	/** What the message advises. */
	@Test
	@Tag("F101")
	void exceptionThatIsTrustedOrDeclaredArrivesAsItself() throws Exception {
		ProcessPool trusting = pools.open(FaultPools.small().trustedPackages(List.of("io.aiopool.gadget")));
		assertThat(FaultPools.failure(trusting.apply(() -> {
			throw new EnumSql("trusted", ResultCode.BUSY);
		}), EnumSql.class).result()).isEqualTo(ResultCode.BUSY);
		ProcessPool pool = pools.open(FaultPools.small());
		Invocation declaring = new Invocation(Declaring.class, Declaring.class.getDeclaredMethod("fail"),
				new Object[0]);
		EnumSql declared = (EnumSql) catchThrowable(() -> pool.call(declaring, TaskOptions.DEFAULTS));
		assertThat(declared.result()).isEqualTo(ResultCode.CONSTRAINT);
	}

	/** Names an exception that nobody trusts. */
	static final class Declaring {

		void fail() throws EnumSql {
			throw new EnumSql("declared", ResultCode.CONSTRAINT);
		}

	}

	@Test
	@Tag("F101")
	@Tag("F62")
	void exceptionThatWouldRunCodeIsDescribedAndNotInitialised() {
		RemoteTaskException text = FaultPools.failure(pools.shared().apply(() -> {
			throw new InitialisedChild("with a logger");
		}), RemoteTaskException.class);
		assertThat(text.remoteTypes()).containsExactly(InitialisedChild.class.getName(), Initialised.class.getName(),
				"java.lang.RuntimeException", "java.lang.Exception", "java.lang.Throwable");
		assertThat(text).hasMessageContaining("with a logger").hasMessageContaining("static initialiser");
		assertThat(text.isCausedBy(Initialised.class.getName())).isTrue();
		assertThat(System.getProperty(ForeignFailures.TRACE)).isNull();
	}

	@Test
	@Tag("F101")
	@Tag("F3")
	void eachOfAChainIsJudgedByItself() {
		Throwable first = FaultPools.failure(pools.shared().apply(() -> {
			Initialised middle = new Initialised("middle", new FileNotFoundException("last"));
			middle.addSuppressed(new Plain("suppressed", 3, null));
			throw new IllegalStateException("first", middle);
		}), IllegalStateException.class);
		assertThat(first.getCause()).isInstanceOf(RemoteTaskException.class)
			.hasCauseInstanceOf(FileNotFoundException.class);
		assertThat(first.getCause().getSuppressed()[0]).isInstanceOf(Plain.class);
		assertThat(System.getProperty(ForeignFailures.TRACE)).isNull();
	}

	@Test
	@Tag("F101")
	void exceptionWhoseClassIsMissingHereIsCaughtAsItsAncestor(@TempDir Path directory) throws Exception {
		String name = ChildOnlyClasses.compileException(directory, IOException.class);
		ProcessPool pool = pools.open(FaultPools.small().launch(ChildOnlyClasses.launch(directory)));
		IOException problem = FaultPools.failure(pool.apply((String type) -> {
			throw (Exception) Class.forName(type).getConstructor(String.class).newInstance("only there");
		}, name), IOException.class);
		assertThat(problem).hasMessage("only there");
		assertThat(OffProcessException.isCausedBy(problem, name)).isTrue();
	}

	@Test
	@Tag("F101")
	void retrySeesWhatWasThrown() {
		assertThat(FaultPools.await(retrying(Initialised.class).apply(() -> failOnce(new InitialisedChild("once")))))
			.isEqualTo(2);
		assertThat(FaultPools.await(retrying(EnumSql.class).apply(() -> failOnce(new EnumSql("o", ResultCode.BUSY)))))
			.isEqualTo(2);
		assertThat(FaultPools
			.failure(retrying(IOException.class).apply(() -> failOnce(new EnumSql("once", ResultCode.BUSY)))))
			.isInstanceOf(SQLException.class);
		assertThat(FaultPools.failure(pools.shared()
			.with(TaskOptions.DEFAULTS.withRetry(RetryPolicy.of(2, Duration.ZERO)))
			.apply(() -> failOnce(new Fatal("an error"))))).isInstanceOf(RemoteTaskException.class);
	}

	private static ProcessPool retrying(Class<? extends Throwable> type) {
		return pools.shared()
			.with(TaskOptions.DEFAULTS
				.withRetry(new RetryPolicy(2, Duration.ZERO, 1, Duration.ZERO, List.of(type), List.of())));
	}

	private static int failOnce(Throwable failure) throws Exception {
		if (TaskContext.current().attempt() == 1) {
			if (failure instanceof Error error) {
				throw error;
			}
			throw (Exception) failure;
		}
		return TaskContext.current().attempt();
	}

	/** Both ways: what a stream among the arguments ends with is thrown here. */
	@Test
	@Tag("F101")
	void failureOfAStreamArrivesAsItself() {
		Flux<String> plain = Flux.error(new Plain("of a stream", 9, null));
		assertThat(FaultPools.await(pools.shared().apply(ExceptionTypeFaultTests::failureOf, plain)))
			.isEqualTo(Plain.class.getName());
	}

	private static String failureOf(Flux<String> items) {
		return reactor.core.Exceptions.unwrap(catchThrowable(() -> items.blockLast())).getClass().getName();
	}

	@Test
	@Tag("F101")
	void failureOfAStreamThatIsAResultArrivesAsItself() throws Exception {
		Invocation streaming = new Invocation(Streaming.class, Streaming.class.getDeclaredMethod("items"),
				new Object[0]);
		List<Signal<Object>> signals = pools.shared()
			.stream(streaming, TaskOptions.DEFAULTS)
			.materialize()
			.collectList()
			.block(FaultPools.LIMIT);
		assertThat(signals.get(0).get()).isEqualTo(1);
		assertThat(signals.get(1).getThrowable()).isInstanceOfSatisfying(PlainSql.class,
				(failure) -> assertThat(failure.query()).isEqualTo("insert"));
	}

	/** Ends with an exception that nobody trusts. */
	static final class Streaming {

		Flux<Object> items() {
			return Flux.concat(Flux.just(1), Flux.error(new PlainSql("duplicate", "insert")));
		}

	}

	@Test
	@Tag("F101")
	void failureOfAnElementOfAMapArrivesAsItself() {
		Throwable failure = catchThrowable(() -> pools.shared().map((Integer number) -> {
			if (number == 2) {
				throw new EnumSql("second", ResultCode.BUSY);
			}
			return number;
		}, List.of(1, 2, 3)).toList());
		assertThat(OffProcessException.isCausedBy(failure, EnumSql.class)).isTrue();
		assertThat(OffProcessException.isCausedBy(failure, SQLException.class)).isTrue();
	}

	@Test
	@Tag("F101")
	void exceptionThatIsAResultIsAValue() {
		assertThat(FaultPools
			.failure(pools.shared().apply(() -> (Object) new Plain("returned", 1, null)),
					TaskSerializationException.class)
			.phase()).isEqualTo(Phase.RESULT_ENCODE);
	}

	@Test
	@Tag("F62")
	@Tag("F101")
	void gadgetInThePlaceOfAnExceptionIsRefusedUninitialisedAndTheChildKilled() {
		ProcessPool pool = pools.open(FaultPools.small().launch(RogueWorker.launch("gadget-thrown", "none")));
		TaskSerializationException refused = FaultPools.failure(pool.apply(() -> "not answered"),
				TaskSerializationException.class);
		assertThat(refused.phase()).isEqualTo(Phase.RESULT_DECODE);
		assertThat(refused).hasMessageContaining(Gadget.class.getName());
		assertThat(System.getProperty(Gadget.TRACE)).isNull();
		FaultPools.eventually(() -> pool.statistics().workersLost() == 1);
		assertThat(FaultPools.await(pool.apply(() -> "answered with null"))).isNull();
	}

	@Test
	@Tag("F62")
	@Tag("F101")
	void gadgetInTheStateOfAnExceptionIsRefusedUninitialisedAndTheChildKilled() {
		ProcessPool pool = pools.open(FaultPools.small().launch(RogueWorker.launch("gadget-in-exception", "none")));
		TaskSerializationException refused = FaultPools.failure(pool.apply(() -> "not answered"),
				TaskSerializationException.class);
		assertThat(refused.phase()).isEqualTo(Phase.RESULT_DECODE);
		assertThat(System.getProperty(Gadget.TRACE)).isNull();
		FaultPools.eventually(() -> pool.statistics().workersLost() == 1);
	}

}
