package io.aiopool.recorder;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The child's side: notes the begin of tasks. Thread-safe.
 * <p>
 * The note is in the page cache as soon as it is stored, so it outlives a kill of the
 * process without any system call. The store is a full fence: nothing of the task can be
 * seen to happen before it.
 */
public final class FlightRecorder {

	private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private final ByteBuffer file;

	private final int lanes;

	private final Journal journal;

	private FlightRecorder(ByteBuffer file, int lanes) {
		this.file = file.order(ByteOrder.LITTLE_ENDIAN);
		this.lanes = lanes;
		this.journal = new Journal(this.file, Layout.journal(lanes));
	}

	/**
	 * Opens the file that the parent has made.
	 * @param path the file
	 * @param lanes number of lanes it has
	 * @return the recorder
	 * @throws IOException if it cannot be mapped
	 */
	public static FlightRecorder open(Path path, int lanes) throws IOException {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
			return new FlightRecorder(channel.map(FileChannel.MapMode.READ_WRITE, 0, Layout.size(lanes)), lanes);
		}
	}

	/**
	 * Makes a recorder that nobody else sees.
	 * @param lanes number of lanes it has
	 * @return the recorder
	 */
	public static FlightRecorder inMemory(int lanes) {
		return new FlightRecorder(ByteBuffer.allocateDirect(Layout.size(lanes)), lanes);
	}

	/**
	 * Returns the journal.
	 * @return where answers are that have not been sent yet
	 */
	public Journal journal() {
		return this.journal;
	}

	/**
	 * Tells whether there is such a lane.
	 * @param lane number of a lane
	 * @return {@code true} if there is
	 */
	public boolean hasLane(int lane) {
		return lane >= 0 && lane < this.lanes;
	}

	/**
	 * Shows that this process lives.
	 * @param beat another number than the last time
	 */
	public void beat(long beat) {
		LONGS.setVolatile(this.file, Layout.HEARTBEAT, beat);
	}

	/** Notes that the memory of this process is used up, which is why it leaves. */
	public void outOfMemory() {
		LONGS.setVolatile(this.file, Layout.OUT_OF_MEMORY, Layout.NOTED);
	}

	/**
	 * Notes that an element of a task begins, before its body runs.
	 * @param lane the lane that the parent gave the task
	 * @param index index of the element, from 0
	 */
	public void element(int lane, long index) {
		LONGS.setVolatile(this.file, Layout.element(lane), index);
	}

	/**
	 * Notes that a task begins, before it touches anything.
	 * @param lane the lane that the parent gave it
	 * @param task its id
	 */
	public void begin(int lane, long task) {
		LONGS.setVolatile(this.file, Layout.lane(lane), task);
	}

}
