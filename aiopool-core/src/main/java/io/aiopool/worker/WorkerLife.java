package io.aiopool.worker;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aiopool.launch.ChildProcess;
import io.aiopool.launch.OutputListener;
import io.aiopool.launch.SpawnKilledException;
import io.aiopool.payload.Payload;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.ChildMessages;
import io.aiopool.wire.Connection;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.ProtocolException;
import io.aiopool.wire.Rendezvous;
import org.jspecify.annotations.Nullable;

/**
 * The life of one worker that is a process, on one thread of the parent: start, listen,
 * bury.
 * <p>
 * Everything that the worker said is delivered before its end is, because the same thread
 * does both. The end comes from whichever is seen first: the end of the connection, or
 * the exit of the process, after which what is left in the connection is read with a time
 * limit (a descendant might hold it open).
 */
final class WorkerLife implements Runnable {

	private static final Duration REAP = Duration.ofSeconds(2);

	/** Normally the connection has ended because the process is ending. */
	private static final Duration ENDING = Duration.ofMillis(20);

	private static final long LAST_WORDS_NANOS = 500_000_000;

	private final WorkerHandle handle;

	private final WorkerPlan plan;

	private final LifeStory story;

	private @Nullable ChildProcess process;

	/** How the process ended before it was a worker's. */
	private @Nullable Integer spawnStatus;

	/**
	 * What this worker consists of.
	 *
	 * @param process its process
	 * @param recorder its flight recorder
	 */
	private record Body(ChildProcess process, Path recorder) implements WorkerBody {

		@Override
		public long pid() {
			return this.process.pid();
		}

		@Override
		public long residentMemory() {
			return this.process.residentMemory();
		}

		@Override
		public long heartbeat() throws IOException {
			return FlightRecord.heartbeat(this.recorder);
		}

		@Override
		public void kill() {
			this.process.kill();
		}

	}

	WorkerLife(WorkerHandle handle, WorkerPlan plan, LifeStory story) {
		this.handle = handle;
		this.plan = plan;
		this.story = story;
	}

	@Override
	public void run() {
		Path recorder = this.plan.launcher()
			.directory()
			.file("w" + this.handle.birth().slot() + "-" + this.handle.birth().generation());
		try {
			live(recorder);
		}
		catch (SpawnKilledException ex) {
			this.spawnStatus = ex.status();
			this.story.failed(ex);
		}
		catch (IOException | RuntimeException ex) {
			this.story.failed(ex);
		}
		catch (OutOfMemoryError ex) {
			this.story.failed(noRoom(ex));
		}
		finally {
			this.story.silent();
			bury(recorder);
		}
	}

	/** In place of {@link #run()}: there is no thread for it. */
	void cannotBegin(OutOfMemoryError reason) {
		this.story.failed(noRoom(reason));
		this.story.silent();
		this.story.ended(LifeStory.Remains.of(null, null));
	}

	private static IllegalStateException noRoom(OutOfMemoryError reason) {
		return new IllegalStateException("this process has no memory, or no thread, for it: " + reason.getMessage(),
				reason);
	}

	private void live(Path recorder) throws IOException {
		limitStart();
		try (Connection connection = connect(recorder)) {
			if (connection == null) {
				return;
			}
			ChildProcess process = this.process;
			if (process != null) {
				process.onExit().thenRun(() -> closeSoon(connection));
			}
			this.handle.connected(new FrameWriter(connection.writing(), this.plan.flusher(), this.handle::writeFailed));
			this.handle.send(this.plan.configure(this.handle, recorder));
			listen(ChildMessages.reader(connection.reading(), this.plan.settings().payload().maxPayload()));
		}
	}

	/** The timer must not keep a worker that has started and died since. */
	private void limitStart() {
		WeakReference<WorkerHandle> starting = new WeakReference<>(this.handle);
		this.plan.timer().later(startTimeout().toNanos(), () -> {
			WorkerHandle handle = starting.get();
			if (handle != null) {
				handle.startTimeOut();
			}
		});
	}

	/**
	 * The process comes first: what is needed to meet it can be made while its JVM
	 * starts, which takes longer.
	 */
	private @Nullable Connection connect(Path recorder) throws IOException {
		ChildProcess process = this.plan.launcher()
			.start(this.handle.birth().slot(), this.handle.birth().generation(), output());
		this.process = process;
		this.handle.started(new Body(process, recorder));
		FlightRecord.create(recorder);
		try (Rendezvous rendezvous = this.plan.rendezvous(this.handle)) {
			process.tell(rendezvous.bootstrap().encode());
			process.onExit().thenRun(rendezvous::cancel);
			FirstMessages.load();
			return rendezvous.accept(startTimeout());
		}
	}

	private OutputListener output() {
		if (!this.plan.settings().forwarding().logs().enabled()) {
			return OutputListener.NONE;
		}
		return new OutputListener() {

			@Override
			public void printed(boolean error, String line) {
				WorkerLife.this.story.printed(error, line);
			}

			@Override
			public void leftOut(long lines) {
				WorkerLife.this.story.leftOut(lines);
			}

		};
	}

	private void listen(FrameReader reader) throws ProtocolException {
		for (Payload body = next(reader); body != null; body = next(reader)) {
			this.story.said(ChildMessages.read(body, this.handle.questions()));
			if (!reader.hasFrame()) {
				this.story.pauses();
			}
		}
		this.story.pauses();
	}

	/** The end of the stream and its loss are one: whatever had arrived has been read. */
	private static @Nullable Payload next(FrameReader reader) throws ProtocolException {
		try {
			return reader.read();
		}
		catch (ProtocolException ex) {
			throw ex;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private void closeSoon(Connection connection) {
		if (!this.plan.timer().later(LAST_WORDS_NANOS, () -> closeQuietly(connection))) {
			closeQuietly(connection);
		}
	}

	private static void closeQuietly(Connection connection) {
		try {
			connection.close();
		}
		catch (IOException ex) {
			// It is gone either way.
		}
	}

	private void bury(Path recorder) {
		ChildProcess process = this.process;
		boolean reaped = process == null || reap(process);
		FlightRecord record = record(recorder, reaped);
		if (process == null) {
			this.story.ended(LifeStory.Remains.of(this.spawnStatus, record));
		}
		else {
			Integer status = reaped ? process.onExit().getNow(null) : null;
			boolean outOfMemory = reaped && process.isOutOfMemory() || record != null && record.isOutOfMemory();
			this.story
				.ended(new LifeStory.Remains(status, record, process.outputTail(), process.crashReport(), outOfMemory));
		}
	}

	/**
	 * A worker that was told to leave may run its teardown first. To kill one that is
	 * dead is harmless, but not for free: its descendants are looked for in the list of
	 * all processes, and meanwhile its callers wait to be told.
	 */
	private boolean reap(ChildProcess process) {
		try {
			if (hasExited(process, this.story.leavesAsTold() ? this.plan.settings().timeouts().killGrace() : ENDING)) {
				return true;
			}
			process.kill();
			return hasExited(process, REAP);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return process.onExit().isDone();
		}
	}

	/** Its last output has been read then, too. */
	private static boolean hasExited(ChildProcess process, Duration timeout) throws InterruptedException {
		try {
			process.onExit().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private @Nullable FlightRecord record(Path recorder, boolean reaped) {
		try {
			FlightRecord record = reaped ? FlightRecord.read(recorder) : null;
			Files.deleteIfExists(recorder);
			return record;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private Duration startTimeout() {
		return this.plan.settings().timeouts().start();
	}

}
