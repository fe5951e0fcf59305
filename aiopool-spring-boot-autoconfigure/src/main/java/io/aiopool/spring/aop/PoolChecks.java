package io.aiopool.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.startup.StartupProblem;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether annotated methods and their pools go together. Stateless but for its
 * parts.
 */
final class PoolChecks {

	private final Supplier<PoolRegistry> pools;

	private final boolean needsTargets;

	/**
	 * Creates the checks.
	 * @param pools the pools, asked for with each check
	 * @param needsTargets whether workers must be able to build what methods are called
	 * on
	 */
	PoolChecks(Supplier<PoolRegistry> pools, boolean needsTargets) {
		this.pools = pools;
		this.needsTargets = needsTargets;
	}

	/**
	 * Looks at the methods of a class.
	 * @param type the class
	 * @return what is wrong
	 */
	List<StartupProblem> problemsOf(OffProcessType type) {
		List<StartupProblem> problems = new ArrayList<>();
		type.methods().forEach((method) -> {
			String problem = problemOf(method);
			if (problem != null) {
				problems.add(StartupProblem.ofDeclaration(problem));
			}
		});
		return problems;
	}

	private @Nullable String problemOf(OffProcessMethod method) {
		ProcessPool pool;
		try {
			pool = this.pools.get().get(method.pool());
		}
		catch (IllegalArgumentException ex) {
			return method.describe() + " names the pool '" + method.pool() + "': " + ex.getMessage();
		}
		boolean hasInitializer = pool.settings().worker().initializer() != null;
		return this.needsTargets ? MethodChecks.problemOfTarget(method.targetType(), hasInitializer) : null;
	}

}
