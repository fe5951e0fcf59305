package io.aiopool.spring.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;

/**
 * Checks of targets that wait for an engine. Guarded by the lock of its pool.
 */
final class PendingChecks {

	private record Check(List<Class<?>> types, CompletableFuture<List<String>> result) {

		void ask(ProcessPool engine) {
			engine.checkTargets(this.types).whenComplete((problems, failure) -> {
				if (failure != null) {
					this.result.completeExceptionally(failure);
				}
				else {
					this.result.complete(problems);
				}
			});
		}

	}

	private final List<Check> checks = new ArrayList<>();

	CompletableFuture<List<String>> add(Collection<Class<?>> types) {
		Check check = new Check(List.copyOf(types), new CompletableFuture<>());
		this.checks.add(check);
		return check.result();
	}

	void ask(ProcessPool engine) {
		this.checks.forEach((check) -> check.ask(engine));
		this.checks.clear();
	}

}
