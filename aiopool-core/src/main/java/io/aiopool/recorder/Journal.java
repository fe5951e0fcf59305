package io.aiopool.recorder;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The child's side: answers that have been given but not been sent yet. What has been
 * appended is in the page cache, so it outlives a kill of the process. Not thread-safe.
 */
public final class Journal {

	private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

	private final ByteBuffer file;

	private final int begin;

	private int size;

	Journal(ByteBuffer file, int begin) {
		this.file = file;
		this.begin = begin;
	}

	/**
	 * Appends an answer.
	 * @param attempt which attempt of its task has ended
	 * @param message the answer; is not changed
	 * @return {@code false} if there is no room for it
	 */
	public boolean append(int attempt, ByteBuffer message) {
		int length = message.remaining();
		int after = this.size + Layout.ENTRY_HEADER_BYTES + length;
		if (after > Layout.JOURNAL_BYTES) {
			return false;
		}
		int entry = this.begin + Layout.JOURNAL_HEADER_BYTES + this.size;
		this.file.putInt(entry, attempt);
		this.file.putInt(entry + Integer.BYTES, length);
		this.file.put(entry + Layout.ENTRY_HEADER_BYTES, message, message.position(), length);
		commit(after);
		return true;
	}

	/** Everything that was appended has been sent. */
	public void clear() {
		commit(0);
	}

	/** What has been written before is seen by whoever sees the new size. */
	private void commit(int size) {
		this.size = size;
		INTS.setRelease(this.file, this.begin, size);
	}

}
