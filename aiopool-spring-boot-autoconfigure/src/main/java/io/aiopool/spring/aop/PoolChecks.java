package io.aiopool.spring.aop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.aiopool.ProcessPool;
import io.aiopool.spring.PoolRegistry;
import io.aiopool.spring.lifecycle.TargetContract;
import io.aiopool.spring.startup.StartupProblem;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether annotated methods and their pools go together. Stateless but for its
 * parts.
 */
final class PoolChecks {

	private final Supplier<PoolRegistry> pools;

	private final @Nullable TargetContract targets;

	private final SignatureDoubts doubts = new SignatureDoubts();

	/**
	 * Creates the checks.
	 * @param pools the pools, asked for with each check
	 * @param targets told what workers must be able to build; {@code null} if there are
	 * no workers
	 */
	PoolChecks(Supplier<PoolRegistry> pools, @Nullable TargetContract targets) {
		this.pools = pools;
		this.targets = targets;
	}

	/**
	 * Looks at the methods of a class.
	 * @param type the class
	 * @return what is wrong
	 */
	List<StartupProblem> problemsOf(OffProcessType type) {
		List<StartupProblem> problems = new ArrayList<>();
		type.methods()
			.forEach((method) -> problemsOf(method)
				.forEach((problem) -> problems.add(StartupProblem.ofDeclaration(problem))));
		return problems;
	}

	/** Tells what may go wrong with the methods that have been looked at. */
	void start() {
		this.doubts.start();
	}

	private List<String> problemsOf(OffProcessMethod method) {
		ProcessPool pool;
		try {
			pool = this.pools.get().get(method.pool());
		}
		catch (IllegalArgumentException ex) {
			return List.of(method.describe() + " names the pool '" + method.pool() + "': " + ex.getMessage());
		}
		List<String> problems = SignatureChecks.problemsOf(method, pool.settings().payload(), this.doubts);
		String ofTarget = (this.targets != null) ? problemOfTarget(method, pool, this.targets) : null;
		if (ofTarget != null) {
			problems.add(ofTarget);
		}
		return problems;
	}

	private static @Nullable String problemOfTarget(OffProcessMethod method, ProcessPool pool, TargetContract targets) {
		boolean hasInitializer = pool.settings().worker().initializer() != null;
		String problem = MethodChecks.problemOfTarget(method.targetType(), hasInitializer);
		if (problem == null) {
			// The rest is known to workers only.
			targets.expect(pool, method.targetType());
		}
		return problem;
	}

}
