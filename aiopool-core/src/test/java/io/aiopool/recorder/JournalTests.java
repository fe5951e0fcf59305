package io.aiopool.recorder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import io.aiopool.recorder.FlightRecord.GivenAnswer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JournalTests {

	@TempDir
	private Path directory;

	private Path file;

	private Journal journal;

	@BeforeEach
	void open() throws IOException {
		this.file = this.directory.resolve("recorder");
		FlightRecord.create(this.file);
		this.journal = FlightRecorder.open(this.file, FlightRecord.LANES).journal();
	}

	private static ByteBuffer message(int... bytes) {
		ByteBuffer message = ByteBuffer.allocate(bytes.length);
		for (int each : bytes) {
			message.put((byte) each);
		}
		return message.flip();
	}

	private List<GivenAnswer> read() throws IOException {
		return FlightRecord.read(this.file).answers();
	}

	/** As a process does that goes mad. */
	private void overwrite(int at, int value) throws IOException {
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value),
					Layout.journal(FlightRecord.LANES) + at);
		}
	}

	@Test
	void answersAreReadAsTheyWereGiven() throws IOException {
		ByteBuffer first = message(1, 2, 3);
		assertThat(this.journal.append(1, first)).isTrue();
		assertThat(this.journal.append(7, message(4))).isTrue();
		assertThat(first.remaining()).isEqualTo(3);
		assertThat(read()).containsExactly(new GivenAnswer(1, message(1, 2, 3)), new GivenAnswer(7, message(4)));
	}

	@Test
	void isEmptyAtFirstAndWhenItIsCleared() throws IOException {
		assertThat(read()).isEmpty();
		this.journal.append(1, message(1));
		this.journal.clear();
		assertThat(read()).isEmpty();
		this.journal.append(2, message(2, 3));
		assertThat(read()).containsExactly(new GivenAnswer(2, message(2, 3)));
	}

	@Test
	void takesNoMoreThanThereIsRoomFor() throws IOException {
		int entry = 1000 + Layout.ENTRY_HEADER_BYTES;
		int room = Layout.JOURNAL_BYTES / entry;
		for (int i = 0; i < room; i++) {
			assertThat(this.journal.append(i, message(new int[1000]))).isTrue();
		}
		assertThat(this.journal.append(room, message(new int[1000]))).isFalse();
		assertThat(read()).hasSize(room);
		assertThat(Files.size(this.file)).isEqualTo(Layout.size(FlightRecord.LANES));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, Integer.MAX_VALUE, Layout.JOURNAL_BYTES + 1 })
	void aSizeThatMakesNoSenseIsNoAnswer(int size) throws IOException {
		this.journal.append(1, message(1));
		overwrite(0, size);
		assertThat(read()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 2 })
	void whatComesBeforeALengthThatMakesNoSenseIsRead(int length) throws IOException {
		this.journal.append(1, message(1, 2));
		this.journal.append(2, message(3));
		int second = Layout.JOURNAL_HEADER_BYTES + Layout.ENTRY_HEADER_BYTES + 2;
		overwrite(second + Integer.BYTES, length);
		assertThat(read()).containsExactly(new GivenAnswer(1, message(1, 2)));
	}

}
