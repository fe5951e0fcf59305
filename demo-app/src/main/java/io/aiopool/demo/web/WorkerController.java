package io.aiopool.demo.web;

import java.time.Duration;

import io.aiopool.ProcessPool;
import io.aiopool.demo.chaos.ChaosCaller;
import io.aiopool.demo.chaos.ChaosKind;
import io.aiopool.demo.chaos.ChaosOutcome;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the workers, and hurts them. */
@RestController
@RequestMapping("/api")
class WorkerController {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final ObjectProvider<ProcessPool> pools;

	private final ChaosCaller chaos;

	/**
	 * Creates the controller.
	 * @param pools every pool there is; none if workers are switched off
	 * @param chaos hurts workers
	 */
	WorkerController(ObjectProvider<ProcessPool> pools, ChaosCaller chaos) {
		this.pools = pools;
		this.chaos = chaos;
	}

	/** Looking at processes may read files, so it is kept off the event loops. */
	@GetMapping("/workers")
	Mono<ProcessesView> workers() {
		return Mono.fromCallable(() -> ProcessesView.of(this.pools.orderedStream()))
			.subscribeOn(Schedulers.boundedElastic());
	}

	@GetMapping(path = "/workers/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ProcessesView> workerEvents() {
		return Flux.interval(Duration.ZERO, INTERVAL).onBackpressureLatest().concatMap((tick) -> workers(), 1);
	}

	/** Takes JSON only, which no page of another origin can send unasked. */
	@PostMapping(path = "/chaos/{kind}", consumes = MediaType.APPLICATION_JSON_VALUE)
	Mono<ChaosOutcome> hurt(@PathVariable ChaosKind kind) {
		return this.chaos.hurt(kind);
	}

}
