package io.aiopool.launch;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * Reads one output of a child, so that it never blocks on printing.
 *
 * <p>
 * A descendant that inherited the output keeps it open after the child died. Reading then
 * ends when the descendant is killed; {@link ChildProcess} waits for it only a moment.
 */
final class OutputPump {

	private static final int BUFFER = 8 << 10;

	private final InputStream output;

	private final OutputTail tail;

	private final OutputLines lines;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	OutputPump(InputStream output, OutputTail tail, OutputLines lines) {
		this.output = output;
		this.tail = tail;
		this.lines = lines;
	}

	/** Reads to the end. */
	void pump() {
		byte[] buffer = new byte[BUFFER];
		try (InputStream output = this.output) {
			for (int read = output.read(buffer); read != -1; read = output.read(buffer)) {
				this.tail.append(buffer, read);
				this.lines.append(buffer, read);
			}
		}
		catch (IOException ex) {
			// The child is dead, and its output was closed under us
		}
		finally {
			this.lines.end();
			this.ended.complete(null);
		}
	}

	CompletableFuture<Void> ended() {
		return this.ended.copy();
	}

}
