package io.aiopool.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a worker does before it halts by itself, when no shutdown hooks run. */
class LastReadsTests {

	@Test
	void readsThatBlockEndBeforeAHalt() throws Exception {
		LastReads reads = new LastReads();
		List<CompletableFuture<Integer>> blocked = List.of(blockedRead(reads), blockedRead(reads));
		assertThat(reads.haveEnded()).isFalse();
		reads.end();
		assertThat(reads.haveEnded()).isTrue();
		assertThat(blocked).allSatisfy((read) -> assertThat(read).failsWithin(Duration.ofSeconds(30))
			.withThrowableThat()
			.withRootCauseInstanceOf(ClosedChannelException.class));
	}

	@Test
	void closeThatFailsKeepsNobodyFromEnding() throws Exception {
		LastReads reads = new LastReads();
		reads.closeAtExit(() -> {
			throw new IOException("on purpose");
		});
		CompletableFuture<Integer> read = blockedRead(reads);
		reads.end();
		assertThat(read).failsWithin(Duration.ofSeconds(30));
	}

	/** Nobody ever writes to it. */
	private static CompletableFuture<Integer> blockedRead(LastReads reads) throws Exception {
		Pipe pipe = Pipe.open();
		reads.closeAtExit(pipe.source());
		return CompletableFuture.supplyAsync(() -> {
			try {
				return pipe.source().read(ByteBuffer.allocate(1));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}, (body) -> {
			Thread thread = new Thread(body, "blocked-read");
			thread.setDaemon(true);
			thread.start();
		});
	}

}
