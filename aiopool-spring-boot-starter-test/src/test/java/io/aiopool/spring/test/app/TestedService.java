package io.aiopool.spring.test.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.aiopool.OffProcess;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Methods of all kinds, which say where they run.
 */
public class TestedService {

	@OffProcess
	public long plain() {
		return ProcessHandle.current().pid();
	}

	@OffProcess(timeout = "500ms")
	public long plainWithDeadline() {
		return ProcessHandle.current().pid();
	}

	@OffProcess
	public CompletableFuture<Long> future() {
		return CompletableFuture.completedFuture(ProcessHandle.current().pid());
	}

	@OffProcess
	public Mono<Long> mono() {
		return Mono.fromSupplier(() -> ProcessHandle.current().pid());
	}

	@OffProcess
	public Flux<Long> flux() {
		return Flux.just(1L, 2L).map((n) -> n * ProcessHandle.current().pid());
	}

	@OffProcess(timeout = "500ms")
	public Mono<Long> monoWithDeadline() {
		return mono();
	}

	@OffProcess(timeout = "500ms")
	public Flux<Long> fluxWithDeadline() {
		return flux();
	}

	@OffProcess(name = "named")
	public long named() {
		return plain();
	}

	@OffProcess(pool = "other")
	public long other() {
		return plain();
	}

	/** Leaves a line in a file, and takes its time when it is the first one there. */
	@OffProcess(idempotent = true)
	public CompletableFuture<Integer> attempt(String file) throws IOException {
		Path path = Path.of(file);
		Files.writeString(path, "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		int attempts = (int) Files.size(path);
		return CompletableFuture.supplyAsync(() -> attempts,
				CompletableFuture.delayedExecutor((attempts == 1) ? 60 : 0, TimeUnit.SECONDS));
	}

	/** Gives back what it got, which is another one if it was copied. */
	@OffProcess
	public Object[] identity(Object[] values) {
		return values;
	}

}
