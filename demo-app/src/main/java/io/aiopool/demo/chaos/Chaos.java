package io.aiopool.demo.chaos;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.OffProcess;
import reactor.core.publisher.Flux;

import org.springframework.stereotype.Service;

/**
 * Methods that no service should have. The asynchronous ones share their worker with
 * whatever runs there; the plain one, which can only be stopped with its process, has a
 * worker to itself.
 */
@Service
public class Chaos {

	private static final int CHUNK = 4 << 20;

	/** Tells its process id, and then does nothing until that process is killed. */
	@OffProcess(timeout = "10s")
	public Flux<Long> waitToBeKilled(Press press) {
		return Flux.concat(Flux.just(press.requireOtherProcess()), Flux.never());
	}

	/** Writes to address 0. */
	@OffProcess
	public CompletableFuture<String> segfault(Press press) {
		press.requireOtherProcess();
		try {
			writeToAddressZero();
			return CompletableFuture.completedFuture("survived");
		}
		catch (ReflectiveOperationException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** By reflection, since naming the class draws a warning from every compiler. */
	private static void writeToAddressZero() throws ReflectiveOperationException {
		Class<?> type = Class.forName("sun.misc.Unsafe");
		Field unsafe = type.getDeclaredField("theUnsafe");
		unsafe.setAccessible(true);
		type.getMethod("putAddress", long.class, long.class).invoke(unsafe.get(null), 0L, 0L);
	}

	/** Exits the JVM. */
	@OffProcess
	public CompletableFuture<String> exit(Press press) {
		press.requireOtherProcess();
		System.exit(1);
		return CompletableFuture.completedFuture("survived");
	}

	/** Keeps allocating. */
	@OffProcess
	public CompletableFuture<String> exhaustHeap(Press press) {
		press.requireOtherProcess();
		List<byte[]> chunks = new ArrayList<>();
		while (chunks.size() < Integer.MAX_VALUE) {
			chunks.add(new byte[CHUNK]);
		}
		return CompletableFuture.completedFuture("survived with " + chunks.size() + " chunks");
	}

	/** Computes for ever and ignores interrupts. */
	@OffProcess(timeout = "3s")
	public long loop(Press press) {
		long turns = press.requireOtherProcess();
		while (turns != 0) {
			turns |= System.nanoTime();
		}
		return turns;
	}

}
