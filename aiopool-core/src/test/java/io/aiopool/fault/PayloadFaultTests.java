package io.aiopool.fault;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import io.aiopool.Invocation;
import io.aiopool.PayloadTooLargeException;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteTaskException;
import io.aiopool.TaskOptions;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.WorkerLostException;
import io.aiopool.fault.MisbehavingValues.CrashOnRead;
import io.aiopool.fault.MisbehavingValues.ErrorOnWrite;
import io.aiopool.fault.MisbehavingValues.ExitOnHash;
import io.aiopool.fault.MisbehavingValues.HaltOnRead;
import io.aiopool.fault.MisbehavingValues.Node;
import io.aiopool.fault.MisbehavingValues.Uncarriable;
import io.aiopool.fault.MisbehavingValues.Unreadable;
import io.aiopool.fault.MisbehavingValues.Unwritable;
import io.aiopool.gadget.Gadget;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Arguments and results that do not make it across, or should not.
 */
class PayloadFaultTests {

	private static final int MAX_PAYLOAD = 64 << 10;

	@RegisterExtension
	static final FaultPools pools = new FaultPools((builder) -> builder.maxPayload(MAX_PAYLOAD));

	@Test
	@Tag("F4")
	void argumentThatCannotBeEncodedIsNamedAndNothingIsSent() {
		ProcessPool pool = pools.shared();
		long submitted = pool.statistics().submitted();
		TaskSerializationException failure = refused(pool.apply(Object::toString, Uncarriable.create()));
		assertThat(failure.phase()).isEqualTo(Phase.ARG_ENCODE);
		assertThat(failure).hasMessageContaining("argument 1").hasMessageContaining(Uncarriable.class.getName());
		assertThat(pool.statistics().submitted()).isEqualTo(submitted);
		TaskSerializationException unwritable = refused(pool.apply(Object::toString, new Unwritable()));
		assertThat(unwritable.phase()).isEqualTo(Phase.ARG_ENCODE);
		assertThat(unwritable).hasMessageContaining(Unwritable.class.getName());
		assertThat(pool.statistics().submitted()).isEqualTo(submitted);
	}

