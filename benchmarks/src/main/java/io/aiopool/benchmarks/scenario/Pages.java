package io.aiopool.benchmarks.scenario;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.sun.net.httpserver.HttpServer;
import io.aiopool.AsyncFunction;
import io.aiopool.ProcessPool;
import io.aiopool.benchmarks.Arm;
import io.aiopool.benchmarks.Bench;
import io.aiopool.benchmarks.Scenario;
import io.aiopool.benchmarks.Timing;
import io.aiopool.benchmarks.peer.AiopoolPeer;
import io.aiopool.benchmarks.peer.Peers;

/**
 * The work that started it all: 50 list pages and then 1,000 detail pages are fetched
 * from a server that takes 30 ms for each, and their titles found; start and end of the
 * pool included.
 */
final class Pages implements Scenario {

	private static final int LISTS = 50;

	private static final int DETAILS = 1_000;

	private static final int PROCESSES = 2;

	private static final int CONCURRENCY = 64;

	private static final long DELAY_MILLIS = 30;

	private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>");

	@Override
	public String name() {
		return "pages";
	}

	@Override
	public String title() {
		return "50 + 1,000 pages from a server that takes 30 ms for each, start and end of the pool included";
	}

	@Override
	public List<Arm> arms(Bench bench) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(2 * PROCESSES * CONCURRENCY);
		HttpServer server = serve(threads);
		String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/page/";
		List<Arm> arms = new ArrayList<>();
		arms.add(Arm.of("aiopool", () -> Map.of("s", ours(url, LISTS) + ours(url, DETAILS)), () -> {
			server.stop(0);
			threads.shutdownNow();
		}));
		Peers.Sets theirs = Peers.aiomultiprocess(bench);
		if (theirs != null) {
			arms.add(Arm.of(theirs.peer().name(),
					() -> Map.of("s", theirs(theirs, url, LISTS) + theirs(theirs, url, DETAILS)), theirs));
		}
		return arms;
	}

	private static double theirs(Peers.Sets theirs, String url, int count) throws Exception {
		Double seconds = theirs.ask("pages " + url + " " + count + " " + PROCESSES + " " + CONCURRENCY).get("s");
		return (seconds != null) ? seconds : Double.NaN;
	}

	private static double ours(String url, int count) {
		long begin = System.nanoTime();
		try (ProcessPool pool = AiopoolPeer.builder(PROCESSES).childConcurrency(CONCURRENCY).build()) {
			AsyncFunction<String, String> body = Pages::title;
			pool.mapAsync(body, IntStream.range(0, count).mapToObj((number) -> url + number)).toList();
		}
		return Timing.millisSince(begin) / 1e3;
	}

	private static HttpServer serve(ExecutorService threads) throws Exception {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
		server.setExecutor(threads);
		server.createContext("/page/", (exchange) -> {
			try {
				Thread.sleep(DELAY_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			byte[] body = ("<html><title>" + exchange.getRequestURI() + "</title>" + "<p>text</p>".repeat(500))
				.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		return server;
	}

	static CompletionStage<String> title(String url) {
		return PageClient.get(URI.create(url)).thenApply((page) -> {
			Matcher matcher = TITLE.matcher(page);
			return matcher.find() ? matcher.group(1) : "";
		});
	}

	@Override
	public int rounds(Bench bench) {
		return bench.quick() ? 1 : 5;
	}

	@Override
	public int warmUp(Bench bench) {
		return 0;
	}

}
