package io.aiopool.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import io.aiopool.fault.MisbehavingTasks;

/**
 * Bodies of tasks that never end. Each makes a file with the id of its process once it
 * is, as far as it can tell, in the state that it is for.
 */
final class OrphanTasks {

	private static final int LARGE = 32 << 20;

	/** What the name of the file ends with that has the id of a detached process. */
	static final String DETACHED = ".detached";

	private OrphanTasks() {
	}

	static String loop(String file) throws IOException {
		announce(file);
		return "not reached " + MisbehavingTasks.loop();
	}

	static String hold(String file) throws IOException {
		announce(file);
		return MisbehavingTasks.ignoreInterrupts();
	}

	static String blockInNativeCode(String file) throws Exception {
		String pipe = MisbehavingTasks.makePipe(Files.createTempDirectory("orphan"));
		announce(file);
		return MisbehavingTasks.blockInNativeCode(pipe);
	}

	/** Fills most of the heap, then collects it again and again. */
	static String thrash(String file) throws IOException {
		byte[][] kept = new byte[(int) (Runtime.getRuntime().maxMemory() * 6 / 10 / 1024)][];
		for (int i = 0; i < kept.length; i++) {
			kept[i] = new byte[1000];
		}
		announce(file);
		while (kept.length > 0) {
			System.gc();
		}
		return "not reached";
	}

	/** The parent decodes nothing so large in the time that it has left. */
	static String write(String file) throws IOException {
		String large = "x".repeat(LARGE);
		announce(file);
		return large;
	}

	/** Its child, that one's child, and one that is nobody's child any more. */
	static String startProcesses(String file) throws IOException, InterruptedException {
		new ProcessBuilder("/bin/sh", "-c", "sleep 300; true").inheritIO().start();
		Process shell = new ProcessBuilder("/bin/sh", "-c", "sleep 300 >/dev/null 2>&1 & echo $!").start();
		String detached = new String(shell.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
		Files.writeString(Path.of(file + DETACHED), detached);
		announce(file);
		return MisbehavingTasks.ignoreInterrupts();
	}

	private static void announce(String file) throws IOException {
		Path complete = Path.of(file + ".new");
		Files.writeString(complete, Long.toString(ProcessHandle.current().pid()));
		Files.move(complete, Path.of(file));
	}

}
