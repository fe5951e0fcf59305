package io.aiopool.spring.test;

import io.aiopool.WorkerLostException;
import io.aiopool.spring.test.app.TestedApplication;
import io.aiopool.spring.test.app.TestedService;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.json.JsonTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Slices have only what they are about, and what is asked for.
 */
@JsonTest
@ContextConfiguration(classes = TestedApplication.class)
@Import(TestedService.class)
@AutoConfigureAiopool
class SliceTests {

	@Autowired
	private TestedService service;

	@Autowired
	private WorkerFaults faults;

	@Test
	void sliceHasPoolsAndFaultsIfItAsksForThem() {
		assertThat(this.service.plain()).isNotEqualTo(ProcessHandle.current().pid());
		this.faults.onNextTask(TaskFault.EXIT);
		assertThatExceptionOfType(WorkerLostException.class).isThrownBy(this.service::plain);
	}

}
