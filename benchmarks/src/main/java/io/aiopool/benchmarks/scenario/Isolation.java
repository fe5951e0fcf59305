package io.aiopool.benchmarks.scenario;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;

/**
 * How late a heartbeat of 1 kHz is, and how long WebFlux requests take, in an application
 * that also builds and sorts strings on two threads: its own, or those of two workers.
 */
final class Isolation implements Scenario {

	@Override
	public String name() {
		return "isolation";
	}

	@Override
	public String title() {
		return "Heartbeat of 1 kHz and WebFlux requests beside work that builds and sorts 1.5 M strings on two threads";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		Path jar = ExecutableJar.pack(bench.work());
		ApplicationCache cache = new ApplicationCache(bench.work());
		return List.of(Arm.of("no work", () -> measure(bench, jar, cache, "--work=none")),
				Arm.of("same JVM", () -> measure(bench, jar, cache, "--work=same")),
				Arm.of("child", () -> measure(bench, jar, cache, "--work=child")), Arm.of("child, nice 19",
						() -> measure(bench, jar, cache, "--work=child", "--aiopool.jvm.niceness=19"), cache));
	}

	private static Map<String, Double> measure(Bench bench, Path jar, ApplicationCache cache, String... arguments)
			throws Exception {
		int seconds = bench.quick() ? 3 : 15;
		int port = freePort();
		List<String> command = ExecutableJar.command(Path.of(System.getProperty("java.home")), jar,
				"--server.port=" + port, "--seconds=" + seconds, "--aiopool.processes=2");
		command.addAll(List.of(arguments));
		try (RunningApplication application = new RunningApplication(command, cache)) {
			application.values();
			double[] requests = requests(port, seconds);
			Map<String, Double> values = new LinkedHashMap<>(application.values());
			values.put("request p50 ms", requests[requests.length / 2]);
			values.put("request p99 ms", requests[requests.length * 99 / 100]);
			return values;
		}
	}

	private static double[] requests(int port, int seconds) throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ping")).build();
		List<Double> millis = new ArrayList<>();
		long end = System.nanoTime() + seconds * 900_000_000L;
		while (System.nanoTime() < end) {
			long begin = System.nanoTime();
			client.send(request, BodyHandlers.ofString());
			millis.add((System.nanoTime() - begin) / 1e6);
			Thread.sleep(5);
		}
		double[] sorted = millis.stream().mapToDouble((value) -> value).toArray();
		Arrays.sort(sorted);
		return sorted;
	}

	private static int freePort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 3;
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

}
