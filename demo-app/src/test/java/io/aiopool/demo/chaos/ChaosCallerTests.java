package io.aiopool.demo.chaos;

import java.time.Duration;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class ChaosCallerTests {

	@ParameterizedTest
	@EnumSource
	void refusesToHurtTheProcessOfItsCaller(ChaosKind kind) {
		ChaosOutcome outcome = new ChaosCaller(new Chaos()).hurt(kind).block(Duration.ofSeconds(10));
		assertThat(outcome.type()).isEqualTo("IllegalStateException");
		assertThat(outcome.message()).contains("No worker to hurt").contains("" + ProcessHandle.current().pid());
	}

}
