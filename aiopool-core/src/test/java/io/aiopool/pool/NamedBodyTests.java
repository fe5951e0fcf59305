package io.aiopool.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aiopool.PayloadSettings;
import io.aiopool.ProcessPool;
import io.aiopool.RemoteFunction;
import io.aiopool.TaskSerializationException;
import io.aiopool.payload.Payload;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Lambdas without state, which workers are told once; beside those with state, which
 * travel with each task.
 */
class NamedBodyTests {

	private static final RemoteFunction<Integer, Integer> DOUBLED = (number) -> 2 * number;

	private static final RemoteFunction<Integer, Integer> SQUARED = (number) -> number * number;

	private final MethodTable methods = new MethodTable(
			new Payloads(PayloadSettings.DEFAULTS, NamedBodyTests.class.getClassLoader()));

	@Test
	void eachTaskRunsItsOwnBodyInEveryWorkerAndGeneration() {
		try (ProcessPool pool = ProcessPool.builder().processes(2).maxTasksPerChild(40).build()) {
			List<CompletableFuture<Integer>> results = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				int captured = i;
				results.add(pool.apply(DOUBLED, i));
				results.add(pool.apply(SQUARED, i));
				results.add(pool.apply((number) -> number + captured, i));
			}
			for (int i = 0; i < 300; i++) {
				assertThat(await(results.get(3 * i))).isEqualTo(2 * i);
				assertThat(await(results.get(3 * i + 1))).isEqualTo(i * i);
				assertThat(await(results.get(3 * i + 2))).isEqualTo(2 * i);
			}
			assertThat(pool.map(DOUBLED, List.of(1, 2, 3)).toList()).containsExactly(2, 4, 6);
		}
	}

	private static int await(CompletableFuture<Integer> result) {
		return result.orTimeout(60, TimeUnit.SECONDS).join();
	}

	@Test
	void argumentsAreCountedAsTheCallerCountsThem() {
		try (ProcessPool pool = ProcessPool.builder().processes(1).build()) {
			assertThatThrownBy(() -> pool.apply(Object::toString, new Thread()).join()).cause()
				.isInstanceOf(TaskSerializationException.class)
				.hasMessageContaining("argument 1 (java.lang.Thread)");
		}
	}

	@Test
	void onlyABodyWithoutStateIsToldOnce() {
		int captured = 1;
		RemoteFunction<Integer, Integer> withState = (number) -> number + captured;
		assertThat(this.methods.body(DOUBLED).body()).isNotNull();
		assertThat(this.methods.call(true, DOUBLED, 7).arguments()).containsExactly(7);
		assertThat(this.methods.body(withState).body()).isNull();
		assertThat(this.methods.call(true, withState, 7).arguments()).containsExactly(withState, 7);
		assertThat(this.methods.each(DOUBLED, new Object[] { 1, 2 }).arguments()).hasSize(2).contains(DOUBLED);
	}

	@Test
	void fingerprintsOfTwoBodiesWithTheSameArgumentsDiffer() {
		Call doubled = this.methods.call(true, DOUBLED, 7);
		Call squared = this.methods.call(true, SQUARED, 7);
		assertThat(doubled.name()).isEqualTo(squared.name());
		assertThat(fingerprint(doubled)).isEqualTo(fingerprint(this.methods.call(true, DOUBLED, 7)))
			.isNotEqualTo(fingerprint(squared));
	}

	private static String fingerprint(Call call) {
		return Fingerprint.of(call.name(), call.method(), Payload.NOTHING);
	}

}
