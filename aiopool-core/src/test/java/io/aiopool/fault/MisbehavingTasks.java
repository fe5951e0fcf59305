package io.aiopool.fault;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import sun.misc.Unsafe;

/**
 * What the code of users does to a worker, one method for each way. All of it runs in a
 * child JVM; none of it knows of the engine.
 */
public final class MisbehavingTasks {

	/** Keeps what must not be collected. */
	private static final List<Object> KEPT = new ArrayList<>();

	private MisbehavingTasks() {
	}

	public static String exit(int status) {
		System.exit(status);
		return "not reached";
	}

	public static String halt(int status) {
		Runtime.getRuntime().halt(status);
		return "not reached";
	}

	/** Prints what a JVM prints whose memory is used up, and leaves as that one does. */
	static String pretendOutOfMemory() {
		System.out.println("Terminating due to java.lang.OutOfMemoryError: Java heap space");
		System.err.println("java.lang.OutOfMemoryError: Java heap space");
		return halt(3);
	}

	/** Ends its process with any status above zero; waits for the file with zero. */
	static String haltOr(int status, String file) throws InterruptedException {
		if (status > 0) {
			return halt(status);
		}
		while (!Files.exists(Path.of(file))) {
			Thread.sleep(5);
		}
		return "lives";
	}

	/** A loop without a call, which a compiler likes to make unstoppable. */
	public static long loop() {
		long sum = 0;
		while (sum != -1) {
			for (int i = 1; i < Integer.MAX_VALUE; i++) {
				sum = (sum + i) & Integer.MAX_VALUE;
			}
		}
		return sum;
	}

	/** Waits without end, and whoever interrupts it is not heard. */
	public static String ignoreInterrupts() {
		while (!KEPT.contains("the end")) {
			LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
			Thread.interrupted();
		}
		return "not reached";
	}

	static String deadlock() throws InterruptedException {
		Object first = new Object();
		Object second = new Object();
		CountDownLatch held = new CountDownLatch(1);
		CountDownLatch bothHeld = new CountDownLatch(1);
		Thread other = new Thread(() -> {
			synchronized (second) {
				held.countDown();
				awaitQuietly(bothHeld);
				synchronized (first) {
					KEPT.add(first);
				}
			}
		}, "other half");
		other.setDaemon(true);
		synchronized (first) {
			other.start();
			held.await();
			bothHeld.countDown();
			synchronized (second) {
				return "not reached";
			}
		}
	}

	/** Opening a pipe that nobody writes to blocks in the system, interrupted or not. */
	/**
	 * Makes a pipe that nobody writes to. Takes a process and can be interrupted, so
	 * whoever blocks on it makes it beforehand.
	 */
	public static String makePipe(Path directory) throws IOException, InterruptedException {
		Path pipe = directory.resolve("pipe");
		new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
		return pipe.toString();
	}

	public static String blockInNativeCode(String pipe) throws IOException {
		try (InputStream in = new FileInputStream(pipe)) {
			return "read " + in.read();
		}
	}

	static String leakThreads(int count) {
		for (int i = 0; i < count; i++) {
			Thread thread = new Thread(() -> awaitQuietly(new CountDownLatch(1)), "leaked-" + i);
			thread.setDaemon(i % 2 == 0);
			thread.start();
		}
		return "done";
	}

	/** Its thread goes on, prints and writes after the task has ended. */
	static String workOn(String file) {
		Thread thread = new Thread(() -> {
			for (int i = 0; i < 1000; i++) {
				System.out.println("late output " + i);
			}
			note(file, "late work");
		});
		thread.start();
		return "done";
	}

	static String changeTheJvm() {
		System.setProperty("aiopool.fault", "changed");
		System.setProperty("user.home", "/nowhere");
		Locale.setDefault(Locale.forLanguageTag("tlh"));
		TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
		return System.getProperty("aiopool.fault") + " " + Locale.getDefault() + " " + TimeZone.getDefault().getID();
	}

	static String closeStreams() throws IOException {
		System.in.close();
		new FileInputStream(FileDescriptor.in).close();
		System.out.close();
		System.err.close();
		return "closed";
	}

	/** Reads to the end of its input, as does a program that it starts. */
	static String letAProgramRead() throws IOException, InterruptedException {
		Process cat = new ProcessBuilder("cat").inheritIO().start();
		try (InputStream own = new FileInputStream(FileDescriptor.in)) {
			int read = own.read();
			return "exit " + cat.waitFor() + ", read " + read;
		}
		finally {
			cat.destroyForcibly();
		}
	}

	static String flood(int megabytes) throws IOException {
		byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
		OutputStream out = new FileOutputStream(FileDescriptor.out);
		for (int written = 0; written < megabytes * 16; written++) {
			out.write(block);
		}
		return "printed";
	}

	public static String exitWithHangingHook() {
		Runtime.getRuntime().addShutdownHook(new Thread(MisbehavingTasks::ignoreInterrupts));
		return exit(0);
	}

	/** Leaves a process behind that has our standard output, and dies. */
	public static String leaveGrandchild(String file) throws IOException {
		Process grandchild = new ProcessBuilder("sleep", "300").inheritIO().start();
		note(file, Long.toString(grandchild.pid()));
		return halt(9);
	}

	public static String segfault() throws ReflectiveOperationException {
		Field field = Unsafe.class.getDeclaredField("theUnsafe");
		field.setAccessible(true);
		return "not reached " + ((Unsafe) field.get(null)).getByte(0L);
	}

	public static int exhaustHeap() {
		while (true) {
			KEPT.add(new byte[1 << 20]);
		}
	}

	/** Every loader has a class of its own. */
	public static int exhaustMetaspace() throws Exception {
		byte[] code;
		try (InputStream in = MisbehavingTasks.class.getResourceAsStream("MisbehavingTasks.class")) {
			code = in.readAllBytes();
		}
		while (true) {
			KEPT.add(new DefiningLoader().define(code));
		}
	}

	public static int exhaustDirectMemory() {
		while (true) {
			KEPT.add(ByteBuffer.allocateDirect(1 << 20));
		}
	}

	/** No system has room for such a stack. */
	public static String exhaustThreads() {
		new Thread(null, () -> {
		}, "huge", 1L << 46).start();
		return "not reached";
	}

	public static int overflowStack(int depth) {
		return (depth < 0) ? depth : overflowStack(depth + 1) + 1;
	}

	/** Appends a line to a file, in one piece. */
	public static void note(String file, String line) {
		try {
			Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class DefiningLoader extends ClassLoader {

		private DefiningLoader() {
			super(MisbehavingTasks.class.getClassLoader());
		}

		Class<?> define(byte[] code) {
			return defineClass(null, code, 0, code.length);
		}

	}

}
