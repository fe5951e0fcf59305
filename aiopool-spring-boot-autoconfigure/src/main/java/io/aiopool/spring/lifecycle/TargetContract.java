package io.aiopool.spring.lifecycle;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.aiopool.ProcessPool;
import io.aiopool.StartMode;
import io.aiopool.spring.startup.StartupProblem;

/**
 * Asks the first worker of each pool whether it can build what annotated methods are
 * called on. A pool that starts eagerly is asked before the application is ready, which
 * fails with all that cannot be built; for the others it is logged when a worker exists.
 * Thread-safe: the lock of this object guards what is expected.
 */
public final class TargetContract {

	private static final System.Logger logger = System.getLogger(TargetContract.class.getName());

	private final Map<ProcessPool, Set<Class<?>>> expected = new LinkedHashMap<>();

	private boolean checked;

	/**
	 * Says that workers of a pool will have to build a class.
	 * @param pool the pool
	 * @param type the class
	 */
	public void expect(ProcessPool pool, Class<?> type) {
		boolean started;
		synchronized (this) {
			boolean fresh = this.expected.computeIfAbsent(pool, (key) -> new LinkedHashSet<>()).add(type);
			if (!fresh) {
				return;
			}
			started = this.checked;
		}
		String state = ContextState.describe(type);
		if (state != null) {
			logger.log(Level.WARNING, describe(pool, state));
		}
		if (!started) {
			return;
		}
		logLater(pool, pool.checkTargets(List.of(type)));
	}

	/**
	 * Asks the workers of all pools, which have been started.
	 * @return what workers of eager pools cannot build
	 */
	public List<StartupProblem> check() {
		Map<ProcessPool, List<Class<?>>> due = new LinkedHashMap<>();
		synchronized (this) {
			this.checked = true;
			this.expected.forEach((pool, types) -> due.put(pool, List.copyOf(types)));
		}
		Map<ProcessPool, CompletableFuture<List<String>>> eager = new LinkedHashMap<>();
		due.forEach((pool, types) -> {
			CompletableFuture<List<String>> answer = pool.checkTargets(types);
			if (pool.settings().start() == StartMode.EAGER) {
				eager.put(pool, answer);
			}
			else {
				logLater(pool, answer);
			}
		});
		List<StartupProblem> problems = new ArrayList<>();
		eager.forEach((pool, answer) -> await(answer)
			.forEach((problem) -> problems.add(StartupProblem.ofDeclaration(describe(pool, problem)))));
		return problems;
	}

	/** Answered within the start timeout of the pool. */
	private static Collection<String> await(CompletableFuture<List<String>> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return List.of();
		}
		catch (ExecutionException ex) {
			// The pool has been closed meanwhile, which whoever closed it knows.
			return List.of();
		}
	}

	private static void logLater(ProcessPool pool, CompletableFuture<List<String>> answer) {
		answer.thenAccept((problems) -> problems.forEach((problem) -> logger.log(Level.ERROR,
				describe(pool, problem) + ". Calls of its @OffProcess methods will fail")));
	}

	private static String describe(ProcessPool pool, String problem) {
		return "Pool '" + pool.name() + "': " + problem;
	}

}
