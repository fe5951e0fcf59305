package io.aiopool.pool;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

import io.aiopool.OffProcessException;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ParentMessage;
import io.aiopool.worker.WorkerHandle;
import io.aiopool.worker.WorkerSupervisor;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask workers. Thread-safe; futures are completed on callback threads.
 */
final class Diagnostics {

	private static final long DUMP_NANOS = 10_000_000_000L;

	private static final long HISTOGRAM_NANOS = 30_000_000_000L;

	private final WorkerSupervisor supervisor;

	private final WorkerQueries queries;

	private final Executor callbacks;

	/** Those under way, since each keeps its worker waiting. */
	private final Map<WorkerHandle, CompletableFuture<String>> histograms = new ConcurrentHashMap<>();

	Diagnostics(WorkerSupervisor supervisor, WorkerQueries queries, Executor callbacks) {
		this.supervisor = supervisor;
		this.queries = queries;
		this.callbacks = callbacks;
	}

	@Nullable WorkerHandle worker(long pid) {
		return this.supervisor.workers()
			.stream()
			.filter((worker) -> worker.pid() == pid && pid > 0)
			.findFirst()
			.orElse(null);
	}

	CompletableFuture<String> threadDump(long pid) {
		WorkerHandle worker = worker(pid);
		return (worker != null) ? ask(worker, "thread dump", ParentMessage.DumpThreads::new, DUMP_NANOS)
				: noSuchWorker(pid);
	}

	CompletableFuture<String> heapHistogram(long pid) {
		WorkerHandle worker = worker(pid);
		if (worker == null) {
			return noSuchWorker(pid);
		}
		CompletableFuture<String> mine = new CompletableFuture<>();
		CompletableFuture<String> underWay = this.histograms.putIfAbsent(worker, mine);
		if (underWay != null) {
			return underWay.copy();
		}
		ask(worker, "heap histogram", ParentMessage.CountObjects::new, HISTOGRAM_NANOS)
			.whenComplete((text, failure) -> {
				this.histograms.remove(worker);
				if (failure != null) {
					mine.completeExceptionally(failure);
				}
				else {
					mine.complete(text);
				}
			});
		// Copies, so that nobody can complete it for the others.
		return mine.copy();
	}

	private static CompletableFuture<String> noSuchWorker(long pid) {
		return CompletableFuture.failedFuture(new NoSuchElementException("No worker has the process id " + pid));
	}

	private CompletableFuture<String> ask(WorkerHandle worker, String what, IntFunction<ParentMessage> question,
			long nanos) {
		CompletableFuture<String> result = new CompletableFuture<>();
		this.queries.ask(worker, ChildMessage.Dump.class, question, nanos, (answer) -> this.callbacks.execute(() -> {
			if (answer instanceof ChildMessage.Dump dump) {
				result.complete(dump.text());
			}
			else {
				result.completeExceptionally(new OffProcessException("No " + what + " of " + worker + ": it is "
						+ worker.state() + ", and did not answer within " + nanos / 1_000_000 + " ms"));
			}
		}));
		return result;
	}

}
