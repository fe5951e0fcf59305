package io.aiopool.logging;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WorkerLogLevelsTests {

	@Test
	void theNearestLoggerDecides() {
		Map<String, Level> levels = Map.of("", Level.WARNING, "a.b", Level.DEBUG, "a.b.c.D", Level.OFF);
		assertThat(WorkerLogLevels.of(levels, "a.b.c.D")).isEqualTo(Level.OFF);
		assertThat(WorkerLogLevels.of(levels, "a.b.c.E")).isEqualTo(Level.DEBUG);
		assertThat(WorkerLogLevels.of(levels, "a.b")).isEqualTo(Level.DEBUG);
		assertThat(WorkerLogLevels.of(levels, "a.bc")).isEqualTo(Level.WARNING);
		assertThat(WorkerLogLevels.of(levels, "")).isEqualTo(Level.WARNING);
		assertThat(WorkerLogLevels.of(levels, ".x")).isEqualTo(Level.WARNING);
		assertThat(WorkerLogLevels.of(Map.of(), "a")).isEqualTo(Level.INFO);
	}

	@Test
	void onlyChangesAreTold() {
		AtomicInteger told = new AtomicInteger();
		WorkerLogLevels levels = new WorkerLogLevels(Map.of("", Level.INFO));
		Runnable listener = told::incrementAndGet;
		levels.addListener(listener);
		levels.set(Map.of("", Level.INFO));
		assertThat(told).hasValue(0);
		assertThat(levels.haveChanged()).isFalse();
		levels.set(Map.of("", Level.DEBUG));
		assertThat(told).hasValue(1);
		assertThat(levels.haveChanged()).isTrue();
		levels.removeListener(listener);
		levels.set(Map.of("", Level.INFO));
		assertThat(told).hasValue(1);
	}

}
