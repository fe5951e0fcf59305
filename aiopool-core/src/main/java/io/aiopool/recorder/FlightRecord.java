package io.aiopool.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The parent's side: what the recorder of a worker says after its death.
 * <p>
 * Only that a task is <em>absent</em> is used as proof, and only once the process has
 * been reaped: while it lives, it may begin the task at any moment.
 */
public final class FlightRecord {

	/** Lanes of a worker: for every shared task, and for exclusive ones sent ahead. */
	public static final int LANES = 1024;

	private final ByteBuffer file;

	FlightRecord(byte[] file) {
		this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * Makes the file of a worker. All its blocks are written, so that a full disk shows
	 * here and not as a fault in the child.
	 * @param path the file
	 * @throws IOException if it cannot be written
	 */
	public static void create(Path path) throws IOException {
		Files.write(path, new byte[Layout.size(LANES)]);
	}

	/**
	 * Reads the file of a worker that is dead.
	 * @param path the file
	 * @return what it says
	 * @throws IOException if it cannot be read
	 */
	public static FlightRecord read(Path path) throws IOException {
		return new FlightRecord(Files.readAllBytes(path));
	}

	/**
	 * Reads the heartbeat of a worker that lives.
	 * @param path the file
	 * @return a number, the same one as long as the worker has not shown that it lives
	 * @throws IOException if it cannot be read
	 */
	public static long heartbeat(Path path) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			if (channel.read(bytes, Layout.HEARTBEAT) != Long.BYTES) {
				throw new IOException(path + " is too short");
			}
		}
		return bytes.getLong(0);
	}

	/**
	 * Returns the element that the last task of a lane was at.
	 * @param lane the lane
	 * @return its index, from 0: those before it had ended
	 */
	public long element(int lane) {
		return this.file.getLong(Layout.element(lane));
	}

	/**
	 * Returns the answers that the worker had given, of which some may not have been
	 * sent. What makes no sense, as its memory may have been overwritten, is left out.
	 * @return the answers in their order
	 */
	public List<GivenAnswer> answers() {
		int begin = Layout.journal(LANES);
		int left = this.file.getInt(begin);
		if (left < 0 || left > Layout.JOURNAL_BYTES) {
			return List.of();
		}
		List<GivenAnswer> answers = new ArrayList<>();
		int entry = begin + Layout.JOURNAL_HEADER_BYTES;
		while (left >= Layout.ENTRY_HEADER_BYTES) {
			int length = this.file.getInt(entry + Integer.BYTES);
			left -= Layout.ENTRY_HEADER_BYTES;
			if (length < 0 || length > left) {
				break;
			}
			answers.add(new GivenAnswer(this.file.getInt(entry),
					this.file.slice(entry + Layout.ENTRY_HEADER_BYTES, length)));
			entry += Layout.ENTRY_HEADER_BYTES + length;
			left -= length;
		}
		return answers;
	}

	/**
	 * An answer in the journal.
	 *
	 * @param attempt which attempt of its task had ended
	 * @param message the answer as it is sent
	 */
	public record GivenAnswer(int attempt, ByteBuffer message) {
	}

	/**
	 * Tells whether any task had begun.
	 * @return {@code true} if the begin of one was noted
	 */
	public boolean hasBegunAny() {
		for (int lane = 0; lane < LANES; lane++) {
			if (this.file.getLong(Layout.lane(lane)) != 0) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tells whether the worker left since its memory was used up.
	 * @return {@code true} if it noted that before
	 */
	public boolean isOutOfMemory() {
		return this.file.getLong(Layout.OUT_OF_MEMORY) == Layout.NOTED;
	}

	/**
	 * Tells whether a task had begun.
	 * @param lane the lane it was given
	 * @param task its id
	 * @return {@code true} if its begin was noted
	 */
	public boolean hasBegun(int lane, long task) {
		return this.file.getLong(Layout.lane(lane)) == task;
	}

}
