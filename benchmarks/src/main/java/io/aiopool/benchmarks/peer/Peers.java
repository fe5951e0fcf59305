package io.aiopool.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.aiopool.benchmarks.Bench;
import org.jspecify.annotations.Nullable;

/**
 * Starts the peers that this machine has. Those that it has not are named and left out.
 */
public final class Peers {

	/** Exact versions, installed below the work directory. */
	private static final List<String> NPM = List.of("workerpool@10.0.3", "piscina@5.3.2");

	private Peers() {
	}

	/** Makes a peer. */
	interface Maker {

		Peer make() throws Exception;

	}

	/** Those within a JVM, and the bare socket. */
	public static List<Peer> ofTheJvm(Bench bench) {
		List<Peer> peers = new ArrayList<>();
		add(peers, bench, "aiopool", AiopoolPeer::new);
		add(peers, bench, "bare socket", BareSocketPeer::new);
		add(peers, bench, "fixed pool", ThreadsPeer::fixed);
		add(peers, bench, "virtual threads", ThreadsPeer::virtual);
		return peers;
	}

	/** All of them. */
	public static List<Peer> all(Bench bench) {
		List<Peer> peers = ofTheJvm(bench);
		add(peers, bench, "Hazelcast executor", HazelcastPeer::new);
		for (String kind : List.of("workerpool", "piscina")) {
			add(peers, bench, "Node " + kind, () -> node(bench, kind));
		}
		for (String kind : List.of("Pool", "ProcessPoolExecutor", "aiomultiprocess")) {
			add(peers, bench, "Python " + kind, () -> python(bench, kind));
		}
		return peers;
	}

	private static void add(List<Peer> peers, Bench bench, String name, Maker maker) {
		try {
			peers.add(maker.make());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (Exception ex) {
			bench.say("   skipped: " + name + ", " + ((ex.getMessage() != null) ? ex.getMessage() : ex));
		}
	}

	static ScriptPeer python(Bench bench, String kind) throws IOException {
		Path checkout = bench.aiomultiprocess();
		if (kind.equals("aiomultiprocess") && checkout == null) {
			throw new IOException("no checkout given: --aiomultiprocess=<directory>");
		}
		Path script = script(bench, "pools.py");
		return new ScriptPeer("Python " + kind, List.of("python3", script.toString(), kind), bench.work(),
				(checkout != null) ? Map.of("PYTHONPATH", checkout.toString()) : Map.of());
	}

	/**
	 * The aiomultiprocess peer, asked for more than others can do.
	 * @param modules what it needs to import for that
	 */
	public static @Nullable Sets aiomultiprocess(Bench bench, String... modules) {
		try {
			requireModules(modules);
			ScriptPeer peer = python(bench, "aiomultiprocess");
			return new Sets(peer);
		}
		catch (IOException ex) {
			bench.say("   skipped: Python aiomultiprocess, " + ex.getMessage());
			return null;
		}
	}

	private static void requireModules(String... modules) throws IOException {
		if (modules.length == 0) {
			return;
		}
		String imports = "import " + String.join(", ", modules);
		Process python = new ProcessBuilder("python3", "-c", imports).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (python.onExit().join().exitValue() != 0) {
			throw new IOException("python3 cannot '" + imports + "'. Debian has them as python3-<name>");
		}
	}

	/**
	 * Work that is described in words.
	 *
	 * @param peer who does it
	 */
	public record Sets(Peer peer) implements AutoCloseable {

		/** Does it. */
		public Map<String, Double> ask(String line) throws IOException, InterruptedException {
			Map<String, Double> values = ((ScriptPeer) this.peer).ask(line);
			return (values != null) ? values : Map.of();
		}

		@Override
		public void close() throws Exception {
			this.peer.close();
		}

	}

	private static ScriptPeer node(Bench bench, String kind) throws IOException, InterruptedException {
		Path directory = bench.work().resolve("node");
		if (!Files.isDirectory(directory.resolve("node_modules").resolve(kind))) {
			install(directory);
		}
		Path script = script(bench, "node/pools.mjs");
		return new ScriptPeer("Node " + kind, List.of("node", script.toString(), kind), directory, Map.of());
	}

	private static void install(Path directory) throws IOException, InterruptedException {
		Files.createDirectories(directory);
		Files.writeString(directory.resolve("package.json"), "{\"private\": true}\n");
		List<String> command = new ArrayList<>(
				List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"));
		command.addAll(NPM);
		Process npm = new ProcessBuilder(command).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("npm.log").toFile())
			.start();
		if (!npm.waitFor(2, TimeUnit.MINUTES)) {
			npm.destroyForcibly();
			throw new IOException("npm does not end");
		}
		if (npm.exitValue() != 0) {
			throw new IOException("npm fails: " + Files.readString(directory.resolve("npm.log")));
		}
	}

	/** Copies a script out, named by its last part. */
	private static Path script(Bench bench, String path) throws IOException {
		Path file = bench.work().resolve(path);
		Files.createDirectories(file.getParent());
		try (var in = Peers.class.getResourceAsStream(file.getFileName().toString())) {
			if (in == null) {
				throw new IOException("there is no " + file.getFileName());
			}
			Files.write(file, in.readAllBytes());
		}
		return file;
	}

}
