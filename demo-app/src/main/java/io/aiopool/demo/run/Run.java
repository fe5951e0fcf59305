package io.aiopool.demo.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One run, from its start on. Thread-safe. */
public final class Run {

	private static final Duration EVENT_INTERVAL = Duration.ofMillis(100);

	private final String id;

	private final RunMode mode;

	private final Progress progress;

	private final AtomicReference<@Nullable RunSnapshot> end = new AtomicReference<>();

	private final Sinks.One<RunSnapshot> ended = Sinks.one();

	Run(String id, RunMode mode, Progress progress) {
		this.id = id;
		this.mode = mode;
		this.progress = progress;
	}

	/** Identifies the run. */
	public String id() {
		return this.id;
	}

	/** Where it runs. */
	public RunMode mode() {
		return this.mode;
	}

	/** How far it is. */
	public RunSnapshot snapshot() {
		RunSnapshot end = this.end.get();
		return (end != null) ? end : snapshot(RunState.RUNNING, null, null);
	}

	/** Its last snapshot, as soon as it has ended. */
	public Mono<RunSnapshot> end() {
		return this.ended.asMono();
	}

	/**
	 * Snapshots several times a second, of which the last one tells the end. Readers that
	 * are slow miss some.
	 */
	public Flux<RunSnapshot> events() {
		return Flux.interval(Duration.ZERO, EVENT_INTERVAL)
			.onBackpressureLatest()
			.map((tick) -> snapshot())
			.takeUntil((snapshot) -> snapshot.state() != RunState.RUNNING);
	}

	boolean running() {
		return this.end.get() == null;
	}

	void finish(RunResult result) {
		end(snapshot(RunState.FINISHED, result, null));
	}

	void fail(Throwable failure) {
		end(snapshot(RunState.BROKEN, null, failure.toString()));
	}

	/** The first end counts. */
	private void end(RunSnapshot snapshot) {
		if (this.end.compareAndSet(null, snapshot)) {
			this.ended.tryEmitValue(snapshot);
		}
	}

	private RunSnapshot snapshot(RunState state, @Nullable RunResult result, @Nullable String error) {
		long elapsed = (result != null) ? result.elapsedMillis() : this.progress.elapsedMillis();
		int done = this.progress.done();
		return new RunSnapshot(this.id, this.mode, state, done, Math.max(done, this.progress.total()),
				this.progress.retries(), this.progress.failures(), elapsed, Progress.perSecond(done, elapsed), result,
				error);
	}

}
