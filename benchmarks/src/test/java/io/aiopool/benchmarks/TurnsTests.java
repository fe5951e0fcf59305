package io.aiopool.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Work;
import io.aiopool.benchmarks.report.Figures;
import io.aiopool.benchmarks.report.MarkdownReport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the harness works; how fast anything is, is no matter of a test.
 */
class TurnsTests {

	@TempDir
	private Path work;

	private final Figures figures = Figures.in(Map.of("java", "any"));

	@Test
	void armsTakeTurnsAndWarmUpDoesNotCount() throws Exception {
		List<String> turns = new ArrayList<>();
		run(List.of(counting("one", turns), counting("two", turns)));
		assertThat(turns).containsExactly("one", "two", "one", "two", "one", "two", "one closed", "two closed");
		assertThat(this.figures.values().get("test").get("one")).containsEntry("turn", List.of(3.0, 5.0));
	}

	@Test
	void armThatFailsIsClosedAndLeftOut() throws Exception {
		List<String> turns = new ArrayList<>();
		Arm broken = Arm.of("broken", () -> {
			throw new IllegalStateException("on purpose");
		}, () -> turns.add("broken closed"));
		run(List.of(broken, counting("two", turns)));
		assertThat(turns).containsExactly("broken closed", "two", "two", "two", "two closed");
		assertThat(this.figures.values().get("test")).containsOnlyKeys("two");
	}

	@Test
	void poolIsMeasuredInEveryWayAndLeavesNoProcess() throws Exception {
		List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
		AiopoolPeer peer = new AiopoolPeer();
		run(List.of(Arm.of("aiopool",
				() -> Map.of("no-op", only(peer, Work.Kind.NO_OP, 50, 0), "flood",
						only(peer, Work.Kind.FLOOD, Work.WINDOW, 0), "map", only(peer, Work.Kind.MAP, 1_000, 0), "echo",
						only(peer, Work.Kind.ECHO, 3, 100_000), "beside", only(peer, Work.Kind.ECHO_BESIDE, 3, 1_000),
						"kill", only(peer, Work.Kind.KILL, 1, 0)),
				peer)));
		assertThat(this.figures.values().get("test").get("aiopool")).containsOnlyKeys("no-op", "flood", "map", "echo",
				"beside", "kill");
		assertThat(MarkdownReport.of(this.figures)).contains("| aiopool | **");
		Awaitility.await()
			.until(() -> ProcessHandle.current()
				.descendants()
				.filter((process) -> !before.contains(process))
				.count() == 0);
	}

	private static double only(AiopoolPeer peer, Work.Kind kind, int count, int bytes) throws Exception {
		Map<String, Double> values = peer.measure(new Work(kind, count, bytes));
		assertThat(values).isNotEmpty();
		assertThat(values.values()).allMatch((value) -> value > 0);
		return values.values().iterator().next();
	}

	private static Arm counting(String name, List<String> turns) {
		return Arm.of(name, () -> {
			turns.add(name);
			return Map.of("turn", (double) turns.size());
		}, () -> turns.add(name + " closed"));
	}

	private void run(List<Arm> arms) throws Exception {
		new Turns(new Bench(true, this.work, null), this.figures).run(new Scenario() {
			@Override
			public String name() {
				return "test";
			}

			@Override
			public String title() {
				return "A test";
			}

			@Override
			public List<Arm> arms(Bench bench) {
				return arms;
			}

			@Override
			public int warmUp(Bench bench) {
				return 1;
			}

			@Override
			public int rounds(Bench bench) {
				return 2;
			}
		});
	}

}
