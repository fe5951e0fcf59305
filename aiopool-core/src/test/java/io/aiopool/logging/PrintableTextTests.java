package io.aiopool.logging;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("F77")
class PrintableTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "\u001B", "\u009B", "\u0000", "\b", "\u007F", "\r", "\u0085", "\u2028", "\u2029", "\u202E",
			"\u2066" })
	void whatSteersATerminalOrPretendsALineIsReplaced(String character) {
		assertThat(PrintableText.line("a" + character + "b", 100)).isEqualTo("a\u00B7b");
		assertThat(PrintableText.lines("a" + character + "b", 100)).isEqualTo("a\u00B7b");
	}

	@Test
	void lineFeedsAndTabsStayInMessagesOnly() {
		assertThat(PrintableText.lines("a\r\n\tb\nc", 100)).isEqualTo("a\n\tb\nc");
		assertThat(PrintableText.line("a\r\n\tb", 100)).isEqualTo("a\u00B7\u00B7\u00B7b");
	}

	@Test
	void textWithoutFaultIsTheSame() {
		String text = "böse 日本 \uD83D\uDE00";
		assertThat(PrintableText.lines(text, 100)).isSameAs(text);
	}

	@Test
	void cutTextIsNotCutTwiceAndHasNoHalfCharacter() {
		String cut = PrintableText.line("x".repeat(90) + "\uD83D\uDE00".repeat(50), 100);
		assertThat(cut).isEqualTo("x".repeat(90) + PrintableText.CUT).hasSizeLessThanOrEqualTo(100);
		assertThat(PrintableText.line(cut, 100)).isSameAs(cut);
	}

	@Test
	void furtherLinesAreMarkedOnce() {
		String continued = PrintableText.continued("first\nsecond\n\nfourth");
		assertThat(continued).isEqualTo("first\n  | second\n  | \n  | fourth");
		assertThat(PrintableText.continued(continued)).isEqualTo(continued);
	}

}
