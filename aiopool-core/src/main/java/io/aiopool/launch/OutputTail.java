package io.aiopool.launch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.aiopool.logging.PrintableText;

/**
 * The last bytes that a child printed. Needs the same memory however much is printed.
 * Thread-safe.
 */
final class OutputTail {

	static final int CAPACITY = 8 << 10;

	static final int LONGEST_LINE = 1 << 10;

	private static final char UNDECODABLE = '\uFFFD';

	private final byte[] ring = new byte[CAPACITY];

	/** Bytes ever appended; the next one goes to this index modulo the capacity. */
	private long appended;

	synchronized void append(byte[] bytes, int length) {
		int from = Math.max(0, length - CAPACITY);
		int index = (int) ((this.appended + from) % CAPACITY);
		int first = Math.min(length - from, CAPACITY - index);
		System.arraycopy(bytes, from, this.ring, index, first);
		System.arraycopy(bytes, from + first, this.ring, 0, length - from - first);
		this.appended += length;
	}

	/**
	 * Returns how many bytes were printed before those kept.
	 * @return bytes
	 */
	synchronized long dropped() {
		return Math.max(0, this.appended - CAPACITY);
	}

	/**
	 * Returns what is kept.
	 * @return lines without terminators; a line longer than {@link #LONGEST_LINE} comes
	 * in pieces
	 */
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		for (String line : text().split("\n")) {
			for (int from = 0; from < line.length(); from += LONGEST_LINE) {
				lines.add(line.substring(from, Math.min(line.length(), from + LONGEST_LINE)));
			}
		}
		return List.copyOf(lines);
	}

	private synchronized String text() {
		int length = (int) Math.min(CAPACITY, this.appended);
		byte[] bytes = new byte[length];
		int oldest = (int) ((this.appended - length) % CAPACITY);
		int first = Math.min(length, CAPACITY - oldest);
		System.arraycopy(this.ring, oldest, bytes, 0, first);
		System.arraycopy(this.ring, 0, bytes, first, length - first);
		String text = printable(new String(bytes, StandardCharsets.UTF_8).replaceAll("\\R", "\n"));
		return (dropped() > 0) ? withoutBrokenCharacter(text) : text;
	}

	/** Evidence is shown on terminals, so it must not be able to control them. */
	static String printable(String text) {
		return PrintableText.lines(text, Integer.MAX_VALUE);
	}

	private static String withoutBrokenCharacter(String text) {
		int start = 0;
		while (start < text.length() && text.charAt(start) == UNDECODABLE) {
			start++;
		}
		return text.substring(start);
	}

}
