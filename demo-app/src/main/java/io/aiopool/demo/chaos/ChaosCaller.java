package io.aiopool.demo.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/**
 * Calls the deadly methods as any service would call another, and reports what comes
 * back. Thread-safe.
 */
@Component
public class ChaosCaller {

	private final Chaos chaos;

	private final AtomicLong presses = new AtomicLong(System.currentTimeMillis());

	ChaosCaller(Chaos chaos) {
		this.chaos = chaos;
	}

	/** Hurts a worker, and emits what the caller got, never an error. */
	public Mono<ChaosOutcome> hurt(ChaosKind kind) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			Press press = new Press(ProcessHandle.current().pid(), this.presses.incrementAndGet());
			return call(kind, press).map((result) -> ChaosOutcome.of(kind, result, millisSince(start)))
				.onErrorResume((failure) -> Mono.just(ChaosOutcome.of(kind, failure, millisSince(start))));
		});
	}

	private Mono<String> call(ChaosKind kind, Press press) {
		return switch (kind) {
			case KILL -> Flux.defer(() -> this.chaos.waitToBeKilled(press))
				.doOnNext(ChaosCaller::kill)
				.then(Mono.just("survived"));
			case SEGFAULT -> Mono.fromFuture(() -> this.chaos.segfault(press));
			case EXIT -> Mono.fromFuture(() -> this.chaos.exit(press));
			case HEAP -> Mono.fromFuture(() -> this.chaos.exhaustHeap(press));
			// Blocks, as plain methods do, so it must not be called on an event loop
			case LOOP ->
				Mono.fromCallable(() -> "returned " + this.chaos.loop(press)).subscribeOn(Schedulers.boundedElastic());
		};
	}

	private static void kill(long pid) {
		ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
	}

	private static long millisSince(long start) {
		return Duration.ofNanos(System.nanoTime() - start).toMillis();
	}

}
