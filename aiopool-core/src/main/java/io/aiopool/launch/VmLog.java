package io.aiopool.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What the JVM of one child itself has to say, in a file of its own. On the standard
 * output the same words could come from a task. A JVM that leaves for lack of memory says
 * so there; one that a task has ended with the same exit status does not.
 */
final class VmLog {

	/** How a JVM leaves with -XX:+ExitOnOutOfMemoryError. */
	private static final int STATUS = 3;

	private static final String LAST_WORDS = "\nTerminating due to java.lang.OutOfMemoryError";

	/** Other threads of the JVM may have said something after it. */
	private static final int TAIL_BYTES = 4 << 10;

	private final Path file;

	VmLog(Path file) {
		this.file = file;
	}

	/** The options with which a JVM keeps it. They are diagnostic, on every release. */
	List<String> options() {
		return List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+LogVMOutput", "-XX:LogFile=" + this.file,
				"-XX:-UnlockDiagnosticVMOptions");
	}

	/**
	 * Tells whether the JVM left for lack of memory, and forgets everything.
	 * @param status the exit status of the process
	 * @return {@code false} also if there is no log
	 */
	boolean endsOutOfMemory(int status) {
		try {
			boolean outOfMemory = status == STATUS && tail().contains(LAST_WORDS);
			Files.deleteIfExists(this.file);
			return outOfMemory;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private String tail() throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.READ)) {
			channel.position(Math.max(0, channel.size() - TAIL_BYTES));
			ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
			while (tail.hasRemaining() && channel.read(tail) != -1) {
				// The file does not grow any more
			}
			return new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
		}
	}

}
