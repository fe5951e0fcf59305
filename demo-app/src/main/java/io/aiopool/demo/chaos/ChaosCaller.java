package io.aiopool.demo.chaos;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.stereotype.Component;

/** Calls the deadly methods as any service would call another, and reports what comes back. Thread-safe. */
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
			return call(kind, press).map((result) -> outcome(kind, "none", result, start))
				.onErrorResume((failure) -> Mono
					.just(outcome(kind, failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()), start)));
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
			case LOOP -> Mono.fromCallable(() -> "returned " + this.chaos.loop(press))
				.subscribeOn(Schedulers.boundedElastic());
		};
	}

	private static void kill(long pid) {
		ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
	}

	private static ChaosOutcome outcome(ChaosKind kind, String type, String message, long start) {
		return new ChaosOutcome(kind, type, message, Duration.ofNanos(System.nanoTime() - start).toMillis());
	}

}
