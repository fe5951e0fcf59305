package io.aiopool.worker;

import java.util.ArrayList;
import java.util.List;

import io.aiopool.recorder.FlightRecord;
import io.aiopool.recorder.FlightRecords;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.Outbox;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ProtocolException;

/**
 * A worker that does what a test says, word by word. Used by one thread.
 */
public final class ScriptedWorker implements Outbox, WorkerBody {

	private final WorkerHandle handle;

	private final LifeStory story;

	private final List<ParentMessage> staged = new ArrayList<>();

	private final List<ParentMessage> heard = new ArrayList<>();

	private final long[] begun = new long[FlightRecord.LANES];

	ScriptedWorker(WorkerHandle handle, LifeStory story) {
		this.handle = handle;
		this.story = story;
		handle.started(this);
		handle.connected(this);
	}

	public WorkerHandle handle() {
		return this.handle;
	}

	/** It says something, and then nothing for a while. */
	public void says(ChildMessage... messages) {
		try {
			for (ChildMessage message : messages) {
				this.story.said(message);
			}
			this.story.pauses();
		}
		catch (ProtocolException ex) {
			throw new AssertionError("not a word that a worker may say", ex);
		}
	}

	/** It notes the begin of a task in its flight recorder. */
	public void begins(ParentMessage.Run run) {
		this.begun[run.lane()] = run.task();
	}

	/** Somebody kills its process. */
	public void dies() {
		dies(137);
	}

	/** Its process ends. */
	public void dies(int status) {
		this.story.silent();
		this.story.ended(new LifeStory.Remains(status,
				FlightRecords.of(this.begun, new long[FlightRecord.LANES], List.of()), List.of(), null, false));
	}

	/** Returns the tasks that it was given, in order. */
	public List<ParentMessage.Run> runs() {
		return this.heard.stream()
			.filter(ParentMessage.Run.class::isInstance)
			.map(ParentMessage.Run.class::cast)
			.toList();
	}

	/** Whether it was told something of a kind. */
	public boolean heard(Class<? extends ParentMessage> kind) {
		return this.heard.stream().anyMatch(kind::isInstance);
	}

	@Override
	public void enqueue(ParentMessage message) {
		this.staged.add(message);
	}

	@Override
	public void flush() {
		this.heard.addAll(this.staged);
		this.staged.clear();
	}

	@Override
	public boolean holdsMoreThan(int messages) {
		return false;
	}

	@Override
	public long pid() {
		return 1;
	}

	@Override
	public long residentMemory() {
		return -1;
	}

	@Override
	public long heartbeat() {
		return 0;
	}

	@Override
	public void kill() {
		// A test says when it ends.
	}

}
