package io.aiopool.logging;

/**
 * Text of a worker as it may stand in a log here: of bounded length, and without the
 * characters that steer a terminal, turn the direction of writing or begin a line.
 * Stateless.
 */
public final class PrintableText {

	/** What a text that was cut ends with. */
	public static final String CUT = "... (cut)";

	private static final char REPLACEMENT = '\u00B7';

	private static final String CONTINUATION = "  | ";

	private PrintableText() {
	}

	/**
	 * Makes a name or a value harmless, which has one line.
	 * @param text any text
	 * @param most so many characters are kept
	 * @return the same text where nothing is wrong with it
	 */
	public static String line(String text, int most) {
		return printable(cut(text, most), false);
	}

	/**
	 * Makes a message harmless, which may have several lines. Line feeds and tabs stay.
	 * @param text any text
	 * @param most so many characters are kept
	 * @return the same text where nothing is wrong with it
	 */
	public static String lines(String text, int most) {
		return printable(cut(text, most), true);
	}

	/**
	 * Marks all lines but the first, for logs in which an event begins with a line: none
	 * of them then looks like an event of its own.
	 * @param text a message
	 * @return the text with a mark behind each line feed that has none yet
	 */
	public static String continued(String text) {
		if (text.indexOf('\n') < 0) {
			return text;
		}
		StringBuilder continued = new StringBuilder(text.length() + CONTINUATION.length());
		for (int i = 0; i < text.length(); i++) {
			continued.append(text.charAt(i));
			if (text.charAt(i) == '\n' && !text.startsWith(CONTINUATION, i + 1)) {
				continued.append(CONTINUATION);
			}
		}
		return continued.toString();
	}

	private static String cut(String text, int most) {
		if (text.length() <= most) {
			return text;
		}
		int end = most - CUT.length();
		return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
	}

	private static String printable(String text, boolean lines) {
		int index = 0;
		while (index < text.length() && isHarmless(text.charAt(index), lines)) {
			index++;
		}
		if (index == text.length()) {
			return text;
		}
		StringBuilder printable = new StringBuilder(text.length()).append(text, 0, index);
		for (; index < text.length(); index++) {
			char character = text.charAt(index);
			if (isHarmless(character, lines)) {
				printable.append(character);
			}
			else if (!(lines && text.startsWith("\r\n", index))) {
				printable.append(REPLACEMENT);
			}
		}
		return printable.toString();
	}

	private static boolean isHarmless(char character, boolean lines) {
		if (Character.isISOControl(character)) {
			return lines && (character == '\n' || character == '\t');
		}
		return switch (character) {
			// Separators of lines and paragraphs, and what turns the direction
			case '\u2028', '\u2029', '\u202A', '\u202B', '\u202C', '\u202D', '\u202E' -> false;
			case '\u2066', '\u2067', '\u2068', '\u2069' -> false;
			default -> true;
		};
	}

}
