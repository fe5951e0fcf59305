package io.aiopool.demo.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

import io.aiopool.demo.scraper.Book;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes books as CSV by RFC 4180, in UTF-8. Readers of the file see the previous one or
 * the whole new one. To be written by one thread at a time.
 */
final class CsvFile {

	private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder()
		.setHeader("title", "price", "description")
		.get();

	private final Path path;

	CsvFile(Path path) {
		this.path = path.toAbsolutePath().normalize();
	}

	Path path() {
		return this.path;
	}

	void write(List<Book> books) {
		try {
			Files.createDirectories(this.path.getParent());
			Path draft = this.path.resolveSibling(this.path.getFileName() + ".part");
			try {
				print(books, draft);
				replace(draft);
			}
			finally {
				Files.deleteIfExists(draft);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + this.path + " (demo.csv)", ex);
		}
	}

	private void print(List<Book> books, Path draft) throws IOException {
		try (Writer writer = Files.newBufferedWriter(draft); CSVPrinter csv = FORMAT.print(writer)) {
			for (Book book : books) {
				csv.printRecord(book.title(), book.price().toPlainString(), book.description());
			}
		}
	}

	private void replace(Path draft) throws IOException {
		try {
			Files.move(draft, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			Files.move(draft, this.path, StandardCopyOption.REPLACE_EXISTING);
		}
	}

}
