package io.aiopool.child;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import sun.misc.Unsafe;

/**
 * A small child JVM that behaves, or misbehaves, as the line says that it gets on its
 * standard input.
 */
public final class TestChild {

	static final long FLOOD = 100L << 20;

	private TestChild() {
	}

	public static void main(String[] args) throws Exception {
		long mainReached = System.nanoTime();
		FileInputStream input = ParentWatch.openInput();
		String line = readLine(input);
		Signals.ignoreTerminal();
		ParentWatch.start(input);
		String[] words = line.split(" ", 2);
		run(words[0], (words.length > 1) ? words[1] : "", mainReached);
	}

	private static void run(String behaviour, String argument, long mainReached) throws Exception {
		switch (behaviour) {
			case "idle" -> say("ready");
			case "main-reached" -> say(Long.toString(mainReached));
			case "busy" -> busy();
			case "thrash" -> thrash();
			case "flood" -> flood();
			case "exit" -> System.exit(Integer.parseInt(argument));
			case "crash" -> crash();
			case "exhaust-heap" -> exhaustHeap();
			case "close-streams" -> closeStreams();
			case "describe" -> describe(argument);
			case "start" -> new ProcessBuilder("/bin/sh", "-c", argument).inheritIO().start();
			case "print" -> print(argument);
			default -> throw new IllegalArgumentException(behaviour);
		}
		new CountDownLatch(1).await();
	}

	private static String readLine(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int read = in.read(); read != '\n' && read != -1; read = in.read()) {
			line.write(read);
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	private static void say(String text) {
		System.out.println(text);
	}

	/** A loop without a call, which a compiler likes to make unstoppable. */
	private static void busy() {
		say("ready");
		int sum = 0;
		while (true) {
			for (int i = 1; i < Integer.MAX_VALUE; i++) {
				sum += sum % i;
			}
			if (sum == Integer.MIN_VALUE) {
				say("never");
			}
		}
	}

	/** Fills most of the heap, then does nothing but collect garbage. */
	private static void thrash() {
		byte[][] kept = new byte[(int) (Runtime.getRuntime().maxMemory() * 6 / 10 / 1024)][];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = new byte[1000];
		}
		say("ready");
		while (kept.length > 0) {
			System.gc();
		}
	}

	private static void flood() throws IOException {
		byte[] block = "x".repeat(8192).getBytes(StandardCharsets.US_ASCII);
		try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
			for (long written = 0; written < FLOOD; written += block.length) {
				out.write(block);
			}
			out.write("the end".getBytes(StandardCharsets.US_ASCII));
		}
		Runtime.getRuntime().halt(0);
	}

	private static void crash() throws ReflectiveOperationException {
		Field field = Unsafe.class.getDeclaredField("theUnsafe");
		field.setAccessible(true);
		((Unsafe) field.get(null)).getByte(0L);
	}

	private static void exhaustHeap() {
		List<byte[]> kept = new ArrayList<>();
		while (true) {
			kept.add(new byte[1 << 20]);
		}
	}

	private static void closeStreams() throws IOException {
		say("ready");
		System.in.close();
		new FileInputStream(FileDescriptor.in).close();
		System.out.close();
		System.err.close();
	}

	/** Prints those facts that match a regular expression. */
	private static void describe(String pattern) throws IOException {
		List<String> facts = new ArrayList<>();
		System.getenv().forEach((name, value) -> facts.add("env " + name + "=" + value));
		System.getProperties().forEach((name, value) -> facts.add("property " + name + "=" + value));
		ManagementFactory.getRuntimeMXBean().getInputArguments().forEach((argument) -> facts.add("option " + argument));
		facts.add("directory " + Path.of("").toAbsolutePath());
		Path stat = Path.of("/proc/self/stat");
		if (Files.exists(stat)) {
			facts.add("nice " + Files.readString(stat).replaceAll(".*\\) ", "").split(" ")[16]);
		}
		facts.stream().filter((fact) -> fact.matches(pattern)).forEach(TestChild::say);
		say("ready");
	}

	private static void print(String text) {
		System.out.print(text);
		System.out.flush();
		Runtime.getRuntime().halt(0);
	}

}
