package io.aiopool.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import io.aiopool.WorkerContext;
import io.aiopool.WorkerInitializer;

/**
 * What the tests of this package run in workers.
 */
final class LifeTasks {

	private static final List<byte[]> LEAK = new ArrayList<>();

	private LifeTasks() {
	}

	static long pid() {
		return ProcessHandle.current().pid();
	}

	static long pidAfter(long millis) throws InterruptedException {
		Thread.sleep(millis);
		return pid();
	}

	static CompletableFuture<Long> pidAfterAsync(long millis) {
		return CompletableFuture.supplyAsync(LifeTasks::pid,
				CompletableFuture.delayedExecutor(millis, java.util.concurrent.TimeUnit.MILLISECONDS));
	}

	/** Waits until the file exists. */
	static long pidOnce(String file) throws InterruptedException {
		while (!Files.exists(Path.of(file))) {
			Thread.sleep(5);
		}
		return pid();
	}

	static long noted(String file) throws IOException {
		Files.writeString(Path.of(file), pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		return pid();
	}

	static long recurse(long depth) {
		return (depth < 0) ? depth : recurse(depth + 1) + 1;
	}

	/** Keeps memory for ever, all of it touched. */
	static long leak(int megabytes) {
		for (int i = 0; i < megabytes; i++) {
			byte[] block = new byte[1 << 20];
			java.util.Arrays.fill(block, (byte) 1);
			LEAK.add(block);
		}
		return pid();
	}

	/** Makes as much garbage, and keeps none of it. */
	static long waste(int megabytes) {
		List<byte[]> blocks = new ArrayList<>();
		for (int i = 0; i < megabytes; i++) {
			byte[] block = new byte[1 << 20];
			java.util.Arrays.fill(block, (byte) 1);
			blocks.add(block);
		}
		return pid() + blocks.size() - megabytes;
	}

	/** Done in no time, unless it is to wait for a file. */
	static long tiny(String name, String file) throws InterruptedException {
		return file.isEmpty() ? name.length() : pidOnce(file);
	}

	static long printAndExit(int status) {
		System.err.println("last words");
		return exit(status);
	}

	static void signal(String name, long pid) {
		try {
			new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Says, when its process ends, which threads still read what the parent says. */
	static long noteReadersAtExit(String file) {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try {
				long end = System.nanoTime() + 10_000_000_000L;
				List<String> readers = readers();
				while (!readers.isEmpty() && System.nanoTime() - end < 0) {
					Thread.sleep(1);
					readers = readers();
				}
				Files.writeString(Path.of(file), "readers: " + readers);
			}
			catch (IOException | InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}));
		return pid();
	}

	static List<String> readers() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> Arrays.stream(thread.getValue())
				.anyMatch((frame) -> frame.getMethodName().equals("read")
						&& frame.getClassName().startsWith("sun.nio.ch.")))
			.map((thread) -> thread.getKey().getName())
			.toList();
	}

	/** Does not let workers leave. */
	static class HangingTeardown implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			context.onClose(() -> {
				while (true) {
					LockSupport.park();
				}
			});
		}

	}

	/** Does not let workers become ready. */
	static class Refusing implements WorkerInitializer {

		@Override
		public void initialize(WorkerContext context) {
			throw new IllegalStateException("not today");
		}

	}

	static long exit(int status) {
		Runtime.getRuntime().halt(status);
		return status;
	}

	/** With all that the JVM does at its end. */
	static long exitInOrder(int status) {
		System.exit(status);
		return status;
	}

	/** Does not react to an interrupt. */
	static long spin() {
		long count = 0;
		while (count >= 0) {
			count = (count + 1) & Long.MAX_VALUE;
		}
		return count;
	}

	/** Uses all processors that it can get. */
	static long busy(long millis) {
		long end = System.nanoTime() + millis * 1_000_000;
		Runnable burn = () -> {
			while (System.nanoTime() - end < 0) {
				Thread.onSpinWait();
			}
		};
		for (int i = 0; i < 4; i++) {
			Thread thread = new Thread(burn);
			thread.setDaemon(true);
			thread.start();
		}
		burn.run();
		return pid();
	}

}
