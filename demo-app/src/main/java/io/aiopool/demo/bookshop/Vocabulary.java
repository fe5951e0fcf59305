package io.aiopool.demo.bookshop;

import java.util.List;

/** The words that generated books are made of. */
final class Vocabulary {

	static final List<String> CATEGORIES = List.of("Travel", "Mystery", "Historical Fiction", "Sequential Art",
			"Classics", "Philosophy", "Romance", "Women's Fiction", "Fiction", "Children's", "Religion", "Nonfiction",
			"Music", "Science Fiction", "Sports & Games", "Fantasy", "New Adult", "Young Adult", "Science", "Poetry",
			"Paranormal", "Art", "Psychology", "Autobiography", "Parenting", "Adult Fiction", "Humor", "Horror",
			"History", "Food & Drink", "Christian Fiction", "Business", "Biography", "Thriller", "Contemporary",
			"Spirituality", "Academic", "Self Help", "Historical", "Suspense", "Short Stories", "Novels", "Health",
			"Politics", "Cultural", "Erotica", "Crime", "Gardening", "Mathematics", "Maps & Atlases");

	static final List<String> ADJECTIVES = List.of("Silent", "Crooked", "Borrowed", "Übermütige", "Last", "Forgotten",
			"Electric", "Half-Open", "Naïve", "Restless", "Paper", "Unsent", "Golden", "Second-Hand", "Invisible",
			"Schöne", "Bitter", "Improbable", "Northern", "Drowned", "Ordinary", "Hollow", "Wandering", "Clockwork",
			"Glass", "Feral", "Tender", "Unfinished", "Midnight", "Stubborn");

	static final List<String> NOUNS = List.of("Lighthouse", "Garden", "Cartographer", "Orchard", "Æther", "Letter",
			"Violin", "Harbour", "Café", "Locksmith", "Winter", "Compass", "Kingdom", "Fjord", "Machine", "Requiem",
			"Sparrow", "Ledger", "Gespräch", "Tide", "Observatory", "Algorithm", "Feast", "Journey", "Mirror",
			"Archive", "Daughter", "Smörgåsbord", "Eclipse", "Widow");

	static final List<String> SERIES = List.of("Chronicles of Ash", "The Mill & the River", "Tales of O'Rourke",
			"Die Straße", "Saga of the Fells", "Inspector Þór", "Night Shift", "Le Cœur", "Seven Sisters, Seven Seas");

	static final List<String> PEOPLE = List.of("Zoë", "Ludmila", "Mr. O'Hara", "Søren", "Ingeborg Müller", "Tomás",
			"Anaïs", "Dr. Watanabe", "François", "Old Beatrix", "Captain D'Arcy", "Łukasz", "the widow Ní Bhriain",
			"Rosalind", "Jörg", "Amara");

	static final List<String> PLACES = List.of("Köln", "São Paulo", "Kraków", "the Outer Hebrides", "Málaga",
			"Reykjavík", "Zürich", "Winston-Salem, N.C.", "Lake Baïkal", "Tromsø", "Newcastle upon Tyne", "Besançon",
			"Smyrna", "the island of Öland", "Nowhere, Oklahoma");

	/** Formats over a person, a place, an adjective and a noun, in this order. */
	static final List<String> SENTENCES = List.of(
			"When %1$s arrives in %2$s, all that is left of the %4$s is a %3$s rumour.",
			"\"There is no such thing as a %3$s %4$s,\" says %1$s, and is wrong.",
			"%1$s has three days, one %4$s, and < £5 to get back to %2$s.",
			"It's the %3$s kind of %4$s: patient, well-read; and armed.",
			"From the author of \"A %3$s %4$s\", a novel about %2$s & everything it hides.",
			"Nobody in %2$s trusts the %4$s – least of all %1$s, who built it.",
			"Witty, tender, and, in the end, %3$s: a %4$s you won't forget.",
			"What if the %4$s had never left %2$s? What if %1$s hadn't, either?", "\"Unputdownable!\" —%2$s Gazette",
			"Beneath the %3$s surface lies a question: who paid for the %4$s, and why in 1 > 2 instalments?",
			"%1$s keeps a list. On it: bread, milk, the %3$s %4$s, revenge.",
			"Told in letters, recipes and 'found' maps, this is the story of how %2$s lost its %4$s.",
			"Years later, %1$s would remember %2$s as a %3$s place, full of %4$s and rain.",
			"The %4$s (so the legend goes) can be opened only once; %1$s has opened it twice.");

	private Vocabulary() {
	}

}
