package io.aiopool.soak;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A build that is broken on purpose, to see that the soak notices.
 */
enum Sabotage {

	/** Nothing is broken. */
	NONE,

	/** Of some tasks, the outcome never leaves the engine. */
	LOSE_COMPLETION,

	/** Some tasks have two outcomes. */
	REPEAT_COMPLETION,

	/**
	 * The flight recorder of a worker that is about to be killed says that nothing has
	 * begun there, so that the engine runs a task a second time.
	 */
	FORGET_BEGIN;

	/** One in so many outcomes is treated badly. */
	private static final int ONE_IN = 500;

	private static final Pattern RECORDER = Pattern.compile(".* (/\\S+/w\\d+-\\d+)");

	private static final int RECORDER_HEADER = 64;

	/** Passes an outcome on, as often as it should be or not. */
	void pass(int id, Runnable outcome) {
		boolean chosen = id % ONE_IN == 0;
		if (!(chosen && this == LOSE_COMPLETION)) {
			outcome.run();
		}
		if (chosen && this == REPEAT_COMPLETION) {
			outcome.run();
		}
	}

	/** In a child: if that is what is broken, its recorder is wiped. */
	void forgetBegins() throws IOException {
		if (this != FORGET_BEGIN) {
			return;
		}
		List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
		for (String line : maps) {
			Matcher recorder = RECORDER.matcher(line);
			if (recorder.matches()) {
				try (RandomAccessFile file = new RandomAccessFile(recorder.group(1), "rw")) {
					file.seek(RECORDER_HEADER);
					file.write(new byte[(int) file.length() - RECORDER_HEADER]);
				}
				return;
			}
		}
		throw new IllegalStateException("no recorder is mapped");
	}

}
