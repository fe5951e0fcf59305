package io.aiopool.child;

import java.util.Map;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one answer of a task.
 */
class RunningTaskTests {

	private final List<String> events = new ArrayList<>();

	private final RunningTask task = new RunningTask(
			new ParentMessage.Run(1, 0, 0, true, false, false, 1, -1, Map.of(), Payload.NOTHING),
			(progress) -> this.events.add("progress"), (task) -> this.events.add("over"));

	@Test
	void aTaskIsOverOnlyWhenItsAnswerIsSentSoThatALeavingWorkerLosesNone() {
		assertThat(this.task.answer(() -> this.events.add("sent"))).isTrue();
		assertThat(this.events).containsExactly("sent", "over");
	}

	@Test
	void theLastProgressIsSentBeforeTheAnswerAndNoneAfterIt() {
		this.task.progress(0.1);
		this.task.progress(0.2);
		this.task.answer(() -> this.events.add("sent"));
		this.task.progress(0.3);
		assertThat(this.events).containsExactly("progress", "progress", "sent", "over");
	}

	@Test
	void anItemIsSentBeforeTheAnswerAndNoneAfterIt() {
		this.task.beforeAnswer(() -> this.events.add("item"));
		this.task.answer(() -> this.events.add("sent"));
		this.task.beforeAnswer(() -> this.events.add("late item"));
		assertThat(this.events).containsExactly("item", "sent", "over");
	}

	@Test
	void onlyTheFirstAnswerIsSent() {
		this.task.answer(() -> this.events.add("first"));
		assertThat(this.task.answer(() -> this.events.add("second"))).isFalse();
		assertThat(this.events).containsExactly("first", "over");
	}

}
