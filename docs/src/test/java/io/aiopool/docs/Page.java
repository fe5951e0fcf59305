package io.aiopool.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page that users read.
 *
 * @param path from the root of the repository
 * @param text what is written there
 */
record Page(String path, String text) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	/**
	 * A block of code.
	 *
	 * @param language what follows the fence
	 * @param line its first line, from 1
	 * @param text the lines between the fences
	 */
	record Block(String language, int line, String text) {

	}

	/** Everything in the root and below docs. */
	static List<Page> all() {
		try (Stream<Path> root = Files.list(ROOT); Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
			return Stream.concat(root, docs)
				.filter((file) -> file.toString().endsWith(".md"))
				.sorted()
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Page read(Path file) {
		try {
			return new Page(ROOT.relativize(file).toString(), Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The name of the page as part of a package name. */
	String identifier() {
		return path().replaceAll("\\.md$", "").replaceAll("\\W+", "_");
	}

	List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		List<String> lines = this.text.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith("```")) {
				int start = i++;
				while (i < lines.size() && !lines.get(i).startsWith("```")) {
					i++;
				}
				blocks.add(new Block(lines.get(start).substring(3).strip(), start + 2,
						String.join("\n", lines.subList(start + 1, i)) + "\n"));
			}
		}
		return blocks;
	}

	List<Block> blocks(String language) {
		return blocks().stream().filter((block) -> block.language().equals(language)).toList();
	}

	@Override
	public String toString() {
		return this.path;
	}

}
