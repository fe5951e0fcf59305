package io.aiopool.spring.logging;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class MdcContextSourceTests {

	private final MdcContextSource source = new MdcContextSource(List.of("a", "b"));

	@AfterEach
	void clear() {
		MDC.clear();
	}

	@Test
	void nothingIsMadeOfNothing() {
		MDC.put("other", "x");
		assertThat(this.source.capture()).isSameAs(Map.of());
	}

	@Test
	void whatIsListedIsTaken() {
		MDC.put("a", "1");
		MDC.put("other", "x");
		assertThat(this.source.capture()).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void longValuesAreCut() {
		MDC.put("b", "x".repeat(300));
		assertThat(this.source.capture()).isEqualTo(Map.of("b", "x".repeat(256)));
	}

}
