package io.aiopool.launch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutputTailTests {

	@Test
	void keepsTheLastBytesWhateverTheirPortions() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		for (int round = 0; round < 200; round++) {
			byte[] all = random.ints(random.nextInt(40_000), 'a', 'z' + 1)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString()
				.getBytes(StandardCharsets.US_ASCII);
			OutputTail tail = new OutputTail();
			for (int from = 0; from < all.length;) {
				int length = Math.min(all.length - from, 1 + random.nextInt(20_000));
				tail.append(Arrays.copyOfRange(all, from, from + length), length);
				from += length;
			}
			int kept = Math.min(all.length, OutputTail.CAPACITY);
			String expected = new String(all, all.length - kept, kept, StandardCharsets.US_ASCII);
			assertThat(String.join("", tail.lines())).as("seed %d, round %d", seed, round).isEqualTo(expected);
			assertThat(tail.dropped()).isEqualTo(all.length - kept);
		}
	}

	@Test
	void splitsLines() {
		OutputTail tail = new OutputTail();
		append(tail, "one\ntwo\r\n\nfour\n");
		assertThat(tail.lines()).containsExactly("one", "two", "four");
	}

	@Test
	void cutsLongLinesIntoPieces() {
		OutputTail tail = new OutputTail();
		append(tail, "x".repeat(2500));
		assertThat(tail.lines()).extracting(String::length).containsExactly(1024, 1024, 452);
	}

	@Test
	void leavesOutACharacterThatWasCutInTwo() {
		OutputTail tail = new OutputTail();
		append(tail, "\u20AC" + "x".repeat(OutputTail.CAPACITY - 1));
		assertThat(String.join("", tail.lines())).isEqualTo("x".repeat(OutputTail.CAPACITY - 1));
	}

	@Test
	void cannotControlATerminal() {
		OutputTail tail = new OutputTail();
		append(tail, "\u001B[31mred\u0007\tplain");
		assertThat(tail.lines()).containsExactly("\u00B7[31mred\u00B7\tplain");
	}

	@Test
	void isEmptyAtFirst() {
		assertThat(new OutputTail().lines()).isEmpty();
		assertThat(new OutputTail().dropped()).isZero();
	}

	private static void append(OutputTail tail, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		tail.append(bytes, bytes.length);
	}

}
