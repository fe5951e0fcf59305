package io.aiopool.demo.bookshop;

/** Escapes text for HTML. */
final class Html {

	private Html() {
	}

	/** Escapes what markup gives a meaning to, in text and in quoted attributes. */
	static String escape(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\'' -> escaped.append("&#39;");
				default -> escaped.append(c);
			}
		}
		return escaped.toString();
	}

	/**
	 * Escapes like {@link #escape}, and letters beyond ASCII too, as older shop systems
	 * do.
	 */
	static String escapeToAscii(String text) {
		StringBuilder ascii = new StringBuilder(text.length() + 32);
		escape(text).codePoints().forEach((c) -> {
			if (c < 128) {
				ascii.append((char) c);
			}
			else {
				ascii.append(entity(c));
			}
		});
		return ascii.toString();
	}

	private static String entity(int codePoint) {
		return switch (codePoint) {
			case 'ü' -> "&uuml;";
			case 'ö' -> "&ouml;";
			case 'é' -> "&eacute;";
			case 'ß' -> "&szlig;";
			case '–' -> "&ndash;";
			default -> "&#x" + Integer.toHexString(codePoint) + ";";
		};
	}

}
