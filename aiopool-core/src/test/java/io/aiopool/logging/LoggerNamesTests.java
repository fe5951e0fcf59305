package io.aiopool.logging;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoggerNamesTests {

	private final LoggerNames names = new LoggerNames();

	@Test
	@Tag("F77")
	void furtherNamesOfASlotGoToOneLoggerWithTheNameBeforeTheMessage() {
		for (int i = 0; i < LoggerNames.MOST_OF_A_SLOT; i++) {
			assertThat(logged(0, "acme.Work" + i).logger()).isEqualTo("acme.Work" + i);
		}
		assertThat(logged(0, "acme.Other")).returns("io.aiopool.worker.shop.other", WorkerLogEvent::logger)
			.returns("[acme.Other] hello", WorkerLogEvent::message);
		assertThat(logged(0, "acme.Work7").logger()).isEqualTo("acme.Work7");
		assertThat(logged(0, "io.aiopool.worker.shop.stdout").logger()).isEqualTo("io.aiopool.worker.shop.stdout");
	}

	@Test
	@Tag("F77")
	void otherSlotsHaveNamesOfTheirOwn() {
		for (int i = 0; i < LoggerNames.MOST_OF_A_SLOT; i++) {
			logged(0, "acme.Work" + i);
		}
		assertThat(logged(1, "acme.Work7").logger()).isEqualTo("acme.Work7");
		assertThat(logged(1, "acme.Other").logger()).isEqualTo("acme.Other");
		assertThat(logged(0, "acme.Other").logger()).as("known by now").isEqualTo("acme.Other");
	}

	@Test
	@Tag("F77")
	void namesOfAllSlotsTogetherAreBounded() {
		long loggers = 0;
		for (int slot = 0; slot < 100; slot++) {
			for (int i = 0; i < LoggerNames.MOST_OF_A_SLOT; i++) {
				String name = "acme.Work" + slot + "x" + i;
				loggers += logged(slot, name).logger().equals(name) ? 1 : 0;
			}
		}
		assertThat(loggers).isEqualTo(LoggerNames.MOST);
	}

	private WorkerLogEvent logged(int slot, String logger) {
		return this.names.bounded(new WorkerLogEvent(new WorkerLogEvent.Worker("shop", slot, 1, 42), 0, Instant.now(),
				Level.INFO, logger, "main", "hello", null, Map.of()));
	}

}
