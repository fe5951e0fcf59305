package io.aiopool.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.codec.Samples.Address;
import io.aiopool.codec.Samples.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One codec serves many threads and its own hooks, and values may change meanwhile.
 */
@Timeout(60)
class ConcurrencyTests {

	@Test
	void oneCodecServesManyThreads() throws Exception {
		PayloadCodec codec = RoundTrips.codec();
		List<Callable<Void>> tasks = new ArrayList<>();
		for (int t = 0; t < 8; t++) {
			int thread = t;
			tasks.add(() -> {
				for (int i = 0; i < 3_000; i++) {
					List<Person> people = List.of(
							new Person(thread, "name" + i, i, i, List.of("t" + thread), new Address("s" + thread, i)),
							new Person(i, "x", thread, 0, new ArrayList<>(), null));
					assertThat(codec.decode(codec.encode(people))).isEqualTo(people);
				}
				return null;
			});
		}
		ExecutorService executor = Executors.newFixedThreadPool(8);
		try {
			for (Future<Void> done : executor.invokeAll(tasks)) {
				done.get();
			}
		}
		finally {
			executor.shutdownNow();
			assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void aValueThatChangesMeanwhileGivesASnapshotOrAnError() throws Exception {
		PayloadCodec codec = RoundTrips.codec();
		List<Integer> list = new ArrayList<>();
		Map<Integer, Integer> map = new ConcurrentHashMap<>();
		Map<Integer, Integer> plain = new java.util.HashMap<>();
		AtomicBoolean stop = new AtomicBoolean();
		Thread changer = new Thread(() -> {
			for (int i = 0; !stop.get(); i++) {
				for (int k = 0; k < 50; k++) {
					list.add(k);
					map.put(i + k, k);
					plain.put(k, i);
				}
				list.clear();
				map.clear();
				plain.clear();
			}
		});
		changer.start();
		try {
			for (int i = 0; i < 5_000; i++) {
				ByteBuffer payload;
				try {
					payload = codec.encode(new Object[] { list, map, plain, "end" });
				}
				catch (PayloadException ex) {
					continue;
				}
				assertThat(((Object[]) codec.decode(payload))[3]).isEqualTo("end");
			}
		}
		finally {
			stop.set(true);
			changer.join();
		}
	}

	@Test
	void aHookMayUseTheSameCodec() throws Exception {
		PayloadCodec codec = RoundTrips.codec();
		Reentrant.codec = codec;
		Object[] copy = (Object[]) codec.decode(codec.encode(new Object[] { "a", new Reentrant("inner"), "b" }));
		assertThat(copy).containsExactly("a", "inner", "b");
	}

	@Test
	void thePayloadBelongsToTheCaller() throws Exception {
		PayloadCodec codec = RoundTrips.codec();
		ByteBuffer first = codec.encode("first");
		ByteBuffer large = codec.encode(new byte[3 << 20]);
		codec.encode("second");
		assertThat(codec.decode(first)).isEqualTo("first");
		assertThat(large.hasArray()).isTrue();
		assertThat(large.position()).isZero();
		assertThat((byte[]) codec.decode(large)).hasSize(3 << 20);
		assertThat(large.hasRemaining()).isFalse();
	}

	@Test
	void directAndOffsetBuffersAreRead() throws Exception {
		PayloadCodec codec = RoundTrips.codec();
		ByteBuffer payload = codec.encode(List.of("a", 1L << 40));
		ByteBuffer direct = ByteBuffer.allocateDirect(payload.remaining() + 6).position(3);
		direct.put(payload.duplicate()).flip().position(3);
		assertThat(codec.decode(direct.slice())).isEqualTo(List.of("a", 1L << 40));
		ByteBuffer readOnly = payload.asReadOnlyBuffer();
		assertThat(codec.decode(readOnly)).isEqualTo(List.of("a", 1L << 40));
	}

	static final class Reentrant implements java.io.Serializable {

		private static final long serialVersionUID = 1L;

		static PayloadCodec codec = RoundTrips.codec();

		private final String text;

		Reentrant(String text) {
			this.text = text;
		}

		private Object readResolve() throws PayloadException {
			return codec.decode(codec.encode(this.text));
		}

	}

}
