package io.aiopool.launch;

import java.nio.file.Path;
import java.util.List;

import io.aiopool.JvmSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JvmOptionsTests {

	private static final JvmSettings DEFAULTS = JvmSettings.DEFAULTS;

	@Test
	void alwaysLimitsTheHeap() {
		assertThat(JvmOptions.choose(DEFAULTS.withMaxHeap(64 << 20), 2)).contains("-Xmx65536k", "-Xms16384k");
		assertThat(JvmOptions.choose(DEFAULTS, 1)).anyMatch((option) -> option.startsWith("-Xmx"));
	}

	@Test
	void initialHeapNeverExceedsTheLargest() {
		assertThat(JvmOptions.choose(DEFAULTS.withMaxHeap(8 << 20), 2)).contains("-Xmx8192k", "-Xms8192k");
	}

	@Test
	void defaultHeapIsAShareOfTheMachineButNeverMoreThanHalfAGigabyte() {
		long one = heap(JvmOptions.choose(DEFAULTS, 1));
		long many = heap(JvmOptions.choose(DEFAULTS, 1024));
		assertThat(one).isLessThanOrEqualTo(512 << 10);
		assertThat(many).isBetween(16L << 10, one);
	}

	@Test
	void optimisesFully() {
		assertThat(JvmOptions.choose(DEFAULTS, 2)).noneMatch((option) -> option.contains("TieredStopAtLevel"))
			.doesNotContain("-Xint", "-XX:-TieredCompilation");
	}

	@Test
	void smallHeapsGetTheSerialCollector() {
		assertThat(JvmOptions.choose(DEFAULTS.withMaxHeap(1L << 30), 2)).contains("-XX:+UseSerialGC");
		assertThat(JvmOptions.choose(DEFAULTS.withMaxHeap(8L << 30), 2)).doesNotContain("-XX:+UseSerialGC");
	}

	@Test
	void leavesToTheUserWhatTheUserDecides() {
		for (String heap : List.of("-Xmx1g", "-XX:MaxHeapSize=1g", "-XX:MaxRAMPercentage=10")) {
			assertThat(JvmOptions.choose(DEFAULTS.withArgs(List.of(heap)), 2)).as(heap)
				.noneMatch((option) -> option.startsWith("-Xm"));
		}
		assertThat(JvmOptions.choose(DEFAULTS.withArgs(List.of("-XX:+UseZGC")), 2)).doesNotContain("-XX:+UseSerialGC");
	}

	@Test
	void childSeesAtLeastTwoProcessorsWhereThereAreAsMany() {
		int available = Runtime.getRuntime().availableProcessors();
		assertThat(JvmOptions.choose(DEFAULTS, 1)).contains("-XX:ActiveProcessorCount=" + available);
		assertThat(JvmOptions.choose(DEFAULTS, 1024)).contains("-XX:ActiveProcessorCount=" + Math.min(2, available));
	}

	@Test
	void diagnosticOptionsAreOnlyForKnownJvmsAndLeaveNothingUnlocked() {
		assertThat(JvmOptions.choose(DEFAULTS.withExecutable(Path.of("another", "java")), 2))
			.noneMatch((option) -> option.contains("Diagnostic") || option.contains("Interval"));
		List<String> options = JvmOptions.choose(DEFAULTS, 2);
		assertThat(options.lastIndexOf("-XX:-UnlockDiagnosticVMOptions"))
			.isGreaterThanOrEqualTo(options.lastIndexOf("-XX:+UnlockDiagnosticVMOptions"));
		assertThat(options).doesNotContain("-XX:+IgnoreUnrecognizedVMOptions");
	}

	private static long heap(List<String> options) {
		return options.stream()
			.filter((option) -> option.startsWith("-Xmx"))
			.mapToLong((option) -> Long.parseLong(option.replaceAll("\\D", "")))
			.findFirst()
			.orElseThrow();
	}

}
