package io.aiopool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.aiopool.fault.FaultPools;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Exclusive tasks run alone in their worker, and shared ones do not keep them out.
 */
class ExclusiveTests {

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	@TempDir
	Path directory;

	@Test
	void anExclusiveTaskHasNoNeighbours() throws Exception {
		ProcessPool pool = pools.open(FaultPools.small().childConcurrency(8));
		ProcessPool alone = pool.with(TaskOptions.DEFAULTS.withExclusive(true));
		String notes = this.directory.resolve("notes").toString();
		List<CompletableFuture<String>> all = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			all.add((i % 3 == 0) ? alone.applyAsync(ExclusiveTests::noted, "alone", notes)
					: pool.applyAsync(ExclusiveTests::noted, "shared", notes));
		}
		all.forEach(FaultPools::await);
		int running = 0;
		int most = 0;
		boolean exclusive = false;
		for (String note : Files.readAllLines(Path.of(notes))) {
			boolean begins = note.endsWith("begins");
			running += begins ? 1 : -1;
			most = Math.max(most, running);
			assertThat(exclusive && begins).as("%s while an exclusive task runs", note).isFalse();
			if (note.startsWith("alone")) {
				assertThat(running).as(note).isEqualTo(begins ? 1 : 0);
				exclusive = begins;
			}
		}
		assertThat(most).as("shared ones at a time").isBetween(2, 8);
	}

	@Test
	void aFloodOfSharedTasksDoesNotKeepAnExclusiveOneOut() {
		ProcessPool pool = pools.open(FaultPools.small().childConcurrency(4));
		AtomicBoolean over = new AtomicBoolean();
		List<CompletableFuture<String>> flood = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			flood.add(again(pool, over));
		}
		Awaitility.await().until(() -> pool.statistics().inFlight() == 4);
		String done = FaultPools.await(pool.apply(() -> "alone"));
		over.set(true);
		assertThat(done).isEqualTo("alone");
		flood.forEach(FaultPools::await);
	}

	/** Submits the next task as soon as one has ended, so that some always wait. */
	private static CompletableFuture<String> again(ProcessPool pool, AtomicBoolean over) {
		return pool.applyAsync(() -> later("shared"))
			.thenCompose((result) -> over.get() ? CompletableFuture.completedFuture(result) : again(pool, over));
	}

	private static CompletableFuture<String> later(String result) {
		return CompletableFuture.supplyAsync(() -> result,
				CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
	}

	private static CompletableFuture<String> noted(String kind, String file) throws IOException {
		note(file, kind + " begins\n");
		return later(kind).whenComplete((result, failure) -> note(file, kind + " ends\n"));
	}

	/** One line at a time, in the order in which they happen. */
	private static synchronized void note(String file, String line) {
		try {
			Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
