package io.aiopool.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RendezvousTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@TempDir
	private Path directory;

	@Test
	void aChildWithTheTokenIsAcceptedBetweenStrangers() throws Exception {
		Path socket = this.directory.resolve("s");
		try (Rendezvous rendezvous = new Rendezvous(socket)) {
			Address address = Address.parse(rendezvous.bootstrap().address());
			CompletableFuture<Connection> child = CompletableFuture.supplyAsync(() -> {
				try (SocketChannel silent = address.connect(); SocketChannel wrong = address.connect()) {
					wrong.write(new Handshake(Handshake.VERSION, Handshake.Role.COMMANDS, new byte[32], BuildId.CURRENT)
						.encode());
					// Closed without a word.
					assertThat(wrong.read(ByteBuffer.allocate(1))).isEqualTo(-1);
					assertThat(silent.isOpen()).isTrue();
					return Connection.connect(rendezvous.bootstrap());
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			});
			try (Connection parent = rendezvous.accept(LONG); Connection there = child.join()) {
				assertThat(parent).isNotNull();
				parent.writing().write(ByteBuffer.wrap(new byte[] { 1 }));
				assertThat(there.reading().read(ByteBuffer.allocate(8))).isEqualTo(1);
				there.writing().write(ByteBuffer.wrap(new byte[] { 1, 2 }));
				assertThat(parent.reading().read(ByteBuffer.allocate(8))).isEqualTo(2);
			}
		}
		assertThat(socket).doesNotExist();
	}

	@Test
	void anotherBuildIsTold() throws Exception {
		try (Rendezvous rendezvous = new Rendezvous(this.directory.resolve("s"))) {
			Bootstrap bootstrap = rendezvous.bootstrap();
			try (SocketChannel other = Address.parse(bootstrap.address()).connect()) {
				other.write(
						new Handshake(Handshake.VERSION, Handshake.Role.EVENTS, bootstrap.token(), "0.0.0").encode());
				assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> rendezvous.accept(LONG))
					.withMessageContaining("0.0.0");
			}
		}
	}

	@Test
	void waitingEndsWhenItIsCancelledOrTooLong() throws Exception {
		try (Rendezvous rendezvous = new Rendezvous(this.directory.resolve("s"))) {
			assertThat(rendezvous.accept(Duration.ofMillis(20))).isNull();
			rendezvous.cancel();
			assertThat(rendezvous.accept(LONG)).isNull();
		}
	}

	@Test
	void theTokenIsInNoText() throws Exception {
		try (Rendezvous rendezvous = new Rendezvous(this.directory.resolve("s"))) {
			Bootstrap bootstrap = rendezvous.bootstrap();
			assertThat(bootstrap.toString()).isEqualTo("Bootstrap[address=" + bootstrap.address() + "]");
			assertThat(Files.exists(this.directory.resolve("s"))).isTrue();
		}
	}

}
