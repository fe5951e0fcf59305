package io.aiopool.spring.aop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with annotated methods while the context starts, and reports it
 * all together when the singletons exist, which is before any pool starts. What is found
 * later is reported at once. Thread-safe: the lock of this object guards all fields.
 */
final class StartupProblems {

	private record Checked(OffProcessType type, boolean needsTarget) {
	}

	private final Supplier<PoolRegistry> pools;

	private final Set<String> problems = new LinkedHashSet<>();

	private final List<Checked> waiting = new ArrayList<>();

	private boolean started;

	StartupProblems(Supplier<PoolRegistry> pools) {
		this.pools = pools;
	}

	/**
	 * Adds a class.
	 * @param type the class
	 * @param found what is wrong with it
	 * @param needsTarget whether workers must be able to build its instances
	 */
	synchronized void add(OffProcessType type, List<String> found, boolean needsTarget) {
		this.problems.addAll(found);
		this.waiting.add(new Checked(type, needsTarget));
		if (this.started) {
			report();
		}
	}

	synchronized void reportAll() {
		this.started = true;
		report();
	}

	private void report() {
		this.waiting.forEach(this::checkPools);
		this.waiting.clear();
		if (!this.problems.isEmpty()) {
			List<String> all = List.copyOf(this.problems);
			this.problems.clear();
			throw new OffProcessDefinitionException(all);
		}
	}

	private void checkPools(Checked checked) {
		checked.type().methods().forEach((method) -> {
			String problem = problemOf(method, checked.needsTarget());
			if (problem != null) {
				this.problems.add(problem);
			}
		});
	}

	private @Nullable String problemOf(OffProcessMethod method, boolean needsTarget) {
		ProcessPool pool;
		try {
			pool = this.pools.get().get(method.pool());
		}
		catch (IllegalArgumentException ex) {
			return method.describe() + " names the pool '" + method.pool() + "': " + ex.getMessage();
		}
		boolean hasInitializer = pool.settings().worker().initializer() != null;
		return needsTarget ? MethodChecks.problemOfTarget(method.targetType(), hasInitializer) : null;
	}

}