	@Test
	@Tag("F5")
	void argumentThatCannotBeDecodedFailsItsTaskOnly() {
		long pid = pools.pid(pools.shared());
		verify(Phase.ARG_DECODE, pools.shared().apply(Object::toString, new Unreadable()));
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	@Test
	@Tag("F6")
	void resultThatCannotBeEncodedFailsItsTaskOnly() {
		long pid = pools.pid(pools.shared());
		assertThat(verify(Phase.RESULT_ENCODE, pools.shared().apply(Uncarriable::create)))
			.hasMessageContaining(Thread.class.getName());
		verify(Phase.RESULT_ENCODE, pools.shared().apply(Unwritable::new));
		verify(Phase.RESULT_ENCODE, pools.shared().apply(() -> List.of(1, 2, new Unwritable())));
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	@Test
	@Tag("F6")
	void asynchronousResultThatCannotBeEncodedFailsItsTaskOnly() {
		long pid = pools.pid(pools.shared());
		verify(Phase.RESULT_ENCODE, pools.shared().applyAsync(() -> CompletableFuture.supplyAsync(Unwritable::new)));
		verify(Phase.RESULT_ENCODE, pools.shared().applyAsync(() -> CompletableFuture.supplyAsync(ErrorOnWrite::new)));
		verify(Phase.RESULT_ENCODE, pools.shared().apply(ErrorOnWrite::new));
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	@Test
	@Tag("F7")
	void resultThatCannotBeDecodedFailsItsTaskAndReplacesTheWorker() {
		ProcessPool pool = pools.open(FaultPools.small());
		long pid = pools.pid(pool);
		verify(Phase.RESULT_DECODE, pool.apply(Unreadable::new));
		FaultPools.eventually(() -> pools.pid(pool) != pid);
	}

	@Test
	@Tag("F7")
	void resultWhoseClassIsMissingHereFailsItsTask(@TempDir Path directory) throws Exception {
		String name = ChildOnlyClasses.compileValue(directory);
		ProcessPool pool = pools.open(FaultPools.small().launch(ChildOnlyClasses.launch(directory)));
		assertThat(verify(Phase.RESULT_DECODE,
				pool.apply((String type) -> Class.forName(type).getConstructor().newInstance(), name)))
			.hasMessageContaining(name);
		assertThat(pools.pid(pool)).isPositive();
	}

	@Test
	@Tag("F75")
	void resultOfFewBytesThatBecomesManyObjectsFailsItsTaskOnly() {
		ProcessPool pool = pools.open(FaultPools.small().maxPayload(1 << 20));
		long pid = pools.pid(pool);
		PayloadTooLargeException failure = FaultPools.failure(pool.apply(() -> queues()),
				PayloadTooLargeException.class);
		assertThat(failure.phase()).isEqualTo(Phase.RESULT_DECODE);
		assertThat(failure).hasMessageContaining("aiopool.max-payload").hasMessageContaining("bytes of memory");
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	@Test
	@Tag("F75")
	void argumentOfFewBytesThatBecomesManyObjectsFailsItsTaskOnly() {
		ProcessPool pool = pools.open(FaultPools.small().maxPayload(1 << 20));
		long pid = pools.pid(pool);
		TaskSerializationException failure = FaultPools.failure(pool.apply(List::size, queues()),
				TaskSerializationException.class);
		assertThat(failure.phase()).isEqualTo(Phase.ARG_DECODE);
		assertThat(failure).hasMessageContaining("aiopool.max-payload").hasMessageContaining("bytes of memory");
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	/** Two bytes each to send, and hundreds to have. */
	static List<Object> queues() {
		List<Object> queues = new ArrayList<>();
		for (int i = 0; i < 60_000; i++) {
			queues.add(new LinkedBlockingQueue<>());
		}
		return queues;
	}

	@Test
	@Tag("F7")
	@Tag("F62")
	void classThatNobodyTrustsIsRefusedUninitialised() {
		// Its own worker refuses to send it; one that is compromised does not.
		assertThat(verify(Phase.RESULT_ENCODE, pools.shared().apply(() -> (Object) new Gadget())))
			.hasMessageContaining(Gadget.class.getName());
		assertThat(System.getProperty(Gadget.TRACE)).isNull();
	}

	@Test
	@Tag("F8")
	void hooksThatEndTheChildLoseTheirTaskOnly() {
		assertThat(lost(new HaltOnRead()).exit().exitCode()).hasValue(17);
		assertThat(lost(new CrashOnRead()).exit().crashReport()).exists();
		assertThat(lost(new HashMap<>(Map.of(new ExitOnHash(), 1))).exit().exitCode()).hasValue(18);
		assertThat(pools.pid(pools.shared())).isPositive();
	}

	@Test
	@Tag("F9")
	void nullAndVoidAreValues() throws Throwable {
		String argument = FaultPools.await(pools.shared().apply((Object value) -> String.valueOf(value), null));
		assertThat(argument).isEqualTo("null");
		Object result = FaultPools.await(pools.shared().<Object>apply(() -> null));
		assertThat(result).isNull();
		Object later = FaultPools
			.await(pools.shared().<Object>applyAsync(() -> CompletableFuture.completedFuture(null)));
		assertThat(later).isNull();
		Invocation nothing = new Invocation(Target.class, Target.class.getDeclaredMethod("nothing"), new Object[0]);
		assertThat(pools.shared().call(nothing, TaskOptions.DEFAULTS)).isNull();
	}

	@Test
	@Tag("F9")
	void nullInPlaceOfAFutureIsAFailure() {
		RemoteTaskException failure = FaultPools.failure(pools.shared().<String>applyAsync(() -> null),
				RemoteTaskException.class);
		assertThat(failure).hasMessageContaining("returned null");
	}

	@Test
	@Tag("F9")
	void methodThatReturnsNullInPlaceOfAFutureIsAFailure() throws Exception {
		Invocation call = new Invocation(Target.class, Target.class.getDeclaredMethod("noFuture"), new Object[0]);
		assertThat(FaultPools.failure(pools.shared().submit(call, TaskOptions.DEFAULTS), RemoteTaskException.class))
			.hasMessageContaining("returned null");
	}

	@Test
	@Tag("F10")
	void identityInAGraphIsKept() {
		Node back = FaultPools.await(pools.shared().apply((Node node) -> {
			if (node.next.next != node) {
				throw new IllegalStateException("not a cycle there");
			}
			return node;
		}, Node.cycle()));
		assertThat(back.next.next).isSameAs(back);
		List<Object> itself = new ArrayList<>();
		itself.add(itself);
		List<Object> returned = FaultPools.await(pools.shared().apply((List<Object> list) -> list, itself));
		assertThat(returned.get(0)).isSameAs(returned);
		StringBuilder one = new StringBuilder("shared");
		List<Object> twice = FaultPools.await(pools.shared()
			.apply((Object value) -> List.of(value, value), new ArrayList<>(List.of(one.toString()))));
		assertThat(twice.get(0)).isSameAs(twice.get(1));
	}

	@Test
	@Tag("F11")
	void depthOfAGraphIsLimitedOnBothSides() {
		assertThat(refused(pools.shared().apply(Object::hashCode, MisbehavingValues.deep())).phase())
			.isEqualTo(Phase.ARG_ENCODE);
		verify(Phase.RESULT_ENCODE, pools.shared().apply(MisbehavingValues::deep));
	}

	@Test
	@Tag("F12")
	void argumentOverTheLimitIsNotSent() {
		long submitted = pools.shared().statistics().submitted();
		assertThat(FaultPools.failure(pools.shared().apply((byte[] bytes) -> bytes.length, new byte[MAX_PAYLOAD + 1]),
				PayloadTooLargeException.class))
			.hasMessageContaining("max-payload")
			.hasMessageContaining(Integer.toString(MAX_PAYLOAD));
		assertThat(pools.shared().statistics().submitted()).isEqualTo(submitted);
	}

	@Test
	@Tag("F12")
	void resultOverTheLimitLeavesTheConnectionUsable() {
		long pid = pools.pid(pools.shared());
		assertThat(FaultPools.failure(pools.shared().apply(() -> new byte[MAX_PAYLOAD + 1]),
				PayloadTooLargeException.class))
			.hasMessageContaining("max-payload");
		assertThat(FaultPools.await(pools.shared().apply(() -> new byte[MAX_PAYLOAD - 100])))
			.hasSize(MAX_PAYLOAD - 100);
		assertThat(pools.pid(pools.shared())).isEqualTo(pid);
	}

	private static TaskSerializationException verify(Phase phase, CompletableFuture<?> future) {
		TaskSerializationException failure = FaultPools.failure(future, TaskSerializationException.class);
		assertThat(failure.phase()).as(failure.getMessage()).isEqualTo(phase);
		return failure;
	}

	private static TaskSerializationException refused(CompletableFuture<?> future) {
		assertThat(future).isCompletedExceptionally();
		return FaultPools.failure(future, TaskSerializationException.class);
	}

	private static WorkerLostException lost(Object argument) {
		return FaultPools.failure(pools.shared().apply((Object value) -> String.valueOf(value), argument),
				WorkerLostException.class);
	}

	static final class Target {

		void nothing() {
		}

		CompletableFuture<String> noFuture() {
			return null;
		}

	}

}
