package io.aiopool.worker;

import java.util.List;

import io.aiopool.wire.ChildMessage;

/**
 * Hears nothing; what a test is about, it overrides.
 */
class DeafListener implements WorkerSupervisor.Listener {

	@Override
	public void ready(WorkerHandle worker) {
	}

	@Override
	public boolean retired(WorkerHandle worker) {
		return true;
	}

	@Override
	public void received(WorkerHandle worker, List<ChildMessage> batch) {
	}

	@Override
	public void printed(WorkerHandle worker, boolean error, String line) {
	}

	@Override
	public void leftOut(WorkerHandle worker, long lines) {
	}

	@Override
	public void ended(WorkerHandle worker, WorkerLoss loss) {
	}

	@Override
	public void unavailable(String reason) {
	}

	@Override
	public void neverReady(WorkerLoss loss) {
	}

	@Override
	public void startFailed(String reason, boolean fromOutside) {
	}

}
