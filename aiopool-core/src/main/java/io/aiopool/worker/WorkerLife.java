package io.aiopool.worker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.aiopool.WorkerExit;
import io.aiopool.WorkerState;
import io.aiopool.launch.ChildProcess;
import io.aiopool.recorder.FlightRecord;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessages;
import io.aiopool.wire.Connection;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.FrameWriter;
import io.aiopool.wire.ProtocolException;
import io.aiopool.wire.Rendezvous;
import org.jspecify.annotations.Nullable;

/**
 * The life of one worker on one thread of the parent: start, listen, bury.
 * <p>
 * Everything that the worker said is delivered before its end is, because the same thread
 * does both. The end comes from whichever is seen first: the end of the connection, or
 * the exit of the process, after which what is left in the connection is read with a time
 * limit (a descendant might hold it open).
 */
final class WorkerLife implements Runnable {

	/** How the JVM leaves with -XX:+ExitOnOutOfMemoryError, and the worker by itself. */
	private static final int OUT_OF_MEMORY = 3;

	private static final Duration REAP = Duration.ofSeconds(2);

	private static final long LAST_WORDS_NANOS = 500_000_000;

	private static final int BATCH = 1024;

	private final WorkerHandle handle;

	private final WorkerPlan plan;

	private final WorkerListener listener;

	private final LifeEnd end;

	private @Nullable ChildProcess process;

	private @Nullable String protocolError;

	private @Nullable String startFailure;

	/** Told when the life is over: how it went, for the supervisor. */
	interface LifeEnd {

		/** Nothing more is heard of it; what it left is still to be looked at. */
		void silent(WorkerHandle handle);

		void ended(WorkerHandle handle, WorkerState lastState, WorkerLoss loss, @Nullable String startFailure);

	}

	WorkerLife(WorkerHandle handle, WorkerPlan plan, WorkerListener listener, LifeEnd end) {
		this.handle = handle;
		this.plan = plan;
		this.listener = listener;
		this.end = end;
	}

	@Override
	public void run() {
		Path recorder = this.plan.launcher()
			.directory()
			.file("w" + this.handle.birth().slot() + "-" + this.handle.birth().generation());
		try {
			live(recorder);
		}
		catch (ProtocolException ex) {
			this.protocolError = ex.getMessage();
			this.handle.kill(KillReason.PROTOCOL);
		}
		catch (IOException | RuntimeException ex) {
			this.startFailure = describe(ex);
		}
		finally {
			if (this.handle.state() != WorkerState.STARTING) {
				this.end.silent(this.handle);
			}
			bury(recorder);
		}
	}

	private void live(Path recorder) throws IOException {
		this.plan.timer().later(startTimeout().toNanos(), this.handle::startTimeOut);
		try (Connection connection = connect(recorder)) {
			if (connection == null) {
				return;
			}
			ChildProcess process = this.process;
			if (process != null) {
				process.onExit().thenRun(() -> closeSoon(connection));
			}
			FrameWriter writer = new FrameWriter(connection.writing(), this.plan.flusher(), this.handle::writeFailed);
			this.handle.connected(writer);
			this.handle.send(this.plan.configure(this.handle, recorder));
			listen(new FrameReader(connection.reading(), this.plan.maxFrame()));
		}
	}

	private @Nullable Connection connect(Path recorder) throws IOException {
		try (Rendezvous rendezvous = this.plan.rendezvous(this.handle)) {
			FlightRecord.create(recorder);
			this.handle.recorder(recorder);
			ChildProcess process = this.plan.launcher()
				.start(this.handle.birth().slot(), this.handle.birth().generation(), rendezvous.bootstrap().encode());
			this.process = process;
			this.handle.started(process);
			process.onExit().thenRun(rendezvous::cancel);
			return rendezvous.accept(startTimeout());
		}
	}

	private void listen(FrameReader reader) throws IOException {
		List<ChildMessage> batch = new ArrayList<>();
		for (ByteBuffer body = next(reader); body != null; body = next(reader)) {
			ChildMessage message = ChildMessages.read(body);
			if (message instanceof ChildMessage.Ready) {
				if (this.handle.becomeReady()) {
					this.listener.ready(this.handle);
				}
			}
			else if (message instanceof ChildMessage.StartFailed failed) {
				this.startFailure = failed.reason();
			}
			else {
				batch.add(message);
			}
			if (!batch.isEmpty() && (batch.size() == BATCH || !reader.hasFrame())) {
				this.listener.received(this.handle, batch);
				batch.clear();
			}
		}
		if (!batch.isEmpty()) {
			this.listener.received(this.handle, batch);
		}
	}

	/** The end of the stream and its loss are one: whatever had arrived has been read. */
	private static @Nullable ByteBuffer next(FrameReader reader) throws ProtocolException {
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
		boolean asked = this.handle.state() == WorkerState.DRAINING;
		boolean reaped = reap(asked);
		ChildProcess process = this.process;
		Integer status = (reaped && process != null) ? process.onExit().getNow(null) : null;
		boolean asTold = asked && status != null && status == 0;
		WorkerState lastState = this.handle.end(asTold);
		WorkerLoss loss = loss(process, status, record(recorder, reaped));
		if (lastState != WorkerState.STARTING) {
			this.listener.ended(this.handle, loss);
		}
		this.end.ended(this.handle, lastState, loss, this.startFailure);
	}

	/** A worker that was told to leave may run its teardown first. */
	private boolean reap(boolean asked) {
		ChildProcess process = this.process;
		if (process == null) {
			return true;
		}
		try {
			if (asked && this.protocolError == null
					&& hasExited(process, this.plan.settings().timeouts().killGrace())) {
				return true;
			}
			if (!process.onExit().isDone()) {
				process.kill();
			}
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

	private WorkerLoss loss(@Nullable ChildProcess process, @Nullable Integer status, @Nullable FlightRecord record) {
		KillReason killed = this.handle.killReason();
		String cause = (this.protocolError != null) ? "broke the protocol: " + this.protocolError
				: (killed != null) ? killed.text() : null;
		List<String> output = (process != null) ? process.outputTail() : List.of();
		WorkerExit exit = new WorkerExit(this.handle.pid(), this.handle.slot(), this.handle.generation(), status, cause,
				output, (process != null) ? process.crashReport() : null);
		boolean outOfMemory = status != null && status == OUT_OF_MEMORY && killed == null;
		return new WorkerLoss(exit, killed, outOfMemory, this.protocolError, record);
	}

	private Duration startTimeout() {
		return this.plan.settings().timeouts().start();
	}

	private static String describe(Exception failure) {
		String message = failure.getMessage();
		return (message != null) ? message : failure.toString();
	}

}
