package io.aiopool.demo.run;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.aiopool.demo.scraper.Book;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CsvFileTests {

	@TempDir
	private Path directory;

	@Test
	void quotesWhatNeedsIt() throws Exception {
		CsvFile csv = new CsvFile(this.directory.resolve("books.csv"));
		csv.write(List.of(book("Plain", "1.50", "text"), book("\"Q\", comma", "10.00", "two\nlines"),
				book("Straße", "0.99", null)));
		assertThat(csv.path()).hasContent("""
				title,price,description\r
				Plain,1.50,text\r
				"\""Q"", comma",10.00,"two
				lines"\r
				Straße,0.99,\r
				""");
	}

	@Test
	void replacesTheFileAndLeavesNoOther() throws Exception {
		CsvFile csv = new CsvFile(this.directory.resolve("sub/books.csv"));
		csv.write(List.of(book("One", "1", null), book("Two", "2", null)));
		csv.write(List.of(book("Three", "3", null)));
		assertThat(Files.readString(csv.path())).contains("Three").doesNotContain("One");
		assertThat(csv.path().getParent()).isDirectoryContaining((file) -> file.equals(csv.path()));
		assertThat(csv.path().getParent().toFile().list()).hasSize(1);
	}

	@Test
	void keepsTheOldFileIfTheNewOneCannotBeWritten() throws Exception {
		Path occupied = Files.createDirectory(this.directory.resolve("books.csv"));
		Files.createFile(occupied.resolve("in-the-way"));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> new CsvFile(occupied).write(List.of(book("One", "1", null))))
			.withMessageContaining("demo.csv");
		assertThat(occupied).isDirectoryContaining("glob:**in-the-way");
		assertThat(this.directory.toFile().list()).containsExactly("books.csv");
	}

	private static Book book(String title, String price, @Nullable String description) {
		return new Book(title, new BigDecimal(price), description, "http://shop.example/");
	}

}
