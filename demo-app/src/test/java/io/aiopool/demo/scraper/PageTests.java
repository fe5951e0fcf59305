package io.aiopool.demo.scraper;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PageTests {

	private static final String URL = "http://shop.example/catalogue/a_1/index.html";

	@Test
	void resolvesLinksAgainstThePage() {
		Page page = page(
				"<article class=product_pod><div class=image_container><a href='../b_2/index.html'></a></div></article>");
		assertThat(page.bookUrls()).containsExactly("http://shop.example/catalogue/b_2/index.html");
	}

	@Test
	void readsABookWithoutDescription() {
		Book book = page("<div class=product_main><h1>A &amp; B</h1><p class=price_color>£1,234.50</p></div>").book();
		assertThat(book).isEqualTo(new Book("A & B", new BigDecimal("1234.50"), null, URL));
	}

	@Test
	void keepsTheLinesOfADescription() {
		Book book = page("<div class=product_main><h1>A</h1><p class=price_color>£1</p></div>"
				+ "<div id=product_description></div><p>one\ntwo</p>")
			.book();
		assertThat(book.description()).isEqualTo("one\ntwo");
	}

	@Test
	void takesNoOtherPriceThanThatOfTheProduct() {
		Page page = page("<p class=price_color>£9.99</p><div class=product_main><h1>A</h1></div>");
		assertThatExceptionOfType(PageException.class).isThrownBy(page::book).withMessageContaining("price_color");
	}

	@Test
	void refusesAPriceThatIsNone() {
		Page page = page("<div class=product_main><h1>A</h1><p class=price_color>sold out</p></div>");
		assertThatExceptionOfType(PageException.class).isThrownBy(page::book).withMessageContaining("'sold out'");
	}

	@Test
	void refusesAListWithoutBooks() {
		Page page = page("<p>Down for maintenance</p>");
		assertThatExceptionOfType(PageException.class).isThrownBy(page::bookUrls).withMessageContaining("no books");
	}

	@Test
	void refusesAPageWithoutEnd() {
		byte[] html = "<html><h1>A</h1>".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(PageException.class).isThrownBy(() -> Page.parse(html, null, URL))
			.withMessageContaining("cut off after 16 bytes");
	}

	@Test
	void findsTheEncodingInThePageIfTheServerDeclaresNone() {
		byte[] html = "<html><meta charset=iso-8859-1><div class=product_main><h1>ü</h1><p class=price_color>1</p></div></html>"
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(Page.parse(html, null, URL).book().title()).isEqualTo("ü");
	}

	private static Page page(String body) {
		return Page.parse(("<html><body>" + body + "</body></html>").getBytes(StandardCharsets.UTF_8), "utf-8", URL);
	}

}
