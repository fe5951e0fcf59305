package io.aiopool.launch;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes options so that {@code java @file} reads them back. A class path can be longer
 * than systems allow one argument to be.
 */
final class ArgumentFile {

	private ArgumentFile() {
	}

	/**
	 * Encodes options, one per line.
	 * @param options any strings
	 * @return the content of the file; the launcher takes its bytes as they are, so they
	 * are in the encoding of file names
	 */
	static byte[] content(List<String> options) {
		String lines = options.stream().map(ArgumentFile::quote).collect(Collectors.joining("\n", "", "\n"));
		return lines.getBytes(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
	}

	/** Within quotes nothing but the backslash and the quote has a meaning. */
	private static String quote(String option) {
		StringBuilder quoted = new StringBuilder(option.length() + 2).append('"');
		for (char character : option.toCharArray()) {
			switch (character) {
				case '\n' -> quoted.append("\\n");
				case '\r' -> quoted.append("\\r");
				case '\t' -> quoted.append("\\t");
				case '\f' -> quoted.append("\\f");
				case '\\', '"' -> quoted.append('\\').append(character);
				default -> quoted.append(character);
			}
		}
		return quoted.append('"').toString();
	}

}
