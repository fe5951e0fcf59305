package io.aiopool.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CrashReportLinesTests {

	private final List<String> shown = new ArrayList<>();

	private final OutputLines lines = new OutputLines(false, 100, new OutputListener() {

		@Override
		public void printed(boolean error, String line) {
			CrashReportLinesTests.this.shown.add(line);
		}

		@Override
		public void leftOut(long lines) {
			CrashReportLinesTests.this.shown.add("left out " + lines);
		}

	});

	private List<String> print(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.lines.append(bytes, bytes.length);
		this.lines.end();
		return this.shown;
	}

	@Test
	void summaryOfACrashIsNotShown() {
		assertThat(print("before\n#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n"
				+ "#  SIGSEGV (0xb) at pc=0x1, pid=1, tid=1\n#\nafter\n# a comment\n"))
			.containsExactly("before", "after", "# a comment");
	}

	@Test
	void summaryGoesOnAfterAWarning() {
		assertThat(print("#\n# A fatal error has been detected by the Java Runtime Environment:\n#\n[0.5s][warning] x\n"
				+ "#\n# If you would like to submit a bug report, please visit:\n#   there\n#\nafter\n#\n# mine\n"))
			.containsExactly("[0.5s][warning] x", "after", "#", "# mine");
	}

	@Test
	void otherLinesWithTheMarkAreShownInTheirOrder() {
		assertThat(print("#\n#\n# mine\n#\nother\n#")).containsExactly("#", "#", "# mine", "#", "other", "#");
	}

	@Test
	void lackOfMemoryIsACrashToo() {
		assertThat(print("#\n# There is insufficient memory for the Java Runtime Environment to continue.\n# x\n"))
			.isEmpty();
	}

}
