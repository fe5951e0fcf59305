package io.aiopool.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;

/** From the start of a pool to its first result, in an executable jar. */
final class Start implements Scenario {

	/** Enough to make an archive at the lowest priority. */
	private static final int STAY_MILLIS = 12_000;

	@Override
	public String name() {
		return "start";
	}

	@Override
	public String title() {
		return "Start of a pool to its first result in an executable jar with " + ExecutableJar.jars() + " jars";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		Path jar = ExecutableJar.pack(bench.work());
		List<Arm> arms = new ArrayList<>();
		for (Path jdk : ExecutableJar.jdks()) {
			String name = "JDK " + feature(jdk);
			Path cache = Files.createTempDirectory(bench.work(), "cache");
			run(jdk, jar, cache, "--stay=" + STAY_MILLIS);
			arms.add(Arm.of(name + ", without archive", () -> run(jdk, jar, cache, "--aiopool.startup-cache=off")));
			arms.add(Arm.of(name + ", from the archive", () -> run(jdk, jar, cache)));
		}
		return arms;
	}

	private static Map<String, Double> run(Path jdk, Path jar, Path cache, String... arguments) throws Exception {
		List<String> command = ExecutableJar.command(jdk, jar, "--server.port=0", "--aiopool.start=lazy");
		command.addAll(List.of(arguments));
		try (RunningApplication application = new RunningApplication(command, cache)) {
			Map<String, Double> values = application.values();
			application.awaitEnd();
			return values;
		}
	}

	private static String feature(Path jdk) throws IOException {
		Properties release = new Properties();
		try (var reader = Files.newBufferedReader(jdk.resolve("release"))) {
			release.load(reader);
		}
		return Integer
			.toString(Runtime.Version.parse(release.getProperty("JAVA_VERSION", "").replace("\"", "")).feature());
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 2 : 11;
	}

	@Override
	public int warmUp(Bench bench) {
		return bench.quick() ? 0 : 1;
	}

}
