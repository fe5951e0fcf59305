package io.aiopool.demo.bookshop;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Writes books from a seed. Titles and descriptions hold whatever makes parsing and CSV
 * quoting hard: quotes, commas, line breaks, umlauts and markup characters.
 */
final class BookGenerator {

	private static final int SLUG_LENGTH = 60;

	private final Random random;

	private final Set<String> titles = new HashSet<>();

	BookGenerator(long seed) {
		this.random = new Random(seed);
	}

	List<ShopBook> books(int count) {
		List<ShopBook> books = new ArrayList<>(count);
		for (int number = 1; number <= count; number++) {
			books.add(book(number));
		}
		return List.copyOf(books);
	}

	private ShopBook book(int number) {
		String title = newTitle();
		BigDecimal price = BigDecimal.valueOf(1_000 + this.random.nextInt(5_000), 2);
		int stock = 1 + this.random.nextInt(22);
		int rating = 1 + this.random.nextInt(5);
		String upc = String.format(Locale.ROOT, "%016x", this.random.nextLong());
		return new ShopBook(number, slug(title), title, price, stock, rating, pick(Vocabulary.CATEGORIES), upc,
				description(number), reviews());
	}

	private String newTitle() {
		String title = title();
		while (!this.titles.add(title)) {
			title = title();
		}
		return title;
	}

	private String title() {
		String subject = pick(Vocabulary.ADJECTIVES) + " " + pick(Vocabulary.NOUNS);
		return switch (this.random.nextInt(9)) {
			case 0 -> "The " + subject;
			case 1 -> "The " + subject + ", or: " + pick(Vocabulary.NOUNS) + " & " + pick(Vocabulary.NOUNS);
			case 2 -> subject + " (" + pick(Vocabulary.SERIES) + " #" + (1 + this.random.nextInt(19)) + ")";
			case 3 -> "\"" + pick(Vocabulary.NOUNS) + "\" and Other " + pick(Vocabulary.ADJECTIVES) + " Stories";
			case 4 -> pick(Vocabulary.PEOPLE) + "'s " + subject + ": A Memoir of " + pick(Vocabulary.PLACES);
			case 5 -> pick(Vocabulary.NOUNS) + ", " + pick(Vocabulary.NOUNS) + ", " + pick(Vocabulary.NOUNS);
			case 6 -> pick(Vocabulary.PLACES) + ": The " + subject + " <Revised Edition>";
			case 7 -> "How to Survive a " + subject + "; 5 < 7 Ways That \"Work\"";
			default -> "A " + subject + " in " + pick(Vocabulary.PLACES) + " – " + pick(Vocabulary.SERIES);
		};
	}

	private @Nullable String description(int number) {
		if (number % 37 == 0) {
			return null;
		}
		int paragraphs = 1 + this.random.nextInt(3);
		return Stream.generate(() -> paragraph(3 + this.random.nextInt(6)))
			.limit(paragraphs)
			.collect(Collectors.joining("\n"));
	}

	private List<String> reviews() {
		return Stream.generate(() -> paragraph(2 + this.random.nextInt(4))).limit(this.random.nextInt(9)).toList();
	}

	private String paragraph(int sentences) {
		return Stream.generate(this::sentence).limit(sentences).collect(Collectors.joining(" "));
	}

	private String sentence() {
		return String.format(Locale.ROOT, pick(Vocabulary.SENTENCES), pick(Vocabulary.PEOPLE), pick(Vocabulary.PLACES),
				pick(Vocabulary.ADJECTIVES).toLowerCase(Locale.ROOT), pick(Vocabulary.NOUNS).toLowerCase(Locale.ROOT));
	}

	private String pick(List<String> words) {
		return words.get(this.random.nextInt(words.size()));
	}

	private static String slug(String title) {
		String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
			.replaceAll("\\p{M}", "")
			.toLowerCase(Locale.ROOT);
		String slug = Arrays.stream(plain.split("[^a-z0-9]+"))
			.filter((word) -> !word.isEmpty())
			.collect(Collectors.joining("-"));
		return slug.substring(0, Math.min(slug.length(), SLUG_LENGTH));
	}

}
