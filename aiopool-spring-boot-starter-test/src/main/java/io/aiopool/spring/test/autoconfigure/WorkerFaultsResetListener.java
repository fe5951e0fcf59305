package io.aiopool.spring.test.autoconfigure;

import io.aiopool.spring.test.WorkerFaults;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Resets faults after each test method, so that no test finds those of another one.
 */
final class WorkerFaultsResetListener extends AbstractTestExecutionListener {

	@Override
	public void afterTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext().getBeanProvider(WorkerFaults.class).ifAvailable(WorkerFaults::reset);
		}
	}

}
