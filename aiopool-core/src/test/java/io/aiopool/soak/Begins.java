package io.aiopool.soak;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The begins of tasks, as the children have noted them: each appends a line
 * {@code id,pid,attempt} to a file of its own before a task has any effect.
 */
final class Begins {

	private static final int MOST_ATTEMPTS = 8;

	private static FileOutputStream file;

	/** How often each id began, and a bit for each attempt that did. */
	private final ByteBuffer counts;

	private final ByteBuffer attempts;

	private final ByteBuffer repeats;

	private long total;

	private Begins(int lastId) {
		this.counts = ByteBuffer.allocateDirect(lastId + 1);
		this.attempts = ByteBuffer.allocateDirect(lastId + 1);
		this.repeats = ByteBuffer.allocateDirect(lastId + 1);
	}

	/**
	 * In a child: where it notes begins. Not a channel, which an interrupted thread would
	 * close.
	 */
	static void open(Path directory, String name) throws IOException {
		file = new FileOutputStream(directory.resolve(name + "-" + ProcessHandle.current().pid()).toFile(), true);
	}

	/** In a child: a task begins. One write, so lines of several threads never mix. */
	static void note(int id, int attempt) throws IOException {
		file.write(
				(id + "," + ProcessHandle.current().pid() + "," + attempt + "\n").getBytes(StandardCharsets.US_ASCII));
	}

	/** Reads what all children have noted. */
	static Begins read(Path directory, int lastId) throws IOException {
		Begins begins = new Begins(lastId);
		List<Path> files;
		try (Stream<Path> all = Files.list(directory)) {
			files = all.sorted().toList();
		}
		for (Path one : files) {
			try (Stream<String> lines = Files.lines(one, StandardCharsets.US_ASCII)) {
				lines.forEach(begins::add);
			}
		}
		return begins;
	}

	private void add(String line) {
		int comma = line.indexOf(',');
		add(Integer.parseInt(line, 0, comma, 10), Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)));
	}

	private void add(int id, int attempt) {
		this.total++;
		byte bit = (byte) (1 << Math.min(attempt, MOST_ATTEMPTS) - 1);
		if ((this.attempts.get(id) & bit) != 0) {
			increment(this.repeats, id);
		}
		this.attempts.put(id, (byte) (this.attempts.get(id) | bit));
		increment(this.counts, id);
	}

	private static void increment(ByteBuffer counts, int id) {
		counts.put(id, (byte) Math.min(counts.get(id) + 1, Byte.MAX_VALUE));
	}

	/** How many lines there are. */
	long total() {
		return this.total;
	}

	/** How often a task began. */
	int count(int id) {
		return this.counts.get(id);
	}

	/** How often it began an attempt that had begun before. */
	int repeats(int id) {
		return this.repeats.get(id);
	}

}
