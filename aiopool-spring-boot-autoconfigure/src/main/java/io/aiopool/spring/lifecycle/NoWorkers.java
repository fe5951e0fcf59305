package io.aiopool.spring.lifecycle;

import java.util.List;

import io.aiopool.PoolOperations;
import io.aiopool.QuarantinedTask;

/**
 * What can be asked of a pool that has not been started. Stateless.
 */
final class NoWorkers implements PoolOperations {

	static final PoolOperations INSTANCE = new NoWorkers();

	private NoWorkers() {
	}

	@Override
	public void resize(int processes) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<QuarantinedTask> quarantine() {
		return List.of();
	}

	@Override
	public boolean release(String fingerprint) {
		return false;
	}

	@Override
	public int releaseAll() {
		return 0;
	}

}
