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
		for (Path jdk : ExecutableJar.jdks(bench)) {
			String name = "JDK " + feature(jdk);
			ApplicationCache cache = new ApplicationCache(bench.work());
			fill(cache, jdk, jar);
			arms.add(Arm.of(name + ", without archive", () -> first(jdk, jar, cache, "--aiopool.startup-cache=off")));
			arms.add(Arm.of(name + ", from the archive", () -> first(jdk, jar, cache), cache));
		}
		return arms;
	}

	/** As the application's first run does. */
	private static void fill(ApplicationCache cache, Path jdk, Path jar) throws Exception {
		try (RunningApplication application = start(jdk, jar, cache)) {
			application.values();
			cache.awaitArchive();
		}
	}

	private static Map<String, Double> first(Path jdk, Path jar, ApplicationCache cache, String... arguments)
			throws Exception {
		try (RunningApplication application = start(jdk, jar, cache, arguments)) {
			return application.values();
		}
	}

	private static RunningApplication start(Path jdk, Path jar, ApplicationCache cache, String... arguments)
			throws IOException {
		List<String> command = ExecutableJar.command(jdk, jar, "--server.port=0", "--aiopool.start=lazy");
		command.addAll(List.of(arguments));
		return new RunningApplication(command, cache);
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
		return bench.quick() ? 1 : 11;
	}

	@Override
	public int warmUp(Bench bench) {
		return bench.quick() ? 0 : 1;
	}

}
