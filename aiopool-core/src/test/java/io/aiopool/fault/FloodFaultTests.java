package io.aiopool.fault;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aiopool.PoolUnavailableException;
import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.WorkerProtocolException;
import io.aiopool.logging.LogForwardingSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Children that send what they were not asked for, more of it than fits, or without end.
 */
class FloodFaultTests {

	/** What docs/protocol.md promises, for one worker. */
	private static final int MOST_MEMORY = 32 << 20;

	private static final int LARGE_PAYLOAD = 64 << 20;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	/** A frame of sixty megabytes fits the largest payload, but not these messages. */
	@ParameterizedTest(name = "type {0}")
	@Tag("F75")
	@CsvSource({ "65, 64", "66, 262208", "70, 64", "71, 1048640", "72, 64", "73, 4160", "74, 1048640", "75, 1048640",
			"80, 64", "81, 64", "82, 64", "91, 64", "92, 64", "93, 64", "94, 64", "95, 64" })
	void aLongMessageWithoutPayloadIsRefusedByItsLength(int type, int most) {
		ProcessPool pool = pools
			.open(FaultPools.small().maxPayload(LARGE_PAYLOAD).launch(RogueWorker.launch("long:" + type, "none")));
		verifyKilled(pool, "a frame of 62914560 bytes, where 1 to " + most + " bytes are allowed");
	}

	@ParameterizedTest
	@Tag("F76")
	@ValueSource(strings = { "dump", "built", "collected" })
	void anAnswerNobodyAskedForIsRefused(String kind) {
		verifyKilled(open("once:" + kind), "which it was not asked");
	}

	@ParameterizedTest
	@Tag("F75")
	@CsvSource({ "ready, of a worker that has begun", "start-failed, of a worker that has begun",
			"result, which it does not have", "failure, which it does not have", "item, which it does not have",
			"returned, which it does not have", "progress, more often than it may",
			"progress-of-nothing, which it does not have", "log, a flood of log events",
			"log-of-nothing, a flood of log events", "subscribe, goes on asking", "request, about nothing",
			"unsubscribe, about nothing", "put, goes on asking", "take, goes on asking", "cancel, about nothing",
			"receipt, about nothing", "look, goes on asking", "close, about nothing" })
	void aFloodOfAnyMessageEndsItsWorkerAndFillsNoMemory(String kind, String why) {
		verifyKilled(open("flood:" + kind), why);
	}

	@Test
	@Tag("F75")
	void whoLogsThoughItWasToldNotToIsKilled() {
		ProcessPool pool = pools.open(FaultPools.small()
			.logForwarding(LogForwardingSettings.DEFAULTS.withEnabled(false))
			.launch(RogueWorker.launch("once:log", "none")));
		verifyKilled(pool, "which it was not told to");
	}

	@ParameterizedTest
	@Tag("F76")
	@ValueSource(strings = { "result", "failure", "item", "returned", "progress-of-nothing", "subscribe", "put", "look",
			"close" })
	void whatComesBeforeAWorkerIsReadyIsRefused(String kind) {
		assertThatExceptionOfType(PoolUnavailableException.class)
			.isThrownBy(() -> pools
				.open(FaultPools.small().start(StartMode.EAGER).launch(RogueWorker.launch("early:" + kind, "none"))))
			.withMessageContaining("broke the protocol")
			.withMessageContaining("before it is ready");
	}

	private static ProcessPool open(String mode) {
		return pools.open(FaultPools.small().maxPayload(1 << 20).launch(RogueWorker.launch(mode, "none")));
	}

	private static void verifyKilled(ProcessPool pool, String why) {
		long before = HabitFaultTests.usedHeap();
		CompletableFuture<String> future = pool.apply(() -> "not answered");
		long most = before;
		while (!future.isDone()) {
			most = Math.max(most, HabitFaultTests.usedHeap());
			future.handle((value, thrown) -> value).completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
		}
		WorkerProtocolException failure = FaultPools.failure(future, WorkerProtocolException.class);
		assertThat(failure).hasMessageContaining("broke the protocol").hasMessageContaining(why);
		assertThat(most - before).isLessThan(MOST_MEMORY);
		assertThat(FaultPools.await(pool.apply(() -> "answered with null"))).as("by the successor").isNull();
	}

}
