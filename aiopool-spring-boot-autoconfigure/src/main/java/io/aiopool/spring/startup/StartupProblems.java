package io.aiopool.spring.startup;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong while a context starts, and reports it all together when its
 * singletons exist, which is before any pool starts. What is found later is reported at
 * once. Thread-safe: the lock of this object guards all fields.
 */
public final class StartupProblems {

	private final Set<StartupProblem> problems = new LinkedHashSet<>();

	private final List<Runnable> checks = new ArrayList<>();

	private boolean started;

	/**
	 * Adds problems.
	 * @param found what is wrong
	 * @throws StartupProblemsException if the context has started
	 */
	public synchronized void add(Collection<StartupProblem> found) {
		this.problems.addAll(found);
		if (this.started) {
			refuse();
		}
	}

	/**
	 * Adds a check that needs beans which may not exist yet. It is made with the report,
	 * or at once if the context has started.
	 * @param check adds what it finds to this object
	 * @throws StartupProblemsException if the context has started and something is wrong
	 */
	public void check(Runnable check) {
		synchronized (this) {
			if (!this.started) {
				this.checks.add(check);
				return;
			}
		}
		check.run();
	}

	/**
	 * Makes the checks that wait, and reports what is wrong.
	 * @throws StartupProblemsException if anything is
	 */
	public void report() {
		List<Runnable> waiting;
		synchronized (this) {
			waiting = List.copyOf(this.checks);
			this.checks.clear();
		}
		// Without the lock, as they may wait for beans that other threads make.
		waiting.forEach(Runnable::run);
		synchronized (this) {
			this.started = true;
			refuse();
		}
	}

	private void refuse() {
		if (!this.problems.isEmpty()) {
			StartupProblemsException failure = new StartupProblemsException(this.problems);
			this.problems.clear();
			throw failure;
		}
	}

}
