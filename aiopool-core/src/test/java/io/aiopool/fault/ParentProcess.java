package io.aiopool.fault;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.aiopool.PoolBuilder;
import io.aiopool.ProcessPool;
import io.aiopool.RestartSettings;
import io.aiopool.StartMode;
import io.aiopool.WorkerState;

/**
 * A JVM with a pool of its own, for faults of the parent that a test cannot have in its
 * own JVM. Prints what comes of it, a line each.
 */
final class ParentProcess {

	private static final int STATUS = 7;

	private static final Duration DRAIN = Duration.ofMillis(1500);

	private ParentProcess() {
	}

	/**
	 * Starts this in a JVM of its own, by a command that may limit it first. Its classes
	 * are in archives, as those of a program that is shipped: it has these open already.
	 */
	static Process start(Path directory, String limit, String mode) throws IOException {
		String classPath = Archives.of(System.getProperty("java.class.path"), directory.resolve("jars"));
		Path pools = Files.createDirectory(directory.resolve("pools"));
		List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", limit + " exec \"$@\"", "limit"));
		command.addAll(
				List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
						"-Daiopool.directory=" + pools, "-cp", classPath, ParentProcess.class.getName(), mode));
		return new ProcessBuilder(command).redirectErrorStream(true).start();
	}

	public static void main(String[] mode) throws Exception {
		if (mode[0].equals("exit")) {
			exitWhileBusy();
		}
		else {
			runOutOfDescriptors();
		}
	}

	/** Tells from a shutdown hook of its own, as hooks run at the same time. */
	private static void exitWhileBusy() throws Exception {
		ProcessPool pool = builder(2).drainTimeout(DRAIN).build();
		awaitReady(pool, 2);
		CompletableFuture<String> quick = pool.apply(() -> {
			TimeUnit.MILLISECONDS.sleep(500);
			return "drained";
		});
		CompletableFuture<String> endless = pool.apply(MisbehavingTasks::ignoreInterrupts);
		FaultPools.eventually(() -> pool.statistics().inFlight() == 2);
		CompletableFuture<String> queued = pool.apply(() -> "queued");
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			say("queued", () -> queued);
			say("new", () -> pool.apply(() -> "new"));
			say("quick", () -> quick);
			say("endless", () -> endless);
		}));
		System.exit(STATUS);
	}

	private static void say(String name, Supplier<CompletableFuture<String>> future) {
		String outcome;
		try {
			outcome = FaultPools.await(future.get());
		}
		catch (CompletionException ex) {
			outcome = String.valueOf(ex.getCause());
		}
		catch (RuntimeException ex) {
			outcome = ex.toString();
		}
		System.out.println(name + " " + outcome);
	}

	/** One of two workers is killed while no descriptor is left to start another with. */
	private static void runOutOfDescriptors() throws Exception {
		ProcessPool pool = builder(2)
			.restart(new RestartSettings(Duration.ofMillis(100), Duration.ofMillis(400), 1000, Duration.ofSeconds(10)))
			.build();
		awaitReady(pool, 2);
		// Whatever has to be loaded for that is loaded before.
		kill(pool, pool.workers().get(0).pid());
		awaitReady(pool, 2);
		long victim = pool.workers().get(0).pid();
		String input = standardInput();
		List<InputStream> taken = takeAllDescriptors();
		long before = pool.statistics().workersStarted();
		kill(pool, victim);
		int served = 0;
		long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
		while (System.nanoTime() < until) {
			served += FaultPools.await(pool.apply(() -> 1));
			TimeUnit.MILLISECONDS.sleep(1);
		}
		long attempts = pool.statistics().workersStarted() - before;
		int ready = pool.statistics().ready();
		long closed = taken.stream().filter((one) -> !giveBack(one)).count();
		System.out.println("took " + taken.size());
		System.out.println("served " + served);
		System.out.println("attempts " + attempts);
		System.out.println("ready " + ready);
		System.out.println("closed-by-others " + (closed + (standardInput().equals(input) ? 0 : 1)));
		awaitReady(pool, 2);
		System.out.println("healed " + FaultPools.await(pool.apply(() -> "yes")));
		pool.close();
	}

	private static List<InputStream> takeAllDescriptors() {
		List<InputStream> taken = new ArrayList<>();
		try {
			while (true) {
				taken.add(new FileInputStream("/dev/null"));
			}
		}
		catch (IOException ex) {
			return taken;
		}
	}

	/** Unless something else has closed it already. */
	private static boolean giveBack(InputStream one) {
		try {
			one.close();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** What is behind it; finding out takes no descriptor. */
	private static String standardInput() throws IOException {
		Path descriptor = Path.of("/proc/self/fd/0");
		return Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor).toString() : "closed";
	}

	/** Has one killed from outside: to look at a process takes a descriptor. */
	private static void kill(ProcessPool pool, long victim) {
		System.out.println("victim " + victim);
		FaultPools.eventually(() -> pool.workers().stream().noneMatch((worker) -> worker.pid() == victim));
	}

	private static void awaitReady(ProcessPool pool, int count) {
		FaultPools.eventually(
				() -> pool.workers().stream().filter((worker) -> worker.state() == WorkerState.READY).count() == count);
	}

	private static PoolBuilder builder(int processes) {
		return FaultPools.small().processes(processes).start(StartMode.BACKGROUND);
	}

}
