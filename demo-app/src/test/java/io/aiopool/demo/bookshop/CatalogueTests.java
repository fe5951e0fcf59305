package io.aiopool.demo.bookshop;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTests {

	private final Catalogue catalogue = Catalogue.generate(1894);

	@Test
	void holdsAThousandBooksWithDistinctTitlesAndPaths() {
		assertThat(this.catalogue.books()).hasSize(1_000);
		assertThat(this.catalogue.books()).extracting(ShopBook::title).doesNotHaveDuplicates();
		assertThat(this.catalogue.books()).extracting(ShopBook::path).doesNotHaveDuplicates();
	}

	@Test
	void spellsLinksInPlainLetters() {
		assertThat(this.catalogue.books()).extracting(ShopBook::slug).allMatch((slug) -> slug.matches("[a-z0-9-]+"));
		assertThat(this.catalogue.books()).filteredOn((book) -> book.title().startsWith("Málaga:"))
			.isNotEmpty()
			.allMatch((book) -> book.slug().startsWith("malaga-"));
	}

	@Test
	void isTheSameForTheSameSeedOnly() {
		assertThat(Catalogue.generate(1894).books()).isEqualTo(this.catalogue.books());
		assertThat(Catalogue.generate(1895).books()).isNotEqualTo(this.catalogue.books());
	}

	@Test
	void stillSellsTheBooksItSoldYesterday() {
		ShopBook first = this.catalogue.books().get(0);
		assertThat(first.title()).isEqualTo("Garden, Æther, Violin");
		assertThat(first.price()).isEqualByComparingTo("11.87");
	}

	@Test
	void dealsItsBooksOutToPagesInOrder() {
		List<ShopBook> dealt = IntStream.rangeClosed(1, Catalogue.PAGES)
			.boxed()
			.flatMap((page) -> this.catalogue.page(page).stream())
			.toList();
		assertThat(dealt).isEqualTo(this.catalogue.books());
	}

	@Test
	void makesParsingAndQuotingHard() {
		assertThat(this.catalogue.books()).extracting(ShopBook::title)
			.anyMatch((title) -> title.contains("\""))
			.anyMatch((title) -> title.contains(","))
			.anyMatch((title) -> title.contains("<"))
			.anyMatch((title) -> title.contains("&"))
			.anyMatch((title) -> title.contains("ö"));
		assertThat(this.catalogue.books()).extracting(ShopBook::description)
			.anyMatch(Objects::isNull)
			.anyMatch((description) -> description != null && description.contains("\n"));
	}

}
